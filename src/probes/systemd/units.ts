import { absent, type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import type { TextFile } from '../files/file-text.ts';
import {
  dropInTexts,
  parseUnitFile,
  UNIT_DIRS,
  type UnitSetting,
  type UnitText,
  unitText,
} from './unit-files.ts';

/** A systemd unit as the next daemon-reload would load it: main file, then its drop-ins. */
export interface Unit {
  readonly name: string;
  /** Of the main file. */
  readonly path: string;
  readonly masked: boolean;
  readonly settings: readonly UnitSetting[];
  /** Paths of the drop-ins that apply, in order. */
  readonly dropIns: readonly string[];
}

/** Absent when no folder holds the unit's file: drop-ins alone make no unit. */
export function unit(name: string): Derived<Unit> {
  const from = { main: mainFile(name), dropIns: dropIns(name) };
  return derived(`unit:${name}`, from, ({ main, dropIns: extra }) => {
    if (main.state !== 'value') return main;
    if (extra.state !== 'value') return extra;
    const { path, text } = main.value;
    const files = text.masked ? [] : [{ path, content: text.text }, ...extra.value];
    return value({
      name,
      path,
      masked: text.masked,
      settings: files.flatMap(parseUnitFile),
      dropIns: extra.value.map((file) => file.path),
    });
  });
}

interface MainFile {
  readonly path: string;
  readonly text: UnitText;
}

const byFolder = <T>(make: (dir: string) => T): Readonly<Record<string, T>> =>
  Object.fromEntries(UNIT_DIRS.map((dir) => [dir, make(dir)]));

function mainFile(name: string): Derived<MainFile> {
  const from = byFolder((dir) => unitText(`${dir}/${name}`));
  return derived(`unit-main:${name}`, from, (seen) => {
    for (const [dir, text] of Object.entries(seen)) {
      if (text.state === 'value') return value({ path: `${dir}/${name}`, text: text.value });
      if (text.state !== 'absent') return text;
    }
    return absent(`there is no unit ${name}`);
  });
}

/** A drop-in hides those of its name in later folders; they apply in the order of their names. */
function dropIns(name: string): Derived<readonly TextFile[]> {
  const from = byFolder((dir) => dropInTexts(`${dir}/${name}.d/*.conf`));
  return derived(`unit-drop-ins:${name}`, from, (seen): Observation<readonly TextFile[]> => {
    const byName = new Map<string, TextFile>();
    for (const files of Object.values(seen)) {
      if (files.state !== 'value') return files;
      for (const file of files.value) {
        const base = file.path.slice(file.path.lastIndexOf('/') + 1);
        if (!byName.has(base)) byName.set(base, file);
      }
    }
    const sorted = [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
    return value(sorted.filter(({ content }) => content.trim() !== ''));
  });
}

/** The last assignment of a key that takes one value; an empty one takes the earlier ones back. */
export function lastSetting(of: Unit, key: string): UnitSetting | undefined {
  const last = of.settings.findLast((setting) => setting.key === key);
  return last?.value === '' ? undefined : last;
}

/** Assignments of a key that gathers values, since the last empty one, which resets the list. */
export function settingList(of: Unit, key: string): readonly UnitSetting[] {
  const all = of.settings.filter((setting) => setting.key === key);
  return all.slice(all.findLastIndex((setting) => setting.value === '') + 1);
}
