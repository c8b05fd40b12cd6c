import { denied, failed, type Observation, value } from '../../model/observation.ts';
import type { Probe } from '../fact.ts';
import type { RawOutput } from '../reader.ts';
import { deletedFiles as reader } from '../readers/deleted-files.ts';

/** A program of the host's that runs from files which are gone. */
export interface OutdatedProcess {
  readonly name: string;
  readonly pid: number;
  readonly paths: readonly string[];
}

export const outdatedProcesses: Probe<readonly OutdatedProcess[]> = {
  key: 'outdated-processes:',
  reading: { reader, arg: '' },
  parse: parseOutdated,
};

/** A file that programs make for themselves and drop at once: no update replaced it. */
const OWN_FILE = /\.(tmp|cache|pyc)$|\/\.nfs|\/tmp\//;

function parseOutdated({ stdout }: RawOutput): Observation<readonly OutdatedProcess[]> {
  const end = /(?:^|\n)scan (\w+)\n$/.exec(stdout)?.[1];
  if (end === 'closed') return denied('seeing what others’ processes run needs more privilege');
  // 2 tells of processes that ended while they were looked at.
  if (end === undefined || Number(end) > 2) return failed('the search among processes did not end');
  const found = new Map<number, { name: string; pid: number; paths: Set<string> }>();
  for (const line of stdout.split('\n')) {
    const [, pid = '', path, name] = /^(\d{1,10}) (\/.*) \(deleted\) (.*)$/.exec(line) ?? [];
    if (path === undefined || name === undefined || OWN_FILE.test(path)) continue;
    const one = found.get(Number(pid)) ?? { name, pid: Number(pid), paths: new Set<string>() };
    one.paths.add(path);
    found.set(one.pid, one);
  }
  return value([...found.values()].map(({ paths, ...one }) => ({ ...one, paths: [...paths] })));
}
