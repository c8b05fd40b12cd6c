import { Command } from '@commander-js/extra-typings';
import * as option from '../options.ts';

/** `hostward collect`: evidence only, to be judged later or elsewhere. */
export const collectCommand = () =>
  new Command('collect')
    .description('Gather evidence of hosts and judge nothing.')
    .argument('[targets...]', 'ssh://user@host:port or local; without any, this machine')
    .addOption(option.inventoryOption())
    .addOption(option.limitOption())
    .addOption(option.profileOption())
    .addOption(option.outputOption('hostward-evidence'))
    .addOption(option.concurrencyOption())
    .addOption(option.timeoutOption())
    .addOption(option.connectTimeoutOption())
    .addOption(option.becomeOption())
    .addOption(option.askPassOption())
    .addOption(option.askBecomePassOption())
    .addOption(option.acceptOption())
    .addOption(option.quietOption())
    .addHelpText(
      'after',
      `
Examples:
  $ hostward collect -i inventory.yaml --output evidence-monday
  $ hostward evaluate evidence-monday`,
    )
    .action(async (targets, options) => {
      const { collect } = await import('../actions/collect.ts');
      process.exitCode = await collect(targets, options);
    });
