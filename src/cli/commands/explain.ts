import { Command } from '@commander-js/extra-typings';
import * as option from '../options.ts';

/** `hostward explain`: one check on one host. */
export const explainCommand = () =>
  new Command('explain')
    .description('Show what a check read on a host of a run, and what came of it.')
    .argument('<check>', 'the id of a check')
    .addOption(option.runOption())
    .addOption(option.storeOption())
    .addOption(option.hostOption())
    .addHelpText(
      'after',
      `
Example:
  $ hostward explain daemon.docker-socket-mode --host web01`,
    )
    .action(async (check, options) => {
      const { explain } = await import('../actions/explain.ts');
      await explain(check, options);
    });
