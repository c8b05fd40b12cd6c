import type { Barrier, BarrierName } from '../../model/isolation.ts';
import { capabilityNames, DEFAULT_CAPABILITIES, without } from '../containers/capability-set.ts';
import type { Limit, Limits } from '../containers/container-limits.ts';
import type { NamespaceName } from '../containers/container-processes.ts';
import type { ProcessStatus } from '../containers/process-status.ts';
import { isWritable } from '../mounts/mountinfo.ts';
import { isUnconfinedType } from './confinement.ts';
import type { Contained } from './contained.ts';
import type { HostSide } from './host-side.ts';
import { sensitiveMounts } from './sensitive-paths.ts';

const holds = (detail: string): Barrier => ({ state: 'holds', detail });
const open = (detail: string): Barrier => ({ state: 'open', detail });
const unknown = (detail: string): Barrier => ({ state: 'unknown', detail });

/** Each thing that stands between a container and its host. What was not read never holds. */
export function barriersOf(contained: Contained): Readonly<Record<BarrierName, Barrier>> {
  const { container, host } = contained;
  const { processes } = container;
  return {
    user: userBarrier(contained),
    pid: namespace(contained, 'pid', 'sees the host’s processes'),
    network: namespace(contained, 'net', 'uses the host’s network'),
    mount: namespace(contained, 'mnt', 'shares the host’s mounts'),
    ipc: namespace(contained, 'ipc', 'shares the host’s shared memory and queues'),
    uts: namespace(contained, 'uts', 'shares the host’s name'),
    cgroup: namespace(contained, 'cgroup', 'sees the host’s control groups'),
    seccomp: seccompBarrier(processes),
    mac: macBarrier(contained, host),
    capabilities: capabilityBarrier(contained),
    noNewPrivileges: noNewPrivilegesBarrier(processes),
    readOnlyRoot: rootBarrier(contained),
    limits: limitsBarrier(container.limits),
    hostMounts: mountsBarrier(contained),
    devices: devicesBarrier(contained),
    sockets: socketsBarrier(contained),
  };
}

function userBarrier({ container, reach }: Contained): Barrier {
  const { uidMap } = container;
  if (uidMap === undefined) return unknown('/proc/PID/uid_map was not read');
  const root = uidMap.find(({ inside }) => inside === 0);
  if (root?.outside === 0) return open('root inside is the host’s root');
  if (reach.inHostUsers !== false) {
    return reach.inHostUsers ? open('the host’s user namespace') : unknown(UNREADABLE);
  }
  if (root === undefined) return holds('no user of the host is root inside');
  return holds(`root inside is user ${root.outside} of the host`);
}

const UNREADABLE = '/proc/PID/ns may not be read';

function namespace({ container }: Contained, name: NamespaceName, open_: string): Barrier {
  const state = container.namespaces[name];
  if (state === 'unreadable') return unknown(UNREADABLE);
  return state === 'own' ? holds('its own') : open(open_);
}

