import { type Observation, value } from '../../model/observation.ts';
import { allOf } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import type { TextFile } from '../files/file-text.ts';
import { dropInTexts, parseUnitFile, UNIT_DIRS } from '../systemd/unit-files.ts';
import { effectiveOptions, type PersistedMount, unslashed } from './fstab.ts';

/** A file of a mount unit, and whether one of its name hides what fstab says. */
export interface MountUnit extends PersistedMount {
  /** Units of the administrator count before fstab, those of packages after it (systemd.unit(5)). */
  readonly beforeFstab: boolean;
}

/** What mount units say, and drop-ins, which also change the units that are made out of fstab. */
export interface MountUnits {
  readonly units: readonly MountUnit[];
  /** Options that a drop-in sets, by the name of the unit. */
  readonly dropIns: ReadonlyMap<string, { readonly options: string; readonly from: string }>;
}

/** Folders that come before the generated units of fstab. */
const BEFORE_FSTAB: readonly string[] = ['/etc/systemd/system', '/run/systemd/system'];

export const mountUnits: Derived<MountUnits> = derived(
  'mount-units:',
  {
    files: inFolders('*.mount'),
    dropIns: inFolders('*.mount.d/*.conf'),
  },
  ({ files, dropIns }): Observation<MountUnits> => {
    if (files.state !== 'value') return files;
    if (dropIns.state !== 'value') return dropIns;
    return value({
      units: firstByName(files.value).flatMap(unitOf),
      dropIns: optionsByUnit(dropIns.value),
    });
  },
);

/** In the order in which systemd looks. A file without text is a mask. */
function inFolders(pattern: string): Derived<readonly TextFile[]> {
  const from = Object.fromEntries(UNIT_DIRS.map((dir) => [dir, dropInTexts(`${dir}/${pattern}`)]));
  return derived(`unit-folders:${pattern}`, from, (seen): Observation<readonly TextFile[]> => {
    const all = allOf(Object.values(seen));
    return all.state === 'value' ? value(all.value.flat()) : all;
  });
}

function firstByName(files: readonly TextFile[]): readonly TextFile[] {
  const names = new Map<string, TextFile>();
  for (const file of files) if (!names.has(nameOf(file))) names.set(nameOf(file), file);
  return [...names.values()];
}

const nameOf = ({ path }: TextFile): string => path.slice(path.lastIndexOf('/') + 1);

function unitOf(file: TextFile): readonly MountUnit[] {
  const settings = new Map(parseUnitFile(file).map(({ key, value: text }) => [key, text]));
  const where = settings.get('Mount.Where');
  if (where === undefined || !where.startsWith('/')) return [];
  const beforeFstab = BEFORE_FSTAB.some((dir) => file.path.startsWith(`${dir}/`));
  return [
    {
      mountPoint: unslashed(where),
      source: settings.get('Mount.What') ?? '',
      type: settings.get('Mount.Type') ?? '',
      options: effectiveOptions(settings.get('Mount.Options') ?? ''),
      from: file.path,
      beforeFstab,
      ...(beforeFstab ? {} : { ofPackage: true as const }),
    },
  ];
}

function optionsByUnit(files: readonly TextFile[]): MountUnits['dropIns'] {
  const hidden = new Set<string>();
  const first = files.filter((file) => {
    const key = `${unitOfDropIn(file)}/${nameOf(file)}`;
    return hidden.has(key) ? false : hidden.add(key);
  });
  const sorted = [...first].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const found = new Map<string, { readonly options: string; readonly from: string }>();
  for (const file of sorted) {
    const last = parseUnitFile(file).findLast(({ key }) => key === 'Mount.Options');
    if (last !== undefined) {
      found.set(unitOfDropIn(file), { options: last.value, from: file.path });
    }
  }
  return found;
}

const unitOfDropIn = ({ path }: TextFile): string => path.split('/').at(-2)?.slice(0, -2) ?? '';

/** systemd.unit(5), string escaping for inclusion in unit names: of a path without odd characters. */
export const unitNameOf = (mountPoint: string): string =>
  mountPoint === '/'
    ? '-.mount'
    : `${mountPoint.slice(1).replaceAll('-', '\\x2d').replaceAll('/', '-')}.mount`;
