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
        .addOption(option.limitOption())
        .addHelpText('after', '\nExample:\n  $ hostward inventory validate inventory.yaml')
        .action(async (file, options) => {
          const { validateInventory } = await import('../actions/validate-inventory.ts');
          validateInventory(file, options);
        }),
    )
    .addHelpText('after', '\nExample:\n  $ hostward inventory validate inventory.yaml');
