import { isBelow, type Mount } from '../mounts/mountinfo.ts';
import { fileSystemOf, type HostMount } from './host-paths.ts';
import type { HostSide } from './host-side.ts';
import { actsAsRoot, type Reach } from './reach.ts';
import { DAEMON_SOCKETS, type DaemonSocket } from './socket-paths.ts';

/** A daemon's socket that a container sees. A read-only mount of it takes connections all the same. */
export interface SeenSocket {
  readonly socket: DaemonSocket;
  /** On the host. */
  readonly path: string;
  /** It belongs to an engine that a user runs for himself. */
  readonly ofUser: boolean;
}

export interface Sockets {
  readonly seen: readonly SeenSocket[];
  /** Lie in a mounted folder, if they exist at all. */
  readonly unknown: readonly string[];
}

export function socketsOf(
  mounts: readonly HostMount[],
  hostMounts: readonly Mount[],
  host: HostSide,
): Sockets {
  const seen = new Map<string, SeenSocket>();
  const unknown = new Set<string>();
  const all = mounts.flatMap((mount) =>
    mount.paths.flatMap((path) => [...direct(path), ...below(path, mount, hostMounts)]),
  );
  for (const { socket, path, isCertain } of all) {
    const file = isCertain ? 'present' : host.file(path);
    if (file === undefined) unknown.add(path);
    else if (file !== 'absent') seen.set(path, { socket, path, ofUser: isOfUser(path) });
  }
  return { seen: [...seen.values()], unknown: [...unknown].filter((path) => !seen.has(path)) };
}

const isOfUser = (path: string): boolean => /^\/run\/user\/[1-9]\d*\//.test(path);

interface Candidate {
  readonly socket: DaemonSocket;
  readonly path: string;
  /** Mounted by itself, so that it exists. */
  readonly isCertain: boolean;
}

const direct = (path: string): readonly Candidate[] =>
  DAEMON_SOCKETS.filter((socket) => isNamed(path, socket))
    .slice(0, 1)
    .map((socket) => ({ socket, path, isCertain: true }));

const isNamed = (path: string, { paths, file }: DaemonSocket): boolean =>
  paths.includes(path) || file?.test(path.slice(path.lastIndexOf('/') + 1)) === true;

/** Known sockets in a mounted folder, as far as they are on its own file system. */
const below = (
  folder: string,
  { device }: HostMount,
  hostMounts: readonly Mount[],
): readonly Candidate[] =>
  DAEMON_SOCKETS.flatMap((socket) =>
    socket.paths
      .filter((path) => path !== folder && isBelow(path, folder))
      .filter((path) => fileSystemOf(path, hostMounts) === device)
      .map((path) => ({ socket, path, isCertain: false })),
  );

const OTHERS_MAY_WRITE = 0o002;

/** Whether file modes let the container connect, which takes the right to write, unix(7). */
export function connects(
  { socket, path, ofUser }: SeenSocket,
  reach: Reach,
  host: HostSide,
): boolean {
  // Whom the bus obeys, systemd decides by user, not by the socket's mode.
  if (socket.id === 'dbus-socket') return reach.isHostRoot;
  if (ofUser) return false;
  if (actsAsRoot(reach)) return true;
  const file = host.file(path);
  if (file === undefined || file === 'absent') return false;
  return (file.mode & OTHERS_MAY_WRITE) !== 0 || reach.gids.includes(file.gid);
}
