import { denied, failed, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import { type OsRelease, readOsRelease } from '../host/os-release.ts';
import { type Mount, parseMount, visibleMounts } from '../mounts/mountinfo.ts';
import type { RawOutput } from '../reader.ts';
import { MAX_FILE_LINES, processes as reader } from '../readers/processes.ts';
import { type Limits, limitsOf } from './container-limits.ts';
import { containerIdOf, gatherLines, isWithoutCgroup, type ProcessLines } from './process-lines.ts';
import { type ProcessStatus, parseStatus } from './process-status.ts';

/** As /proc/PID/ns calls them. */
export type NamespaceName = 'user' | 'pid' | 'net' | 'mnt' | 'ipc' | 'uts' | 'cgroup';
type NamespaceState = 'own' | 'host' | 'unreadable';

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

/** A container as /proc shows it. What could not be read is absent. */
export interface ContainerProcesses {
  /** 64 hexadecimal digits, or the process that keeps it where it has no cgroup: `conmon123`. */
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
  /** The distribution that its image is built on; `none` where the image does not say. */
  readonly release?: OsRelease | 'none';
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

function parseProcesses({ stdout, stderr }: RawOutput): Observation<ProcessTable> {
  const lines = gatherLines(stdout);
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

function containersOf(lines: ProcessLines, stderr: string): readonly ContainerProcesses[] {
  const pids = new Map<string, { cgroup: string; pids: number[] }>();
  for (const [pid, cgroup] of lines.cgroups) {
    const id = containerIdOf(cgroup) ?? '';
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
  lines: ProcessLines,
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
    (isWithoutCgroup(id) || lines.file(pid, 'cgroup').some((line) => line.includes(id)));
  return {
    id,
    cgroup,
    processes,
    ...(isSame ? ofFirst(pid, lines, stderr) : { namespaces: namespacesOf([]), limits: {} }),
  };
}

/** Read of one process, whose cgroup was read last: it had not ended, nor its number a new owner. */
function ofFirst(pid: number, lines: ProcessLines, stderr: string) {
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
    ...releaseOf(pid, lines),
  };
}

/** A file without a line that counts says as little as one that was not read. */
function releaseOf(pid: number, lines: ProcessLines): Pick<ContainerProcesses, 'release'> {
  const [folder] = lines.word(pid, 'release');
  if (folder === undefined || folder === 'linked') return {};
  if (folder === 'none') return { release: 'none' };
  const text = lines.file(pid, `root/${folder}/os-release`);
  return text.length === 0 ? {} : { release: readOsRelease(visibleText(text)) };
}

const visibleText = (lines: readonly string[]): string =>
  lines
    .slice(0, 20)
    .map((line) => visibleLine(line, 200))
    .join('\n');

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

function labelOf(pid: number, lines: ProcessLines, stderr: string): string | undefined {
  const label = lines.file(pid, 'attr/current')[0]?.replaceAll('\0', '').trim();
  if (label !== undefined && label !== '') return visibleLine(label, 256);
  // read(2) of it fails with EINVAL when no security module keeps labels.
  return stderr.includes(`/proc/${pid}/attr/current: Invalid argument`) ? 'none' : undefined;
}

function devicesOf(pid: number, lines: ProcessLines): readonly DeviceNode[] | undefined {
  if (!lines.word(pid, 'devices').includes('read')) return undefined;
  return lines.word(pid, 'device').flatMap((text) => {
    const [, kind, name] = /^([bc]) (.+)$/.exec(text) ?? [];
    if (name === undefined) return [];
    return { kind: kind === 'b' ? 'block' : 'character', name: visibleLine(name, 256) } as const;
  });
}
