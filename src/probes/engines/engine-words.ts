import { denied, failed, type Observation, value } from '../../model/observation.ts';
import { containers } from '../containers/containers.ts';
import { type Derived, derived, type Probe } from '../fact.ts';
import type { RawOutput } from '../reader.ts';
import { engineWords as reader } from '../readers/engine-words.ts';

/** A word of a command line that names an engine's socket or listener. */
interface EngineWord {
  readonly pid: number;
  readonly name: string;
  readonly word: string;
}

const engineWords: Probe<readonly EngineWord[]> = {
  key: 'engine-words:',
  reading: { reader, arg: '' },
  parse: ({ stdout }: RawOutput): Observation<readonly EngineWord[]> => {
    const scan = /^scan (\d+)$/m.exec(stdout)?.[1];
    // 2 tells of processes that ended while they were looked at.
    if (scan === undefined || Number(scan) > 2)
      return failed('the search of processes did not end');
    if (!/^sees all$/m.test(stdout)) {
      return denied('other users’ processes are hidden: seeing them needs more privilege');
    }
    const words = [...stdout.matchAll(/^word (\d{1,10}) (\S+) (.+)$/gm)];
    return value(words.map(([, pid, name = '', word = '']) => ({ pid: Number(pid), name, word })));
  },
};

/** A process that carries connections, and the socket of an engine that its command line names. */
export interface EngineRelay {
  readonly program: string;
  readonly socket: string;
}

/** The same of one program and socket comes once. */
export const engineRelays: Derived<readonly EngineRelay[]> = derived(
  'engine-relays:',
  { words: engineWords },
  ({ words }): Observation<readonly EngineRelay[]> => {
    if (words.state !== 'value') return words;
    const found = words.value.filter(({ word }) => word.endsWith('.sock'));
    const keyed = found.map(
      ({ name, word }) => [`${name} ${word}`, { program: name, socket: word }] as const,
    );
    return value([...new Map(keyed).values()]);
  },
);

/** An engine inside a container that takes commands on TCP from clients that it does not verify. */
interface NestedListener {
  readonly container: string;
  readonly daemon: string;
  readonly address: string;
}

export interface Nested {
  /** How many containers run. */
  readonly containers: number;
  readonly listeners: readonly NestedListener[];
}

/** How each of them is told to verify its clients. */
const VERIFIES: Readonly<Record<string, RegExp>> = {
  dockerd: /^--tlsverify(=(true|1))?$/,
  buildkitd: /^--tlscacert=/,
  podman: /^--tls-client-ca=/,
};

export const nestedListeners: Derived<Nested> = derived(
  'nested-listeners:',
  { words: engineWords, containers },
  ({ words, containers: running }): Observation<Nested> => {
    if (words.state !== 'value') return words;
    if (running.state !== 'value') return running;
    const listeners = running.value.flatMap(({ name, processes }) => {
      const pids = new Set(processes.map(({ pid }) => pid));
      const inside = words.value.filter(({ pid }) => pids.has(pid));
      return inside
        .filter((one) => isOpen(one.word) && !verifies(one, inside))
        .map((one) => ({
          container: name,
          daemon: one.name,
          address: one.word.slice(one.word.indexOf('tcp:')),
        }));
    });
    return value({ containers: running.value.length, listeners });
  },
);

const isOpen = (word: string): boolean =>
  word.includes('tcp://') && !/tcp:\/\/(127\.|localhost(:|$)|\[::1\])/.test(word);

const verifies = ({ pid, name }: EngineWord, inside: readonly EngineWord[]): boolean =>
  inside.some((other) => other.pid === pid && VERIFIES[name]?.test(other.word) === true);
