import { BOOLEANS, type Flag, type FlagWord, flagsOf } from './docker-flag-words.ts';
import { type DockerKey, isDockerKey } from './docker-setting-shapes.ts';

/** What dockerd's command line sets, in the terms of daemon.json. */
export interface DockerFlags {
  /** By key of daemon.json; lists and maps gathered over repeated flags. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Where the settings file is, when the command line says. */
  readonly configFile?: string;
  /** Words that stand for something that was not read. `key` when it can only be of that setting. */
  readonly unread: readonly UnreadWord[];
}

export interface UnreadWord {
  readonly word: string;
  readonly key?: string;
}

/** Flags that may be repeated: their key in daemon.json (`opts.NewNamed…` in moby). */
const REPEATED: Readonly<Record<string, string>> = {
  'add-runtime': 'runtimes',
  'allow-nondistributable-artifacts': 'allow-nondistributable-artifacts',
  'authorization-plugin': 'authorization-plugins',
  'cdi-spec-dir': 'cdi-spec-dirs',
  'default-address-pool': 'default-address-pools',
  'default-network-opt': 'default-network-opts',
  'default-ulimit': 'default-ulimits',
  dns: 'dns',
  'dns-opt': 'dns-opts',
  'dns-search': 'dns-search',
  'exec-opt': 'exec-opts',
  feature: 'features',
  host: 'hosts',
  'host-gateway-ip': 'host-gateway-ips',
  'insecure-registry': 'insecure-registries',
  label: 'labels',
  'log-opt': 'log-opts',
  'node-generic-resource': 'node-generic-resources',
  'registry-mirror': 'registry-mirrors',
  'storage-opt': 'storage-opts',
};

/** Keys that a flag can set: dockerd refuses a file that sets any other. */
export const keyOfFlag = (flag: string): string =>
  Object.hasOwn(REPEATED, flag) ? (REPEATED[flag] ?? flag) : flag;

/** What the collector puts in the place of a value that looks like a secret. */
const HIDDEN = /\(hidden\)$/;

/** Reads dockerd's arguments, the program left out, as pflag does. Never throws. */
export function parseDockerFlags(words: readonly FlagWord[]): DockerFlags {
  const values: Record<string, unknown> = {};
  const unread: UnreadWord[] = [];
  let configFile: string | undefined;
  for (const flag of flagsOf(words)) {
    const key = keyOfFlag(flag.name);
    if (flag.name === '') unread.push({ word: flag.word });
    else if (flag.open || HIDDEN.test(flag.value)) unread.push({ word: flag.word, key });
    else if (flag.name === 'config-file') configFile = flag.value;
    else setValue(values, key, flag);
  }
  return { values, unread, ...(configFile === undefined ? {} : { configFile }) };
}

function setValue(values: Record<string, unknown>, key: string, { name, value }: Flag): void {
  const read = isDockerKey(key) ? READ[key] : undefined;
  if (read !== undefined) values[key] = read(values[key], value);
  else if (BOOLEANS.has(name)) values[key] = boolOf(value);
  else if (Object.hasOwn(REPEATED, name)) values[key] = appended(values[key], value);
  else values[key] = value;
}

type Read = (earlier: unknown, text: string) => unknown;

/** Settings whose flag is not spelt as daemon.json has them. */
const READ: Partial<Record<DockerKey, Read>> = {
  'default-network-opts': (earlier, text) => {
    const [driver = '', key = '', ...rest] = text.split('=');
    const known = recordOf(recordOf(earlier)[driver]);
    return { ...recordOf(earlier), [driver]: { ...known, [key]: rest.join('=') } };
  },
  'default-ulimits': (earlier, text) => {
    const [name = '', limits = ''] = text.split('=');
    const [soft = '', hard = soft] = limits.split(':');
    return { ...recordOf(earlier), [name]: { Soft: Number(soft), Hard: Number(hard) } };
  },
  'log-opts': (earlier, text) => ({ ...recordOf(earlier), ...pairOf(text) }),
  runtimes: (earlier, text) => {
    const [[name, path] = ['', '']] = Object.entries(pairOf(text));
    return { ...recordOf(earlier), [name]: { path } };
  },
};

const pairOf = (text: string): Readonly<Record<string, string>> => {
  const at = text.indexOf('=');
  return at === -1 ? { [text]: '' } : { [text.slice(0, at)]: text.slice(at + 1) };
};

const recordOf = (of: unknown): Readonly<Record<string, unknown>> =>
  typeof of === 'object' && of !== null ? { ...of } : {};

const appended = (earlier: unknown, text: string): readonly unknown[] =>
  Array.isArray(earlier) ? [...earlier, text] : [text];

/** As strconv.ParseBool; anything else is left as it is, and stops dockerd. */
function boolOf(text: string): unknown {
  if (/^(1|t|true)$/i.test(text)) return true;
  return /^(0|f|false)$/i.test(text) ? false : text;
}
