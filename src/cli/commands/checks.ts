import { Command } from '@commander-js/extra-typings';
import * as option from '../options.ts';

/** `hostward checks`: the catalogue. */
export const checksCommand = () =>
  new Command('checks')
    .description('List the checks, or show one in full.')
    .addCommand(
      new Command('list')
        .description('List the checks of a profile, or all.')
        .addOption(option.profileOption().default(undefined))
        .addOption(option.textFormatOption())
        .addHelpText('after', '\nExample:\n  $ hostward checks list --profile strict')
        .action(async (options) => {
          const { listChecks } = await import('../actions/show-checks.ts');
          listChecks(options);
        }),
    )
    .addCommand(
      new Command('show')
        .description('Show what a check reads, wants and why.')
        .argument('<id>', 'a check')
        .addOption(option.textFormatOption())
        .addHelpText('after', '\nExample:\n  $ hostward checks show daemon.docker-socket-mode')
        .action(async (id, options) => {
          const { showCheck } = await import('../actions/show-checks.ts');
          showCheck(id, options);
        }),
    )
    .addHelpText('after', '\nExample:\n  $ hostward checks list');
