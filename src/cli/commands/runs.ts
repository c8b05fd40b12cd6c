import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import * as option from '../options.ts';
import * as sealing from '../sealing-options.ts';

/** `hostward runs`: looks after the runs that are kept. */
export const runsCommand = () =>
  new Command('runs')
    .description('Look after the runs that are kept; no host is contacted.')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(exportCommand())
    .addCommand(importCommand())
    .addCommand(pruneCommand())
    .addHelpText(
      'after',
      `
A RUN is an id, a beginning of one that no other has, latest, or latest~1 for the one before it.

Examples:
  $ hostward runs list
  $ hostward runs show latest
  $ hostward runs prune --keep 30 --older-than 90d`,
    );

const jsonOption = () => new Option('--json', 'as JSON');

const listCommand = () =>
  new Command('list')
    .description('List the runs that are kept, the newest first.')
    .addOption(option.storeOption())
    .addOption(jsonOption())
    .action(async (options) => {
      const { listRuns } = await import('../actions/list-runs.ts');
      await listRuns(options);
    });

const showCommand = () =>
  new Command('show')
    .description('Show what is kept of a run: when, by whom, its hosts and their results.')
    .argument('<run>', 'an id, a beginning of one, latest, latest~1')
    .addOption(option.storeOption())
    .addOption(jsonOption())
    .action(async (run, options) => {
      const { showRun } = await import('../actions/show-run.ts');
      await showRun(run, options);
    });

const exportCommand = () =>
  new Command('export')
    .description('Write the folder that audit writes: findings, policy, evidence.')
    .argument('<run>', 'an id, a beginning of one, latest, latest~1')
    .argument('<folder>', 'where to write')
    .addOption(option.storeOption())
    .addOption(sealing.signKeyOption())
    .addOption(sealing.signKeyPassphraseFileOption())
    .action(async (run, folder, options) => {
      const { exportRun } = await import('../actions/export-run.ts');
      await exportRun(run, folder, options);
    });

const importCommand = () =>
  new Command('import')
    .description('Take runs that ended out of their folders into the store.')
    .argument('<folders...>', 'folders that audit or evaluate wrote')
    .addOption(option.storeOption())
    .addOption(sealing.signKeyOption())
    .addOption(sealing.signKeyPassphraseFileOption())
    .action(async (folders, options) => {
      const { importRuns } = await import('../actions/import-run.ts');
      await importRuns(folders, options);
    });

const pruneCommand = () =>
  new Command('prune')
    .description('Tell which runs are too old or too many; --yes forgets them.')
    .addOption(option.storeOption())
    .addOption(
      new Option('--keep <runs>', 'how many of the newest stay in any case').argParser(
        option.wholeNumber(0, 1_000_000),
      ),
    )
    .addOption(
      new Option('--older-than <age>', 'only runs older than this: 90d, 12h').argParser(ageOf),
    )
    .addOption(new Option('--yes', 'forget them'))
    .addHelpText(
      'after',
      '\nA run that has not ended, and is younger than a day, stays.\n\nExample:\n  $ hostward runs prune --keep 30 --older-than 90d --yes',
    )
    .action(async (options) => {
      const { pruneRuns } = await import('../actions/prune-runs.ts');
      await pruneRuns(options);
    });

/** In milliseconds. */
function ageOf(text: string): number {
  const [, number, unit] = /^(\d{1,5})([dh])$/.exec(text) ?? [];
  if (number === undefined) throw new InvalidArgumentError('It takes days or hours: 90d, 12h.');
  return Number(number) * (unit === 'd' ? 24 : 1) * 3600 * 1000;
}
