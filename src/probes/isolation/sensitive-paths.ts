import { isBelow } from '../mounts/mountinfo.ts';
import type { HostMount } from './host-paths.ts';

/** Where programs and their libraries lie. */
const PROGRAMS: readonly string[] = [
  '/bin',
  '/lib',
  '/lib64',
  '/sbin',
  '/usr',
  '/usr/bin',
  '/usr/lib',
  '/usr/lib64',
  '/usr/local',
  '/usr/local/bin',
  '/usr/local/sbin',
  '/usr/sbin',
];

/** Whole trees of the host whose owner owns the host: writing there is root at the next login, boot or job. */
const TREES: readonly string[] = [
  ...PROGRAMS,
  '/',
  '/boot',
  '/dev',
  '/etc',
  '/etc/kubernetes',
  '/home',
  '/proc',
  '/root',
  '/run',
  '/sys',
  '/var',
  '/var/lib',
  '/var/lib/kubelet',
  '/var/lib/rancher',
];

/** Data of engines: files of every container, and settings that engines obey. */
const ENGINE_DATA: readonly string[] = [
  '/var/lib/containerd',
  '/var/lib/containers',
  '/var/lib/docker',
];

/** Trees without secrets: that a container reads them says nothing. */
const PUBLIC: readonly string[] = [...PROGRAMS, '/boot', '/sys'];

/** Trees that open nothing by being written: homes belong to others than root, the rest is no disk. */
const NOT_ROOTS: readonly string[] = ['/dev', '/home', '/proc', '/sys'];

/** Where the host takes programs, keys and rules from that it follows as root. */
const PERSISTENCE: readonly string[] = [
  '/boot',
  '/etc/cni/net.d',
  '/etc/containerd',
  '/etc/cron.d',
  '/etc/cron.daily',
  '/etc/cron.hourly',
  '/etc/cron.monthly',
  '/etc/cron.weekly',
  '/etc/crontab',
  '/etc/docker',
  '/etc/group',
  '/etc/init.d',
  '/etc/kubernetes/manifests',
  '/etc/ld.so.conf.d',
  '/etc/ld.so.preload',
  '/etc/modprobe.d',
  '/etc/pam.d',
  '/etc/passwd',
  '/etc/profile.d',
  '/etc/shadow',
  '/etc/ssh',
  '/etc/sudoers',
  '/etc/sudoers.d',
  '/etc/systemd',
  '/etc/udev',
  '/lib/modules',
  '/lib/systemd',
  '/opt/cni/bin',
  '/root/.ssh',
  '/run/systemd/system',
  '/usr/lib/modules',
  '/usr/lib/systemd',
  '/usr/libexec/kubernetes',
  '/usr/local/lib/systemd',
  '/var/spool/cron',
];

export interface SensitiveMount {
  /** The name on the host for which it counts. */
  readonly path: string;
  readonly access: 'writable' | 'read-only';
  /** `tree`: a whole tree of the host. `place`: from where the host runs code. */
  readonly kind: 'tree' | 'place';
}

/** Mounts that give a container the host's secrets or code; what lies below another of them is left out. */
export function sensitiveMounts(mounts: readonly HostMount[]): readonly SensitiveMount[] {
  const found = mounts.flatMap((mount): readonly SensitiveMount[] => {
    const tree = mount.paths.find(isTree);
    if (tree !== undefined && mount.writable) {
      return [{ path: tree, access: 'writable', kind: 'tree' }];
    }
    if (tree !== undefined) {
      return PUBLIC.includes(tree) ? [] : [{ path: tree, access: 'read-only', kind: 'tree' }];
    }
    const place = mount.writable ? mount.paths.find(isPlace) : undefined;
    return place === undefined ? [] : [{ path: place, access: 'writable', kind: 'place' }];
  });
  return found.filter(
    (one, i) =>
      !found.some(
        (other, j) =>
          i !== j &&
          other.access === one.access &&
          isBelow(one.path, other.path) &&
          (one.path !== other.path || j < i),
      ),
  );
}

const isTree = (path: string): boolean =>
  TREES.includes(path) || ENGINE_DATA.some((folder) => isBelow(path, folder));

const isPlace = (path: string): boolean =>
  path === '/var/spool' ||
  /^\/home\/[^/]+(\/\.ssh(\/|$)|$)/.test(path) ||
  PERSISTENCE.some((place) => isBelow(path, place));

/** A place that makes its writer root of the host, if the host's root may write to it. */
export function rootPlace(mount: HostMount): { path: string; isEngineData: boolean } | undefined {
  const path = mount.writable ? (mount.paths.find(isTree) ?? mount.paths.find(isPlace)) : undefined;
  if (path === undefined || NOT_ROOTS.includes(path) || path.startsWith('/home/')) return undefined;
  return { path, isEngineData: ENGINE_DATA.some((folder) => isBelow(path, folder)) };
}
