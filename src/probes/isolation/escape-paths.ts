import type { EscapePath } from '../../model/isolation.ts';
import { type Capability, has, without } from '../containers/capability-set.ts';
import { isBelow } from '../mounts/mountinfo.ts';
import { forbidsHostFiles, forbidsKernelAccess } from './confinement.ts';
import type { Contained } from './contained.ts';
import { isDisk } from './dangerous-devices.ts';
import { actsAsRoot } from './reach.ts';
import { rootPlace } from './sensitive-paths.ts';
import { connects } from './sockets.ts';

/** Combinations of open barriers that give root on the host, each a technique that is known to work. */
export const escapePathsOf = (contained: Contained): readonly EscapePath[] =>
  [...capabilityPaths(contained), ...kernelPaths(contained), ...filePaths(contained)].sort(
    (a, b) => (a.id < b.id ? -1 : 1),
  );

const can = ({ reach }: Contained, capability: Capability): boolean =>
  has(reach.hostCapabilities, capability);

/** Through capabilities that count on the host: none in a user namespace of its own. */
function capabilityPaths(contained: Contained): readonly EscapePath[] {
  const { container, confinement, host } = contained;
  const isWalled = forbidsKernelAccess(confinement, host);
  const paths: EscapePath[] = [];
  if (isPrivileged(contained) && !isWalled) {
    paths.push({
      id: 'privileged',
      description: 'It has every capability: it would mount a disk of the host and write to it.',
      barriers: ['capabilities', 'user', 'mac'],
    });
  }
  if (can(contained, 'SYS_ADMIN') && !isWalled) {
    paths.push({
      id: 'sys-admin-mount',
      description:
        'With SYS_ADMIN it would mount a writable /proc and name a program of its own in kernel.core_pattern, which the kernel runs as root.',
      barriers: ['capabilities', 'user', 'mac'],
    });
    if (contained.hasCgroupV1) paths.push(RELEASE_AGENT);
  }
  if (can(contained, 'SYS_MODULE') && host.loadsModules && !forbidsHostFiles(confinement, host)) {
    paths.push({
      id: 'sys-module',
      description: 'With SYS_MODULE it would load a kernel module of its own.',
      barriers: ['capabilities', 'user'],
    });
  }
  const seesProcesses = container.namespaces.pid === 'host';
  if (seesProcesses && can(contained, 'SYS_PTRACE') && !host.forbidsPtrace && !isWalled) {
    paths.push({
      id: 'host-pid-ptrace',
      description: 'It would attach to a process of the host’s root and run its own code in it.',
      barriers: ['pid', 'capabilities', 'user', 'mac'],
    });
  }
  if (opensByHandle(contained)) paths.push(BY_HANDLE);
  return paths;
}

/** Up to AUDIT_READ (37): engines of before 2021 do not know the later ones, and cannot give them. */
const KNOWN_TO_ALL = (1n << 38n) - 1n;

/** Every capability that the host itself has to give, in the host's user namespace. */
export const isPrivileged = ({ reach, allCapabilities }: Contained): boolean =>
  allCapabilities !== 0n && without(allCapabilities & KNOWN_TO_ALL, reach.hostCapabilities) === 0n;

const RELEASE_AGENT: EscapePath = {
  id: 'cgroup-release-agent',
  description:
    'With SYS_ADMIN it would mount a version 1 control group and set its release_agent, which the kernel runs as root.',
  barriers: ['capabilities', 'user', 'cgroup', 'mac'],
};

const BY_HANDLE: EscapePath = {
  id: 'dac-read-search',
  description:
    'With DAC_READ_SEARCH it would open any file of the host’s disk by its handle (open_by_handle_at).',
  barriers: ['capabilities', 'user'],
};

/** The capability needs a file of the host's disk to start from: engines mount some into every container. */
function opensByHandle(contained: Contained): boolean {
  const { container, confinement, host } = contained;
  return (
    can(contained, 'DAC_READ_SEARCH') &&
    !forbidsHostFiles(confinement, host) &&
    container.mounts?.some(
      ({ source, type }) => source.startsWith('/dev/') && type !== 'devtmpfs',
    ) === true
  );
}

