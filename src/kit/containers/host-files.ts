import type { Contained } from '../../probes/isolation/contained.ts';
import { isDangerous } from '../../probes/isolation/dangerous-devices.ts';
import { isPrivileged } from '../../probes/isolation/escape-paths.ts';
import { propagates } from '../../probes/isolation/host-paths.ts';
import { unmasked } from '../../probes/isolation/kernel-interfaces.ts';
import { type SensitiveMount, sensitiveMounts } from '../../probes/isolation/sensitive-paths.ts';
import { isWritable } from '../../probes/mounts/mountinfo.ts';
import { exempt, fine, type Judge, unread, wrong } from './container-table.ts';

const NO_MOUNTS = 'its mounts or the host’s were not read';

function mounted(
  contained: Contained,
  counts: (mount: SensitiveMount) => boolean,
  expected: string,
) {
  if (contained.hostMounts === undefined) return unread(NO_MOUNTS);
  return wrong(
    sensitiveMounts(contained.hostMounts)
      .filter(counts)
      .map(({ path, access }) => ({ what: `mount of ${path}`, expected, actual: access })),
  );
}

export const writableTrees: Judge = (contained) =>
  mounted(
    contained,
    ({ kind, access }) => kind === 'tree' && access === 'writable',
    'not mounted, or read-only',
  );

export const readableTrees: Judge = (contained) =>
  mounted(contained, ({ access }) => access === 'read-only', 'not mounted');

export const writablePlaces: Judge = (contained) =>
  mounted(contained, ({ kind }) => kind === 'place', 'not mounted, or read-only');

/** Read-only mounts of a socket count: they take connections all the same. */
export const daemonSockets: Judge = ({ sockets }) => {
  if (sockets === undefined) return unread(NO_MOUNTS);
  if (sockets.seen.length > 0) {
    return wrong(
      sockets.seen.map(({ path, socket }) => ({
        what: `socket ${path}`,
        expected: 'not reachable',
        actual: `the socket of ${socket.daemon}`,
      })),
    );
  }
  const [unknown] = sockets.unknown;
  return unknown === undefined ? fine : unread(`${unknown} could not be looked for`);
};

export const dangerousDevices: Judge = ({ container }) => {
  const { devices } = container;
  if (devices === undefined) return unread('/dev of the container was not read');
  return wrong(
    devices.filter(isDangerous).map(({ name, kind }) => ({
      what: `device /dev/${name}`,
      expected: 'not there',
      actual: `${kind} device`,
    })),
  );
};

export const propagation: Judge = ({ container, mountsOfHost }) => {
  const { mounts } = container;
  if (mounts === undefined || mountsOfHost === undefined) return unread(NO_MOUNTS);
  return wrong(
    mounts
      .filter((mount) => propagates(mount, mountsOfHost))
      .map(({ mountPoint }) => ({
        what: `mount ${mountPoint}`,
        expected: 'private or slave',
        actual: 'shared with the host',
      })),
  );
};

/** Files that belong to the host's root are none of a user namespace's business. */
export const writableKernel: Judge = ({ kernelInterfaces, reach }) => {
  if (kernelInterfaces === undefined) return unread(NO_MOUNTS);
  if (reach.inHostUsers === false && !reach.isHostRoot) {
    return exempt('root of the containers is not the host’s root, whom these files obey');
  }
  return wrong(
    kernelInterfaces.map(({ path }) => ({ what: path, expected: 'read-only', actual: 'writable' })),
  );
};

/** Privileged containers have none of the masks, and a check of their own. */
export const maskedPaths: Judge = (contained) => {
  const { mounts } = contained.container;
  if (mounts === undefined) return unread(NO_MOUNTS);
  if (isPrivileged(contained)) return exempt('only privileged containers are running');
  const { open, unknown } = unmasked(mounts, contained.host);
  if (open.length > 0) {
    return wrong([
      { expected: 'hidden or read-only', actual: `${open.join(', ')} as on the host` },
    ]);
  }
  return unknown.length === 0 ? fine : unread(`${unknown.join(', ')} could not be looked for`);
};

/** A private group of v2 in a user namespace of its own is the container's to manage. */
export const writableCgroups: Judge = ({ container, reach }) => {
  const { mounts, namespaces } = container;
  if (mounts === undefined) return unread(NO_MOUNTS);
  const writable = mounts.filter(
    (mount) => ['cgroup', 'cgroup2'].includes(mount.type) && isWritable(mount),
  );
  if (writable.length === 0) return fine;
  if (reach.inHostUsers === false && namespaces.cgroup === 'own') return fine;
  return wrong(
    writable.map(({ mountPoint, type }) => ({
      what: `mount ${mountPoint}`,
      expected: 'read-only',
      actual: `writable ${type}`,
    })),
  );
};
