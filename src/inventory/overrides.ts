import type { Override } from '../model/profile.ts';
import type { YamlDocument } from '../yaml/document.ts';
import type { Member } from './members.ts';

/** No group or host can be called so. */
const DEFAULTS = '(defaults)';

/** What the inventory lays over the profile of a host, weakest first. Hosts in the same groups share one list. */
export function createOverrides(
  document: YamlDocument,
): (member: Pick<Member, 'layers'>) => readonly Override[] {
  const shared = new Map<string, readonly Override[]>();
  return ({ layers }) => {
    const overriding = layers.filter(({ settings }) => settings.overrides !== undefined).reverse();
    const key = JSON.stringify(overriding.map(({ path }) => path));
    const known = shared.get(key);
    if (known !== undefined) return known;
    const overrides = overriding.map(({ path, settings: { overrides: changes = {} } }) => ({
      name: path.length === 1 ? DEFAULTS : String(path.at(-1)),
      changes,
      position: (below: readonly (string | number)[], part?: 'key' | 'value') =>
        document.position([...path, 'overrides', ...below], part),
    }));
    shared.set(key, overrides);
    return overrides;
  };
}
