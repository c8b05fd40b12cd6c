import { Command, Option } from '@commander-js/extra-typings';
import { another, checksOption, customProbesOption } from '../options.ts';

/** `hostward attest`: a person's answer to a question that a check asks. */
export const attestCommand = () =>
  new Command('attest')
    .description('Write the answer to a question of a check into a file; its comments stay.')
    .argument('<check>', 'the check that asks')
    .argument('<file>', 'attestations, as YAML; made where it is not there')
    .addOption(
      new Option('--answer <answer>', 'what the answer is')
        .choices(['compliant', 'notCompliant'] as const)
        .makeOptionMandatory(),
    )
    .requiredOption('--by <person>', 'who looked')
    .requiredOption('--evidence <text>', 'what was looked at')
    .requiredOption('--until <date>', 'how long the answer holds: 2027-01-31')
    .addOption(
      new Option('--host <name>', 'a host, or a shell pattern; may be given again')
        .argParser(another)
        .default([] as readonly string[], 'every host'),
    )
    .addOption(checksOption())
    .addOption(customProbesOption())
    .addOption(
      new Option('--group <name>', 'a group of the inventory; may be given again')
        .argParser(another)
        .default([] as readonly string[], 'none'),
    )
    .addHelpText(
      'after',
      `
Example:
  $ hostward attest daemon.live-restore attestations.yaml --group web --answer compliant \\
      --by 'Kim Doe' --evidence 'restart drill of 4 May' --until 2027-01-31`,
    )
    .action(async (check, file, options) => {
      const { attest } = await import('../actions/attest.ts');
      attest(check, file, options);
    });
