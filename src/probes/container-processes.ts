import { denied, failed, type Observation, value } from '../model/observation.ts';
import { visibleLine } from '../model/visible-text.ts';
import type { Probe } from './fact.ts';
import { type Mount, parseMount, visibleMounts } from './mountinfo.ts';
import { type ProcessStatus, parseStatus } from './process-status.ts';
import type { RawOutput } from './reader.ts';
import { MAX_FILE_LINES, processes as reader } from './readers/processes.ts';

export const NAMESPACES = ['user', 'pid', 'net', 'mnt', 'ipc', 'uts', 'cgroup'] as const;
export type NamespaceName = (typeof NAMESPACES)[number];
export type NamespaceState = 'own' | 'host' | 'unreadable';

/** One line of /proc/PID/uid_map, user_namespaces(7). */
export interface IdRange {
  readonly inside: number;
  readonly outside: number;
  readonly count: number;
}

export interface DeviceNode {
  readonly kind: 'block' | 'character';
  /** Below /dev: `sda`, `mapper/data`. */
  readonly name: string;
}

/** The tightest limit of the container's cgroup and those above it; `none` where no file sets one. */
export type Limit = number | 'none';

export interface Limits {
  /** Bytes. Absent when not read. */
  readonly memory?: Limit;
  readonly pids?: Limit;
  /** Whether cgroup v1 keeps the out-of-memory killer away; v2 cannot. */
  readonly oomKillDisabled?: boolean;
}

/** A container as /proc shows it. What could not be read is absent. */
export interface ContainerProcesses {
  /** 64 hexadecimal digits. */
  readonly id: string;
  /** Its cgroup, up to the id. */
  readonly cgroup: string;
  /** The process that all below was read of. */
  readonly pid?: number;
  readonly processes: readonly ProcessStatus[];
  readonly namespaces: Readonly<Record<NamespaceName, NamespaceState>>;
  readonly uidMap?: readonly IdRange[];
  readonly mounts?: readonly Mount[];
  /** Of the security module, as /proc/PID/attr/current has it; `none` where no module keeps labels. */
  readonly label?: string;
  readonly limits: Limits;
  readonly devices?: readonly DeviceNode[];
  readonly oomScoreAdjust?: number;
}

/** The host as its process 1 shows it, and every container. */
export interface ProcessTable {
  /** Capabilities that processes of the host can have at all. */
  readonly hostCapabilities: bigint;
  readonly hostMounts?: readonly Mount[];
  /** Whether process 1 is in the initial user namespace. */
  readonly hostIsInitial: boolean;
  /** Bytes. */
  readonly memory?: number;
  readonly containers: readonly ContainerProcesses[];
}

/**
 * Containers by what runs, whatever the engine says. Denied when other users' processes are hidden
 * (`hidepid` of proc(5)): none to be seen is then no answer.
 */
export const containerProcesses: Probe<ProcessTable> = {
  key: 'container-processes:',
  reading: { reader, arg: '' },
  parse: parseProcesses,
};

export function parseProcesses({ stdout, stderr }: RawOutput): Observation<ProcessTable> {
  const lines = gather(stdout);
  if (lines.scan === undefined) return failed('the search for containers did not end');
  if (lines.scan > 2) return failed(`the search for containers ended with status ${lines.scan}`);
  const init = parseStatus(1, lines.file(1, 'status'));
  if (init === undefined) {
    return denied('other users’ processes are hidden: seeing containers needs more privilege');
  }
  const hostMap = idRanges(lines.file(1, 'uid_map'));
  const hostMounts = mountsOf(lines.file(1, 'mountinfo'));
  return value({
    hostCapabilities: init.bounding,
    ...(hostMounts === undefined ? {} : { hostMounts }),
    hostIsInitial: hostMap !== undefined && isIdentity(hostMap),
    ...(lines.memory === undefined ? {} : { memory: lines.memory }),
    containers: containersOf(lines, stderr),
  });
}

