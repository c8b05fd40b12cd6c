import { parse } from 'yaml';
import { absent, failed, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { type Derived, derived } from '../fact.ts';
import { filesText, fileText, type TextFile } from '../files/file-text.ts';
import { presentStats } from '../files/present-stats.ts';
import type { FileStat } from '../files/stat.ts';

/** Falco as its files set it up. Absent where /etc/falco/falco.yaml is not there. */
export interface FalcoConfig {
  /** Of `engine.kind`; undefined where nothing sets it. */
  readonly engine?: string;
  /** Ways out of the process that are on, by the names of their sections. */
  readonly outputs: readonly string[];
  /** Least priority of rules that are loaded, in lower case. */
  readonly priority: string;
  readonly rulePaths: readonly string[];
  /** Files that the rules may be in. */
  readonly ruleFiles: readonly FileStat[];
}

const OUTPUTS: readonly string[] = [
  'stdout_output',
  'syslog_output',
  'file_output',
  'http_output',
  'program_output',
  'grpc_output',
];

/** By falco.yaml's own comments: sections that are off unless set. */
const ON_BY_DEFAULT: readonly string[] = ['stdout_output', 'syslog_output'];

const DEFAULT_RULES = [
  '/etc/falco/falco_rules.yaml',
  '/etc/falco/falco_rules.local.yaml',
  '/etc/falco/rules.d',
];

export const falcoConfig: Derived<FalcoConfig> = derived(
  'falco-config',
  {
    main: fileText('/etc/falco/falco.yaml'),
    parts: filesText('/etc/falco/config.d/*.yaml'),
    ruleFiles: presentStats(['/etc/falco/*.yaml', '/etc/falco/rules.d', '/etc/falco/rules.d/*']),
  },
  ({ main, parts, ruleFiles }): Observation<FalcoConfig> => {
    if (main.state !== 'value') return main;
    if (parts.state !== 'value') return parts;
    if (ruleFiles.state !== 'value') return ruleFiles;
    const first = { path: '/etc/falco/falco.yaml', content: main.value };
    const layers = tablesOf([first, ...parts.value]);
    return layers.state === 'value' ? value(together(layers.value, ruleFiles.value)) : layers;
  },
);

type Table = Readonly<Record<string, unknown>>;

const isTable = (it: unknown): it is Table =>
  typeof it === 'object' && it !== null && !Array.isArray(it);

function tablesOf(files: readonly TextFile[]): Observation<readonly Table[]> {
  const tables: Table[] = [];
  for (const { path, content } of files) {
    try {
      const table: unknown = parse(content);
      if (isTable(table)) tables.push(table);
    } catch (error) {
      const words = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
      return failed(`${path} is no valid YAML: ${visibleLine(words, 200)}`);
    }
  }
  return tables.length === 0 ? absent('Falco’s settings are empty') : value(tables);
}

function together(layers: readonly Table[], ruleFiles: readonly FileStat[]): FalcoConfig {
  /** What the last file that has the key sets. */
  const setting = (section: string, key?: string): unknown =>
    layers
      .map((table) => table[section])
      .map((it) => (key === undefined ? it : isTable(it) ? it[key] : undefined))
      .findLast((it) => it !== undefined);
  const engine = setting('engine', 'kind');
  const rules = setting('rules_files') ?? setting('rules_file');
  return {
    ...(typeof engine === 'string' ? { engine } : {}),
    outputs: OUTPUTS.filter(
      (name) => (setting(name, 'enabled') ?? ON_BY_DEFAULT.includes(name)) === true,
    ),
    priority: String(setting('priority') ?? 'debug').toLowerCase(),
    rulePaths: Array.isArray(rules) ? rules.map(String) : DEFAULT_RULES,
    ruleFiles,
  };
}