/** The first few of a list that can be long. */
function firstOf(all: readonly string[], count: number): string {
  const rest = all.length - count;
  return `${all.slice(0, count).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

const offenders = (processes: readonly ProcessStatus[]): string =>
  firstOf([...new Set(processes.map(({ name }) => name))], 3);

function seccompBarrier(processes: readonly ProcessStatus[]): Barrier {
  const bare = processes.filter(({ seccomp }) => seccomp === 0);
  if (bare.length > 0) return open(`no filter for ${offenders(bare)}`);
  if (processes.some(({ seccomp }) => seccomp === undefined)) {
    return unknown('/proc/PID/status has no Seccomp line');
  }
  return holds(`a filter for ${counted(processes.length, 'process', 'processes')}`);
}

const counted = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;

function macBarrier({ confinement }: Contained, host: HostSide): Barrier {
  switch (confinement.kind) {
    case 'none':
      return open('no security module confines processes');
    case 'unknown':
      return unknown('the label of the security module was not read');
    case 'apparmor': {
      const { profile, mode } = confinement;
      if (mode === 'enforce' || mode === 'kill') return holds(`AppArmor ${profile} (${mode})`);
      return mode === 'mixed'
        ? unknown(`AppArmor ${profile} (${mode})`)
        : open(`AppArmor ${profile === mode ? mode : `${profile} (${mode})`}`);
    }
    case 'selinux':
      return selinuxBarrier(confinement.type, host);
  }
}

function selinuxBarrier(type: string, { selinux }: HostSide): Barrier {
  if (isUnconfinedType(type)) return open(`SELinux ${type}, which is not confined`);
  if (selinux === 'unknown') return unknown(`SELinux ${type}, whether it is enforced was not read`);
  return selinux === 'enforcing' ? holds(`SELinux ${type}`) : open(`SELinux ${type}, not enforced`);
}

function capabilityBarrier({ container, reach }: Contained): Barrier {
  const all = container.processes.reduce((set, { bounding }) => set | bounding, 0n);
  const extra = without(all | reach.capabilities, DEFAULT_CAPABILITIES);
  const names = capabilityNames(extra).join(', ');
  if (extra === 0n) {
    const held = capabilityNames(reach.capabilities | all);
    return holds(held.length === 0 ? 'none at all' : `no more than ${held.length} default ones`);
  }
  if (reach.inHostUsers === false) return holds(`${names}, in its own user namespace only`);
  return open(`beyond the default: ${names}`);
}

function noNewPrivilegesBarrier(processes: readonly ProcessStatus[]): Barrier {
  const free = processes.filter(({ noNewPrivileges }) => noNewPrivileges === false);
  if (free.length > 0) return open(`not set for ${offenders(free)}`);
  if (processes.some(({ noNewPrivileges }) => noNewPrivileges === undefined)) {
    return unknown('/proc/PID/status has no NoNewPrivs line');
  }
  return holds('set');
}

const NO_MOUNTS = '/proc/PID/mountinfo was not read';

function rootBarrier({ container }: Contained): Barrier {
  const root = container.mounts?.findLast(({ mountPoint }) => mountPoint === '/');
  if (root === undefined) return unknown(NO_MOUNTS);
  return isWritable(root) ? open(`writable ${root.type}`) : holds(`read-only ${root.type}`);
}

function limitsBarrier({ memory, pids }: Limits): Barrier {
  const words = `memory ${memoryWords(memory)}, processes ${pidsWords(pids)}`;
  if (memory === 'none' || pids === 'none') return open(words);
  return memory === undefined || pids === undefined ? unknown(words) : holds(words);
}

/** `512 MiB`, rounded down. */
export function memoryWords(limit: Limit | undefined): string {
  if (limit === undefined) return 'not read';
  if (limit === 'none') return 'without limit';
  const mebibytes = Math.floor(limit / 1_048_576);
  return mebibytes === 0 ? `${limit} bytes` : `${mebibytes} MiB`;
}

const pidsWords = (limit: Limit | undefined): string =>
  limit === undefined ? 'not read' : limit === 'none' ? 'without limit' : `${limit}`;

function mountsBarrier({ hostMounts, sockets }: Contained): Barrier {
  if (hostMounts === undefined) return unknown(NO_MOUNTS);
  const sensitive = sensitiveMounts(hostMounts).map(({ path, access }) => `${path} ${access}`);
  if (sensitive.length > 0) return open(firstOf(sensitive, 8));
  const others = hostMounts
    .map(({ paths }) => paths[0])
    .filter((path) => !sockets?.seen.some((socket) => socket.path === path));
  return holds(others.length === 0 ? 'none' : `nothing critical: ${firstOf(others, 8)}`);
}

function devicesBarrier({ container }: Contained): Barrier {
  const { devices } = container;
  if (devices === undefined) return unknown('/dev of the container was not read');
  if (devices.length === 0) return holds('only the usual ones');
  return open(
    firstOf(
      devices.map(({ name }) => `/dev/${name}`),
      8,
    ),
  );
}

function socketsBarrier({ sockets }: Contained): Barrier {
  if (sockets === undefined) return unknown(NO_MOUNTS);
  if (sockets.seen.length > 0) return open(sockets.seen.map(({ path }) => path).join(', '));
  return sockets.unknown.length > 0
    ? unknown(`could not be looked for: ${sockets.unknown.join(', ')}`)
    : holds('none');
}
