import { denied, failed, type Observation, value } from '../../model/observation.ts';
import type { Probe } from '../fact.ts';
import type { RawOutput } from '../reader.ts';
import { commands as reader } from '../readers/commands.ts';

/**
 * Names of the processes that run, in containers too, cut at 15 characters as the kernel keeps them.
 * Denied where others' processes are hidden: one that is not seen may then run.
 */
export const runningCommands: Probe<ReadonlySet<string>> = {
  key: 'running-commands:',
  reading: { reader, arg: '' },
  parse: ({ stdout }: RawOutput): Observation<ReadonlySet<string>> => {
    const status = /(?:^|\n)status (\d+)\n$/.exec(stdout)?.[1];
    // 2 tells of processes that ended while they were looked at.
    if (status === undefined || Number(status) > 2)
      return failed('the list of processes did not end');
    if (!/^\/proc\/1\/comm:/m.test(stdout)) {
      return denied('other users’ processes are hidden: seeing them needs more privilege');
    }
    const names = [...stdout.matchAll(/^\/proc\/\d+\/comm:(.*)$/gm)].map(([, name = '']) => name);
    return value(new Set(names));
  },
};

/** A name as the kernel keeps it. */
export const asCommand = (name: string): string => name.slice(0, 15);
