import { absent, type Gap, type Observation, value } from '../../model/observation.ts';
import { allOf } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import { filesText, fileText } from '../files/file-text.ts';
import { commandWords } from '../systemd/exec-start.ts';
import { settingList, type Unit, unit } from '../systemd/units.ts';
import { parseYamlFile, type YamlFile } from './yaml-file.ts';

export type RancherName = 'k3s' | 'rke2';

/** How k3s or RKE2 is told to run: its settings files, then the command line of its unit. */
export interface RancherConfig {
  readonly name: RancherName;
  /** Its role by the unit that is there. */
  readonly server: boolean;
  /** By the names of its flags. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Absent where neither a unit nor a settings file of it is there. */
export function rancherConfig(name: RancherName): Derived<RancherConfig> {
  const main = `/etc/rancher/${name}/config.yaml`;
  return derived(
    `rancher-config:${name}`,
    {
      file: fileText(main),
      extra: filesText(`/etc/rancher/${name}/config.yaml.d/*.yaml`),
      server: unit(name === 'k3s' ? 'k3s.service' : 'rke2-server.service'),
      agent: unit(`${name}-agent.service`),
    },
    (seen): Observation<RancherConfig> => {
      const { file, extra, server, agent } = seen;
      const blind = Object.values(seen).find(isGap);
      if (blind !== undefined) return blind;
      const units = [server, agent].flatMap((one) => (one.state === 'value' ? [one.value] : []));
      const texts = [
        ...(file.state === 'value' ? [{ path: main, content: file.value }] : []),
        ...(extra.state === 'value' ? extra.value : []),
      ];
      if (units.length === 0 && texts.length === 0) {
        return absent(`neither a unit nor settings of ${name} are there`);
      }
      const told = allOf(texts.map(parseYamlFile));
      if (told.state !== 'value') return told;
      const values = { ...merged(told.value), ...flagsOf(units) };
      return value({ name, server: server.state === 'value', values });
    },
  );
}

const isGap = (seen: Observation<unknown>): seen is Gap =>
  seen.state !== 'value' && seen.state !== 'absent';

/** A later file replaces a value, unless its key ends in `+`: then lists are joined. */
function merged(files: readonly YamlFile[]): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const [key, given] of files.flatMap(({ table }) => Object.entries(table))) {
    const name = key.replace(/\+$/, '');
    values[name] = name === key ? given : [...listOf(values[name]), ...listOf(given)];
  }
  return values;
}

const listOf = (of: unknown): readonly unknown[] =>
  of === undefined ? [] : Array.isArray(of) ? of : [of];

/** Flags of the units' commands; one that comes again makes a list. */
function flagsOf(units: readonly Unit[]): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const [name, given] of units.flatMap(flagsOfUnit)) {
    values[name] = Object.hasOwn(values, name) ? [...listOf(values[name]), given] : given;
  }
  return values;
}

function flagsOfUnit(of: Unit): readonly (readonly [name: string, given: string])[] {
  const command = settingList(of, 'Service.ExecStart').at(-1)?.value ?? '';
  const words = commandWords(command, () => undefined).map(({ text }) => text);
  return words.flatMap((word, at) => {
    const [, name, equals, joined = ''] = /^--([a-z][\w-]*)(=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) return [];
    const next = words[at + 1];
    const bare = next === undefined || next.startsWith('-') ? 'true' : next;
    return [[name, equals === undefined ? bare : joined] as const];
  });
}

/** Words of a setting that can be given once, many times or as a list. */
export const rancherWords = ({ values }: RancherConfig, key: string): readonly string[] =>
  listOf(values[key]).filter((word) => typeof word === 'string');

export const rancherSwitch = ({ values }: RancherConfig, key: string): boolean =>
  /^(true|1|t)$/i.test(String(values[key] ?? 'false'));
