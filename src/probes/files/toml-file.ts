import { parse } from 'smol-toml';
import { failed, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { type Derived, derived, type Probe } from '../fact.ts';
import { filesText, textProbe } from './file-text.ts';

export type TomlTable = Readonly<Record<string, unknown>>;

/** A settings file; a broken one is `failed`, never a file without settings. */
export interface TomlFile {
  readonly path: string;
  readonly table: TomlTable;
}

export const tomlFile = (path: string): Probe<TomlFile> =>
  textProbe('toml', path, (content) => parsedToml(path, content));

/** All files that a pattern finds, by path. One broken file makes the whole unreadable. */
export function tomlFiles(pattern: string): Derived<readonly TomlFile[]> {
  return derived(`toml-files:${pattern}`, { files: filesText(pattern) }, ({ files }) => {
    if (files.state !== 'value') return files;
    const parsed: TomlFile[] = [];
    for (const { path, content } of files.value) {
      const one = parsedToml(path, content);
      if (one.state !== 'value') return one;
      parsed.push(one.value);
    }
    return value(parsed);
  });
}

function parsedToml(path: string, content: string): Observation<TomlFile> {
  try {
    // Numbers past 2^53 would throw: no setting here needs them exact.
    return value({ path, table: parse(content, { integersAsBigInt: 'asNeeded' }) });
  } catch (error) {
    const words = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    return failed(`${path} is no valid TOML: ${visibleLine(words, 200)}`);
  }
}
