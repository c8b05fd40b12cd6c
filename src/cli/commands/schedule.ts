import { Argument, Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';

/** `hostward schedule`: units and cron lines that repeat an audit. */
export const scheduleCommand = () =>
  new Command('schedule')
    .description('Write what makes this machine audit by itself; nothing is installed.')
    .addArgument(new Argument('<kind>', 'what repeats it').choices(['systemd', 'cron']))
    .argument('[audit-words...]', 'what hostward audit is given, after --')
    .option('--at <time>', 'when, as systemd.time(7) or crontab(5) say it (default: 02:30)')
    .addOption(
      new Option('--spread <minutes>', 'over which machines of the same schedule spread')
        .argParser(minutes)
        .default(30),
    )
    .option(
      '--account <name>',
      'who it runs as (default: hostward; root, where this machine is audited)',
    )
    .option('--to <folder>', 'where to write; without it, the files are printed')
    .addHelpText(
      'after',
      `
Examples:
  $ hostward schedule systemd --to units -- -i /etc/hostward/inventory.yaml --become
  $ hostward schedule cron --at '30 2 * * 1-5' -- -i /etc/hostward/inventory.yaml`,
    )
    .action(async (kind, words, options) => {
      const { schedule } = await import('../actions/schedule.ts');
      await schedule(words, { kind, ...options });
    });

function minutes(text: string): number {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('a whole number of minutes.');
}
