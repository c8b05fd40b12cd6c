import { isBelow, isWritable, type Mount } from '../mounts/mountinfo.ts';

/** A folder or file of the host that a container sees. */
export interface HostMount {
  /** Every name that it has on the host; the first one is shown. */
  readonly paths: readonly [string, ...string[]];
  readonly mountPoint: string;
  readonly writable: boolean;
  /** Owners are mapped: root of the container is root on this mount, mount_setattr(2). */
  readonly idMapped: boolean;
  readonly device: string;
  /** Mounts that the container makes below it appear on the host. */
  readonly propagates: boolean;
}

/** File systems that show the kernel, not files: what they open is judged by itself. */
const KERNEL_TYPES: readonly string[] = [
  'cgroup',
  'cgroup2',
  'devpts',
  'mqueue',
  'nsfs',
  'securityfs',
  'debugfs',
  'tracefs',
  'bpf',
  'configfs',
  'efivarfs',
  'pstore',
  'binfmt_misc',
  'hugetlbfs',
  'fusectl',
  'selinuxfs',
];

/** What engines mount by themselves: name resolution, shared memory, volumes, a pod's own folders, device nodes. */
const OF_ENGINE: readonly RegExp[] = [
  /^\/dev\/(null|zero|full|random|urandom|tty)$/,
  /\/(containers|sandboxes|overlay-containers|vfs-containers|btrfs-containers)\/[0-9a-f]{64}(\/|$)/,
  /\/volumes\/[^/]+\/_data(\/|$)/,
  /^\/var\/lib\/kubelet\/pods\/[^/]+\/./,
];

/** Where storage drivers without overlayfs keep the root of a container. */
const ROOT_OF_CONTAINER = /\/(vfs|btrfs|zfs|devicemapper|aufs)\/|\/rootfs$/;

/**
 * Host paths that a container sees, told by file system and root of its mounts, whatever they are called
 * inside. Mounts that its engine makes for every container are left out. Sorted: engines mount in any order.
 * @param hostMounts of process 1.
 */
export function hostMountsOf(
  mounts: readonly Mount[],
  hostMounts: readonly Mount[],
): readonly HostMount[] {
  return mounts
    .flatMap((mount) => {
      if (KERNEL_TYPES.includes(mount.type) || isOwnView(mount)) return [];
      const paths = hostPaths(mount, hostMounts);
      return isOfEngine(mount, paths) ? [] : hostMount(mount, paths, hostMounts);
    })
    .sort((a, b) => (a.paths[0] < b.paths[0] ? -1 : 1));
}

function hostMount(
  mount: Mount,
  [first, ...rest]: readonly string[],
  hostMounts: readonly Mount[],
): HostMount | readonly [] {
  if (first === undefined) return [];
  return {
    paths: [first, ...rest],
    mountPoint: mount.mountPoint,
    writable: isWritable(mount),
    idMapped: mount.options.includes('idmapped'),
    device: mount.device,
    propagates: propagates(mount, hostMounts),
  };
}

/** The container's own /proc and /sys, which can be the host's file system in a shared namespace. */
const isOwnView = ({ type, mountPoint }: Mount): boolean =>
  (type === 'proc' && isBelow(mountPoint, '/proc')) ||
  (type === 'sysfs' && isBelow(mountPoint, '/sys'));

function isOfEngine({ mountPoint, type }: Mount, paths: readonly string[]): boolean {
  if (mountPoint === '/' && (type === 'overlay' || paths.some((p) => ROOT_OF_CONTAINER.test(p)))) {
    return true;
  }
  return paths.some((path) => OF_ENGINE.some((pattern) => pattern.test(path)));
}

/** Names of what a mount shows, in the host's own tree. */
function hostPaths(mount: Mount, hostMounts: readonly Mount[]): readonly string[] {
  const paths = hostMounts.flatMap((host) => {
    if (host.device !== mount.device || !isBelow(mount.root, host.root)) return [];
    const rest = host.root === '/' ? mount.root : mount.root.slice(host.root.length);
    return rest === '' || rest === '/' ? host.mountPoint : join(host.mountPoint, rest);
  });
  return [...new Set(paths)].sort((a, b) => a.length - b.length);
}

const join = (folder: string, rest: string): string => (folder === '/' ? rest : `${folder}${rest}`);

/** Whether it is in a peer group that the host has a mount in too, mount_namespaces(7). */
export const propagates = ({ sharedGroup }: Mount, hostMounts: readonly Mount[]): boolean =>
  sharedGroup !== undefined && hostMounts.some((host) => host.sharedGroup === sharedGroup);

/** The file system that holds a path of the host. */
export function fileSystemOf(path: string, hostMounts: readonly Mount[]): string | undefined {
  const holding = hostMounts
    .filter(({ mountPoint }) => isBelow(path, mountPoint))
    .sort((a, b) => b.mountPoint.length - a.mountPoint.length);
  return holding[0]?.device;
}
