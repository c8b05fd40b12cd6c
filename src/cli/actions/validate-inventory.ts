import { wayTo } from '../../inventory/way.ts';
import { openPolicies } from '../policies.ts';
import { type TargetOptions, targetsOf } from '../targets.ts';

/** Says that an inventory is right, with its hosts and how each would be reached. Contacts nobody. */
export async function validateInventory(
  file: string,
  options: Pick<TargetOptions, 'limit' | 'inventoryFormat'>,
): Promise<void> {
  const { hosts, inventory } = await targetsOf([], { ...options, inventory: file });
  const policies = openPolicies({ profile: 'baseline' }, inventory);
  for (const host of hosts) policies.policyOf(host);
  for (const { name, connection, become, profile } of hosts) {
    const way = wayTo(connection);
    const extras = [
      ...(become === 'none' ? [] : [`become ${become}`]),
      ...(profile === undefined ? [] : [`profile ${profile}`]),
    ];
    console.log([name, way, ...extras].join('  '));
  }
  console.log(`${file} is valid: ${hosts.length} host${hosts.length === 1 ? '' : 's'}`);
}
