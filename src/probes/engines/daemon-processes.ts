import { denied, failed, type Observation, value } from '../../model/observation.ts';
import type { Probe } from '../fact.ts';
import type { RawOutput } from '../reader.ts';
import { DAEMONS, type Daemon, processes as reader } from '../readers/processes.ts';

/** A container daemon that runs. */
export interface DaemonProcess {
  readonly name: Daemon;
  readonly pid: number;
  /** Effective user as the host sees it; 0 is root of the host. */
  readonly uid: number;
  /** Who started it; 0 when that was not told. */
  readonly parent: number;
  /** As started, the program first; empty for daemons whose command line is not read. */
  readonly args: readonly string[];
  /** It runs inside a container: nothing that the host's own files say about it holds. */
  readonly inContainer: boolean;
}

/**
 * Daemons by the name of their process, sorted by id. An empty list says that none runs: it is only
 * given when process 1 could be read, for with `hidepid` (proc(5)) others' processes cannot be seen.
 */
export const daemons: Probe<readonly DaemonProcess[]> = {
  key: 'daemons:',
  reading: { reader, arg: '' },
  parse: (raw) => (seesAll(raw) ? value(daemonsOf(raw.stdout)) : hidden(raw)),
};

const seesAll = ({ stdout }: RawOutput): boolean => /^\/proc\/1\/status:Uid:/m.test(stdout);

function hidden({ stderr, exit }: RawOutput): Observation<never> {
  if (exit === 0 && stderr === '') return failed('process 1 was not among the processes read');
  return denied('other users’ processes are hidden: seeing container daemons needs more privilege');
}

/** Parent and effective user, of proc_pid_status(5). */
const STATUS = /^\/proc\/(\d{1,10})\/status:(PPid|Uid):(?:\s+\d+(?=\s+\d))?\s+(\d{1,10})/;

interface Gathered {
  readonly names: Map<number, Daemon>;
  readonly contained: Set<number>;
  readonly args: Map<number, string[]>;
  readonly uids: Map<number, number>;
  readonly parents: Map<number, number>;
}

function daemonsOf(stdout: string): readonly DaemonProcess[] {
  const seen: Gathered = {
    names: new Map(),
    contained: new Set(),
    args: new Map(),
    uids: new Map(),
    parents: new Map(),
  };
  for (const line of stdout.split('\n')) gather(line, seen);
  return [...seen.names]
    .flatMap(([pid, name]) => {
      const uid = seen.uids.get(pid);
      // Without a status it ended while it was read.
      if (uid === undefined) return [];
      const args = seen.args.get(pid) ?? [];
      const parent = seen.parents.get(pid) ?? 0;
      return [{ name, pid, uid, parent, args, inContainer: seen.contained.has(pid) }];
    })
    .sort((a, b) => a.pid - b.pid);
}

function gather(line: string, seen: Gathered): void {
  const [, of, key, id] = STATUS.exec(line) ?? [];
  if (key !== undefined) {
    (key === 'PPid' ? seen.parents : seen.uids).set(Number(of), Number(id));
    return;
  }
  const [, word, digits = '', text = ''] = /^(mark|arg) (\d{1,10}) (.*)$/.exec(line) ?? [];
  const pid = Number(digits);
  if (word === 'arg') {
    const args = seen.args.get(pid) ?? [];
    args.push(text);
    seen.args.set(pid, args);
  }
  if (word !== 'mark') return;
  const name = DAEMONS.find((daemon) => daemon === text);
  if (name === undefined) seen.contained.add(pid);
  else seen.names.set(pid, name);
}

/** Daemons of the host itself: the root of one in a container is another matter. */
export const ofHost = (list: readonly DaemonProcess[], name: Daemon): readonly DaemonProcess[] =>
  list.filter((daemon) => daemon.name === name && !daemon.inContainer);

/** The same, run by the host's root. */
export const ofRoot = (list: readonly DaemonProcess[], name: Daemon): readonly DaemonProcess[] =>
  ofHost(list, name).filter(({ uid }) => uid === 0);
