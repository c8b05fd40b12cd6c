import { Command, Option } from '@commander-js/extra-typings';
import * as option from '../options.ts';

/** `hostward policy`: what hosts are held against; contacts nobody. */
export const policyCommand = () =>
  new Command('policy')
    .description('Show what hosts are held against; no host is contacted.')
    .addCommand(
      new Command('show')
        .description(
          'Show each check of a policy, and where its severity and parameters come from.',
        )
        .addOption(option.profileOption())
        .addOption(option.checksOption())
        .addOption(option.customProbesOption())
        .addOption(option.inventoryOption())
        .addOption(new Option('--host <name>', 'of the inventory: what its groups override counts'))
        .addOption(option.waiversOption())
        .addOption(option.attestationsOption())
        .addOption(option.textFormatOption())
        .addHelpText(
          'after',
          `
Examples:
  $ hostward policy show --profile ./site.yaml
  $ hostward policy show -i inventory.yaml --host web01 --format json`,
        )
        .action(async (options) => {
          const { showPolicy } = await import('../actions/show-policy.ts');
          showPolicy(options);
        }),
    )
    .addHelpText('after', '\nExample:\n  $ hostward policy show --profile strict');
