import { type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { fileText, presentText } from '../files/file-text.ts';
import { effectiveOptions, type PersistedMount, parseFstab } from './fstab.ts';
import { type MountUnits, mountUnits, unitNameOf } from './mount-units.ts';

/**
 * What fstab and mount units would mount at a boot. Where both name a place, the one that systemd takes;
 * two lines of fstab for one place both come.
 */
export const persistedMounts: Derived<readonly PersistedMount[]> = derived(
  'persisted-mounts:',
  { fstab: fileText('/etc/fstab'), units: mountUnits },
  ({ fstab, units }): Observation<readonly PersistedMount[]> => {
    const text = presentText(fstab);
    if (text.state !== 'value') return text;
    if (units.state !== 'value') return units;
    return value(merged(parseFstab(text.value ?? '', '/etc/fstab'), units.value));
  },
);

function merged(
  fstab: readonly PersistedMount[],
  { units, dropIns }: MountUnits,
): readonly PersistedMount[] {
  const before = units.filter(({ beforeFstab }) => beforeFstab);
  const lines = fstab.filter((line) => !isNamed(line, before));
  const after = units.filter((unit) => !unit.beforeFstab && !isNamed(unit, lines));
  return [...before, ...lines, ...after].map((one) => {
    const changed = dropIns.get(unitNameOf(one.mountPoint));
    if (changed === undefined) return one;
    return { ...one, options: effectiveOptions(changed.options), from: changed.from };
  });
}

const isNamed = (one: PersistedMount, others: readonly PersistedMount[]): boolean =>
  others.some(({ mountPoint }) => mountPoint === one.mountPoint);
