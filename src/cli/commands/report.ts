import { Command } from '@commander-js/extra-typings';
import * as option from '../options.ts';

/** `hostward report`: a run that ended, in other formats. */
export const reportCommand = () =>
  new Command('report')
    .description('Write reports of a run that ended; nothing is collected or judged again.')
    .argument('<run>', 'the folder that audit or evaluate wrote, or a run of the store')
    .addOption(option.storeOption())
    .addOption(option.formatOption())
    .addOption(option.sarifAllOption())
    .addOption(option.junitFailuresOnlyOption())
    .addOption(option.reportOutputOption())
    .addOption(option.historyOption())
    .addHelpText(
      'after',
      `
Examples:
  $ hostward report hostward-audit --format sarif,markdown
  $ hostward report hostward-audit --format csv --output exports`,
    )
    .action(async (run, options) => {
      const { report } = await import('../actions/report.ts');
      process.exitCode = await report(run, options);
    });
