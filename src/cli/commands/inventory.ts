import { Command } from '@commander-js/extra-typings';
import * as option from '../options.ts';

/** `hostward inventory`: reads inventories, contacts nobody. */
export const inventoryCommand = () =>
  new Command('inventory')
    .description('Check an inventory; no host is contacted.')
    .addCommand(
      new Command('validate')
        .description('Say whether an inventory is right, and which hosts it names.')
        .argument('<file>', 'an inventory')
        .addOption(option.inventoryFormatOption())
        .addOption(option.limitOption())
        .addHelpText('after', '\nExample:\n  $ hostward inventory validate inventory.yaml')
        .action(async (file, options) => {
          const { validateInventory } = await import('../actions/validate-inventory.ts');
          await validateInventory(file, options);
        }),
    )
    .addCommand(
      new Command('list')
        .description('Show which hosts would be contacted, and how.')
        .argument('[targets...]', 'as of audit: ssh://user@host:port, local, docker://name')
        .addOption(option.inventoryOption())
        .addOption(option.inventoryFormatOption())
        .addOption(option.limitOption())
        .addOption(option.becomeOption())
        .addOption(option.sshConfigOption())
        .addOption(option.transportOption())
        .addOption(option.textFormatOption())
        .addHelpText(
          'after',
          `
Examples:
  $ hostward inventory list -i inventory.yaml --limit 'web,!web03*'
  $ hostward inventory list -i inventory.yaml --format json`,
        )
        .action(async (targets, options) => {
          const { listInventory } = await import('../actions/list-inventory.ts');
          await listInventory(targets, options);
        }),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ hostward inventory validate inventory.yaml
  $ hostward inventory list -i inventory.yaml`,
    );