/** All lines, sorted by what they speak of; nothing judged. */
interface Lines {
  scan?: number;
  memory?: number;
  /** The deepest container cgroup of each process. */
  readonly cgroups: Map<number, string>;
  /** By container. */
  readonly firsts: Map<string, number>;
  /** By process and word: `ns`, `limit`, `device`, `devices`. */
  readonly words: Map<string, string[]>;
  readonly files: Map<string, string[]>;
  readonly file: (pid: number, name: string) => readonly string[];
  readonly word: (pid: number, word: string) => readonly string[];
}

function gather(stdout: string): Lines {
  const words = new Map<string, string[]>();
  const files = new Map<string, string[]>();
  const lines: Lines = {
    cgroups: new Map(),
    firsts: new Map(),
    words,
    files,
    file: (pid, name) => files.get(`${pid}/${name}`) ?? [],
    word: (pid, word) => words.get(`${pid}/${word}`) ?? [],
  };
  for (const line of stdout.split('\n')) gatherLine(line, lines);
  return lines;
}

const OF_FILE = /^\/proc\/(\d+\/(?:status|cgroup|mountinfo|uid_map|attr\/current|oom_score_adj)):/;

function gatherLine(line: string, lines: Lines): void {
  const file = OF_FILE.exec(line);
  if (file?.[1] !== undefined) {
    push(lines.files, file[1], line.slice(file[0].length));
    return;
  }
  if (line === 'again') lines.files.clear();
  const [, word, digits = '', text = ''] = /^([a-z]+) +(\d{1,15}) ?(.*)$/.exec(line) ?? [];
  const number = Number(digits);
  if (word === 'scan') lines.scan = number;
  else if (word === 'memory') lines.memory = number * 1024;
  else if (word === 'first') lines.firsts.set(text, number);
  else if (word === 'mark') keepDeepest(lines.cgroups, number, text);
  else if (word !== undefined) push(lines.words, `${number}/${word}`, text);
}

function push(map: Map<string, string[]>, key: string, text: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [text]);
  else list.push(text);
}

/** In a container within a container the inner one counts; hierarchies of cgroup v1 can differ. */
function keepDeepest(cgroups: Map<number, string>, pid: number, path: string): void {
  if (idOf(path) === undefined) return;
  const known = cgroups.get(pid);
  if (known === undefined || path.length > known.length) cgroups.set(pid, path);
}

const idOf = (path: string): string | undefined => /[-/]([0-9a-f]{64})$/.exec(path)?.[1];

function containersOf(lines: Lines, stderr: string): readonly ContainerProcesses[] {
  const pids = new Map<string, { cgroup: string; pids: number[] }>();
  for (const [pid, cgroup] of lines.cgroups) {
    const id = idOf(cgroup) ?? '';
    const known = pids.get(id);
    if (known === undefined) pids.set(id, { cgroup, pids: [pid] });
    else known.pids.push(pid);
  }
  return [...pids]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([id, { cgroup, pids: own }]) => containerOf(id, cgroup, own, lines, stderr) ?? []);
}

/** Undefined when every process of it ended while it was looked at. */
function containerOf(
  id: string,
  cgroup: string,
  pids: readonly number[],
  lines: Lines,
  stderr: string,
): ContainerProcesses | undefined {
  const processes = pids
    .toSorted((a, b) => a - b)
    .flatMap((pid) => parseStatus(pid, lines.file(pid, 'status')) ?? []);
  if (processes.length === 0) return undefined;
  const pid = lines.firsts.get(id);
  const isSame =
    pid !== undefined &&
    pids.includes(pid) &&
    lines.file(pid, 'cgroup').some((line) => line.includes(id));
  return {
    id,
    cgroup,
    processes,
    ...(isSame ? ofFirst(pid, lines, stderr) : { namespaces: namespacesOf([]), limits: {} }),
  };
}

/** Read of one process, whose cgroup was read last: it had not ended, nor its number a new owner. */
function ofFirst(pid: number, lines: Lines, stderr: string) {
  const uidMap = idRanges(lines.file(pid, 'uid_map'));
  const mounts = mountsOf(lines.file(pid, 'mountinfo'));
  const label = labelOf(pid, lines, stderr);
  const devices = devicesOf(pid, lines);
  const oomScoreAdjust = /^-?\d{1,4}$/.exec(lines.file(pid, 'oom_score_adj')[0] ?? '')?.[0];
  return {
    pid,
    namespaces: namespacesOf(lines.word(pid, 'ns')),
    limits: limitsOf(lines.word(pid, 'limit'), lines.memory),
    ...(uidMap === undefined ? {} : { uidMap }),
    ...(mounts === undefined ? {} : { mounts }),
    ...(label === undefined ? {} : { label }),
    ...(devices === undefined ? {} : { devices }),
    ...(oomScoreAdjust === undefined ? {} : { oomScoreAdjust: Number(oomScoreAdjust) }),
  };
}

