import { failed, type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { filesText, type TextFile } from '../files/file-text.ts';

/** A plugin of a network, as its configuration has it. */
type CniPlugin = Readonly<Record<string, unknown>>;

export interface CniConfig {
  readonly path: string;
  readonly plugins: readonly CniPlugin[];
}

/** Networks of /etc/cni/net.d in the order in which an engine takes them: by name, the first one. */
export const cniConfigs: Derived<readonly CniConfig[]> = derived(
  'cni-configs',
  {
    lists: filesText('/etc/cni/net.d/*.conflist'),
    single: filesText('/etc/cni/net.d/*.conf'),
    json: filesText('/etc/cni/net.d/*.json'),
  },
  ({ lists, single, json }): Observation<readonly CniConfig[]> => {
    const found: CniConfig[] = [];
    for (const files of [lists, single, json]) {
      if (files.state !== 'value') return files;
      for (const file of files.value) {
        const one = parsed(file);
        if (one === undefined) return failed(`${file.path} is no configuration of CNI`);
        found.push(one);
      }
    }
    return value(found.sort((a, b) => (a.path < b.path ? -1 : 1)));
  },
);

const isTable = (it: unknown): it is CniPlugin =>
  typeof it === 'object' && it !== null && !Array.isArray(it);

function parsed({ path, content }: TextFile): CniConfig | undefined {
  try {
    const table: unknown = JSON.parse(content);
    if (!isTable(table)) return undefined;
    const { plugins } = table;
    return { path, plugins: Array.isArray(plugins) ? plugins.filter(isTable) : [table] };
  } catch {
    return undefined;
  }
}