/** Through settings of the kernel that name a program for it to run. The owner of files decides, not capabilities. */
function kernelPaths(contained: Contained): readonly EscapePath[] {
  const { confinement, host, kernelInterfaces, reach } = contained;
  if (!reach.isHostRoot) return [];
  // The engines' AppArmor profiles know /proc and /sys by these names only.
  const isOpen = (path: string): boolean =>
    !forbidsKernelAccess(confinement, host) ||
    (confinement.kind === 'apparmor' && !isBelow(path, '/proc') && !isBelow(path, '/sys'));
  const writable = (kind: 'sysctl' | 'sysfs') =>
    kernelInterfaces?.find((one) => one.kind === kind && isOpen(one.path))?.path;
  const sysctls = writable('sysctl');
  const sysfs = host.hasUeventHelper ? writable('sysfs') : undefined;
  const paths: EscapePath[] = [];
  if (sysctls !== undefined) {
    paths.push({
      id: 'core-pattern',
      description: `It would name a program of its own in ${sysctls}/kernel/core_pattern, which the kernel runs as root.`,
      barriers: ['user', 'mac'],
    });
  }
  if (sysfs !== undefined) {
    paths.push({
      id: 'uevent-helper',
      description: `It would name a program of its own in ${sysfs}/kernel/uevent_helper, which the kernel runs as root.`,
      barriers: ['user', 'mac'],
    });
  }
  return paths;
}

/** Through files, devices and sockets of the host that were let in. */
function filePaths(contained: Contained): readonly EscapePath[] {
  if (forbidsHostFiles(contained.confinement, contained.host)) return [];
  return [...mountPaths(contained), ...devicePaths(contained), ...socketPaths(contained)];
}

function mountPaths({ hostMounts = [], reach }: Contained): readonly EscapePath[] {
  const found = new Map<string, EscapePath>();
  for (const mount of hostMounts) {
    const place = rootPlace(mount);
    const isRoot = actsAsRoot(reach) || (mount.idMapped && reach.isRootInside);
    if (place === undefined || !isRoot) continue;
    const path = pathThrough(place);
    if (!found.has(path.id)) found.set(path.id, path);
  }
  return [...found.values()];
}

function pathThrough({ path, isEngineData }: { path: string; isEngineData: boolean }): EscapePath {
  if (isEngineData) {
    return {
      id: 'host-engine-data-mount',
      description: `It would change the files or settings of a more privileged container in ${path}.`,
      barriers: ['hostMounts', 'user'],
    };
  }
  return {
    id: path === '/' ? 'host-root-mount' : 'host-system-mount',
    description: `It would write a program, a key or a rule below ${path} that the host then follows as root.`,
    barriers: ['hostMounts', 'user'],
  };
}

function devicePaths(contained: Contained): readonly EscapePath[] {
  const { container, reach } = contained;
  if (!actsAsRoot(reach)) return [];
  const disk = container.devices?.find(isDisk);
  const memory = container.devices?.find(({ name }) => ['mem', 'kmem', 'port'].includes(name));
  const paths: EscapePath[] = [];
  if (disk !== undefined) {
    paths.push({
      id: 'device',
      description: `It would change files of the host on the raw disk /dev/${disk.name}.`,
      barriers: ['devices', 'user'],
    });
  }
  if (memory !== undefined && can(contained, 'SYS_RAWIO')) {
    paths.push({
      id: 'raw-memory',
      description: `It would change the running kernel through /dev/${memory.name}.`,
      barriers: ['devices', 'capabilities', 'user'],
    });
  }
  return paths;
}

function socketPaths({ sockets, reach, host }: Contained): readonly EscapePath[] {
  const found = new Map<string, EscapePath>();
  for (const seen of sockets?.seen ?? []) {
    const { id, daemon, request } = seen.socket;
    if (found.has(id) || !connects(seen, reach, host)) continue;
    found.set(id, {
      id,
      description: `It would ask ${daemon} through ${seen.path} to ${request}.`,
      barriers: ['sockets', 'user'],
    });
  }
  return [...found.values()];
}

/** Why a path could exist that was not seen; undefined when everything that opens one was looked at. */
export function blindSpot({ container, hostMounts, confinement }: Contained): string | undefined {
  if (container.pid === undefined) return 'its first process ended while it was read';
  if (hostMounts === undefined) return 'its mounts or the host’s were not read';
  if (container.devices === undefined) return 'its devices were not read';
  if (container.namespaces.pid === 'unreadable') return 'its namespaces may not be read';
  return confinement.kind === 'unknown'
    ? 'the label of the security module was not read'
    : undefined;
}
