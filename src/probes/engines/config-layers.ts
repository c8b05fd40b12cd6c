import type { TomlFile, TomlTable } from '../files/toml-file.ts';

/** Settings files of one program, from the weakest to the strongest. */
export type ConfigLayers = readonly TomlFile[];

/** A setting, and the file that it comes from. */
export interface ConfigValue {
  readonly value: unknown;
  readonly path: string;
}

/** What a file says at a path of keys; undefined when it says nothing. */
export function valueAt(table: TomlTable, keys: readonly string[]): unknown {
  let at: unknown = table;
  for (const key of keys) {
    if (!isTable(at) || !Object.hasOwn(at, key)) return undefined;
    at = at[key];
  }
  return at;
}

/** The setting of the strongest file that has it. */
export function configValue(
  layers: ConfigLayers,
  keys: readonly string[],
): ConfigValue | undefined {
  for (const { path, table } of layers.toReversed()) {
    const found = valueAt(table, keys);
    if (found !== undefined) return { value: found, path };
  }
  return undefined;
}

/**
 * A list of words. A later file replaces it, unless it says `{append = true}` among its entries
 * (containers.conf(5)).
 */
export function configList(layers: ConfigLayers, keys: readonly string[]): readonly string[] {
  let list: readonly string[] = [];
  for (const { table } of layers) {
    const found = valueAt(table, keys);
    if (!Array.isArray(found)) continue;
    const words = found.filter((entry) => typeof entry === 'string');
    const appends = found.some((entry) => isTable(entry) && entry['append'] === true);
    list = appends ? [...list, ...words] : words;
  }
  return list;
}

/** Names of the tables below a path in any file: `crio.runtime.runtimes` → `crun`, `runc`. */
export function tableNames(layers: ConfigLayers, keys: readonly string[]): readonly string[] {
  const names = layers.flatMap(({ table }) => {
    const found = valueAt(table, keys);
    return isTable(found) ? Object.keys(found) : [];
  });
  return [...new Set(names)];
}

export const isTable = (of: unknown): of is TomlTable =>
  typeof of === 'object' && of !== null && !Array.isArray(of);

/** As a person reads it in the file: `true`, `"host"`, `["a"]`. */
export const shownValue = (of: unknown): string =>
  typeof of === 'bigint' ? String(of) : (JSON.stringify(of, bigintsAsText) ?? 'not set');

const bigintsAsText = (_key: string, v: unknown): unknown =>
  typeof v === 'bigint' ? String(v) : v;
