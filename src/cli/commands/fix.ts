import { Command } from '@commander-js/extra-typings';
import * as option from '../options.ts';

/** `hostward fix`: what would settle the failures of a run. */
export const fixCommand = () =>
  new Command('fix')
    .description('Write plans that settle the failures of a run, for you to read and run.')
    .argument('<run>', 'the folder that audit or evaluate wrote, or a run of the store')
    .addOption(option.storeOption())
    .addOption(option.fixFormatOption())
    .addOption(option.fixLevelOption())
    .addOption(option.onlyHostOption())
    .addOption(option.outputOption('hostward-fix'))
    .addHelpText(
      'after',
      `
Examples:
  $ hostward fix hostward-audit --level 1
  $ hostward fix hostward-audit --format ansible && less hostward-fix/fix.yml`,
    )
    .action(async (run, options) => {
      const { fix } = await import('../actions/fix.ts');
      await fix(run, options);
    });
