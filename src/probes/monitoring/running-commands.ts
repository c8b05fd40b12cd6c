import { denied, failed, type Observation, value } from '../../model/observation.ts';
import { type Derived, derived, type Probe } from '../fact.ts';
import type { RawOutput } from '../reader.ts';
import { commands as reader } from '../readers/commands.ts';

/** A process by the name that the kernel keeps of it: 15 characters, which it may choose itself. */
export interface NamedProcess {
  readonly pid: number;
  readonly name: string;
  /** It has another process namespace than process 1: that of a container, whatever made it. */
  readonly inner: boolean;
}

/** All processes. Denied where others' are hidden: one that is not seen may then run. */
export const namedProcesses: Probe<readonly NamedProcess[]> = {
  key: 'named-processes:',
  reading: { reader, arg: '' },
  parse: ({ stdout }: RawOutput): Observation<readonly NamedProcess[]> => {
    const status = /(?:^|\n)status (\d+)\n$/.exec(stdout)?.[1];
    // 2 tells of processes that ended while they were looked at.
    if (status === undefined || Number(status) > 2)
      return failed('the list of processes did not end');
    if (!/^\/proc\/1\/comm:/m.test(stdout)) {
      return denied('other users’ processes are hidden: seeing them needs more privilege');
    }
    const inner = new Set([...stdout.matchAll(/^inner (\d+)$/gm)].map(([, pid]) => pid));
    return value(
      [...stdout.matchAll(/^\/proc\/(\d+)\/comm:(.*)$/gm)].map(([, pid = '', name = '']) => ({
        pid: Number(pid),
        name,
        inner: inner.has(pid),
      })),
    );
  },
};

/** Names of the processes that run, in containers too. */
export const runningCommands: Derived<ReadonlySet<string>> = derived(
  'running-commands',
  { processes: namedProcesses },
  ({ processes }): Observation<ReadonlySet<string>> =>
    processes.state === 'value'
      ? value(new Set(processes.value.map(({ name }) => name)))
      : processes,
);

/** A name as the kernel keeps it. */
export const asCommand = (name: string): string => name.slice(0, 15);