function namespacesOf(words: readonly string[]): Record<NamespaceName, NamespaceState> {
  const state = (name: NamespaceName): NamespaceState => {
    if (words.includes(`${name} own`)) return 'own';
    return words.includes(`${name} host`) ? 'host' : 'unreadable';
  };
  return {
    user: state('user'),
    pid: state('pid'),
    net: state('net'),
    mnt: state('mnt'),
    ipc: state('ipc'),
    uts: state('uts'),
    cgroup: state('cgroup'),
  };
}

function idRanges(lines: readonly string[]): readonly IdRange[] | undefined {
  const ranges = lines.map((line) => /^\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*$/.exec(line));
  if (ranges.length === 0 || ranges.includes(null)) return undefined;
  return ranges.map((range) => ({
    inside: Number(range?.[1]),
    outside: Number(range?.[2]),
    count: Number(range?.[3]),
  }));
}

/** Every id stands for itself, as in the initial user namespace. */
export const isIdentity = (map: readonly IdRange[]): boolean =>
  map.length === 1 && map[0]?.inside === 0 && map[0].outside === 0 && map[0].count === 4294967295;

/** Undefined when the file could not be read, or was longer than what is read of it. */
function mountsOf(lines: readonly string[]): readonly Mount[] | undefined {
  if (lines.length === 0 || lines.length >= MAX_FILE_LINES) return undefined;
  const mounts: Mount[] = [];
  for (const line of lines) {
    const mount = parseMount(line);
    if (mount === undefined) return undefined;
    mounts.push(mount);
  }
  return visibleMounts(mounts);
}

function labelOf(pid: number, lines: Lines, stderr: string): string | undefined {
  const label = lines.file(pid, 'attr/current')[0]?.replaceAll('\0', '').trim();
  if (label !== undefined && label !== '') return visibleLine(label, 256);
  // read(2) of it fails with EINVAL when no security module keeps labels.
  return stderr.includes(`/proc/${pid}/attr/current: Invalid argument`) ? 'none' : undefined;
}

function devicesOf(pid: number, lines: Lines): readonly DeviceNode[] | undefined {
  if (!lines.word(pid, 'devices').includes('read')) return undefined;
  return lines.word(pid, 'device').flatMap((text) => {
    const [, kind, name] = /^([bc]) (.+)$/.exec(text) ?? [];
    if (name === undefined) return [];
    return { kind: kind === 'b' ? 'block' : 'character', name: visibleLine(name, 256) } as const;
  });
}

/** At and above this, the page counter of cgroup v1 means that there is no limit. */
const UNLIMITED = 2 ** 62;

function limitsOf(words: readonly string[], hostMemory: number | undefined): Limits {
  const values = (...files: readonly string[]): readonly string[] =>
    words.flatMap((text) => {
      const [file = '', ...rest] = text.split(' ');
      return files.includes(file) ? [rest.join(' ')] : [];
    });
  const memory = tightest(
    values('memory.max', 'memory.limit_in_bytes'),
    Math.min(hostMemory ?? UNLIMITED, UNLIMITED),
  );
  const pids = tightest(values('pids.max'), UNLIMITED);
  const [oomControl] = values('memory.oom_control');
  return {
    ...(memory === undefined ? {} : { memory }),
    ...(pids === undefined ? {} : { pids }),
    ...(oomControl === undefined ? {} : { oomKillDisabled: oomControl.endsWith(' 1') }),
  };
}

function tightest(values: readonly string[], unlimited: number): Limit | undefined {
  if (values.length === 0) return undefined;
  const numbers = values.filter((text) => /^\d{1,20}$/.test(text)).map(Number);
  const least = Math.min(...numbers);
  return least < unlimited ? least : 'none';
}
