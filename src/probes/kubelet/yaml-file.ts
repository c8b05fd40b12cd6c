import { parse } from 'yaml';
import { failed, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { isTable } from '../engines/config-layers.ts';
import type { TextFile } from '../files/file-text.ts';
import type { TomlTable } from '../files/toml-file.ts';

/** A settings file in YAML, or JSON, which is YAML too. */
export interface YamlFile {
  readonly path: string;
  readonly table: TomlTable;
}

/** Characters of a file that is parsed: the time for broken YAML grows with the square of its length. */
const LONGEST = 65_536;

/** An empty file sets nothing; one that is no mapping is `failed`. Never throws. */
export function parseYamlFile({ path, content }: TextFile): Observation<YamlFile> {
  if (content.length > LONGEST) return failed(`${path} is too long to be a file of settings`);
  try {
    // Kubernetes reads YAML 1.1, where `no` is false. A level of `silent` would also pass over errors,
    // and take half a file for the whole.
    const table: unknown = parse(content, {
      version: '1.1',
      maxAliasCount: 100,
      logLevel: 'error',
    });
    if (table === null || table === undefined) return value({ path, table: {} });
    return isTable(table) ? value({ path, table }) : failed(`${path} is no mapping of settings`);
  } catch (error) {
    const words = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    return failed(`${path} is no valid YAML: ${visibleLine(words, 200)}`);
  }
}
