import { isBelow, isWritable, type Mount } from '../mounts/mountinfo.ts';
import { type HostSide, MASKABLE } from './host-side.ts';

/** A way in which a container can change settings of the running kernel. */
export interface KernelInterface {
  /** Inside the container. */
  readonly path: string;
  readonly kind: 'sysctl' | 'sysfs' | 'other';
}

/** File systems that steer the kernel and that no container has a use for. */
const STEERING: readonly string[] = [
  'debugfs',
  'tracefs',
  'securityfs',
  'configfs',
  'efivarfs',
  'bpf',
  'binfmt_misc',
  'selinuxfs',
];

/** Everything writable that is not files but the kernel. Control groups are judged by themselves. */
export const kernelInterfaces = (mounts: readonly Mount[]): readonly KernelInterface[] =>
  mounts.flatMap((mount) => interfacesOf(mount, mounts)).sort((a, b) => (a.path < b.path ? -1 : 1));

function interfacesOf(mount: Mount, mounts: readonly Mount[]): readonly KernelInterface[] {
  const { type, root, mountPoint } = mount;
  if (type === 'proc') return sysctls(mount, mounts);
  if (!isWritable(mount)) return [];
  if (type === 'sysfs' && root === '/') return [{ path: mountPoint, kind: 'sysfs' }];
  return STEERING.includes(type) ? [{ path: mountPoint, kind: 'other' }] : [];
}

/** /proc/sys of a /proc, unless it is mounted read-only over itself. */
function sysctls(mount: Mount, mounts: readonly Mount[]): readonly KernelInterface[] {
  if (mount.root === '/sys') {
    return isWritable(mount) ? [{ path: mount.mountPoint, kind: 'sysctl' }] : [];
  }
  const path = `${mount.mountPoint === '/' ? '' : mount.mountPoint}/sys`;
  if (mount.root !== '/' || mounts.some(({ mountPoint }) => mountPoint === path)) return [];
  return isWritable(mount) ? [{ path, kind: 'sysctl' }] : [];
}

/** Mounted read-only over itself. */
const READ_ONLY: readonly string[] = [
  '/proc/sys',
  '/proc/sysrq-trigger',
  '/proc/irq',
  '/proc/bus',
  '/proc/fs',
];

/** Paths that should be hidden or read-only in a container and are not; `unknown` where the host was not seen. */
export function unmasked(
  mounts: readonly Mount[],
  host: HostSide,
): { readonly open: readonly string[]; readonly unknown: readonly string[] } {
  const open: string[] = [];
  const unknown: string[] = [];
  for (const path of ['/proc/sys', ...MASKABLE]) {
    if (isCovered(path, mounts)) continue;
    const seen = path === '/proc/sys' ? 'present' : host.file(path);
    if (seen === undefined) unknown.push(path);
    else if (seen !== 'absent') open.push(path);
  }
  return { open, unknown };
}

function isCovered(path: string, mounts: readonly Mount[]): boolean {
  const view = path.startsWith('/sys') ? '/sys' : '/proc';
  if (!mounts.some(({ mountPoint }) => mountPoint === view)) return true;
  const over = mounts.filter(
    ({ mountPoint }) =>
      mountPoint !== view && isBelow(mountPoint, view) && isBelow(path, mountPoint),
  );
  if (!READ_ONLY.includes(path)) return over.length > 0;
  const last = over.at(-1);
  return last !== undefined && !isWritable(last);
}
