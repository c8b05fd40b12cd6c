import { has } from '../containers/capability-set.ts';
import { isIdentity } from '../containers/container-processes.ts';
import type { Container } from '../containers/containers.ts';
import type { ProcessStatus } from '../containers/process-status.ts';

/** Which rights a container has over things of the host. */
export interface Reach {
  /** Whether its user namespace is the host's, so that its capabilities count there. Undefined: not told. */
  readonly inHostUsers: boolean | undefined;
  /** A process of it is the host's root, to the owner of files at least. */
  readonly isHostRoot: boolean;
  /** A process of it is root inside. */
  readonly isRootInside: boolean;
  /** That a process of it has or, being root, can have by running a program. Counted in its own user namespace. */
  readonly capabilities: bigint;
  /** The part of them that counts on the host. */
  readonly hostCapabilities: bigint;
  /** Groups of the host that its processes are in. */
  readonly gids: readonly number[];
}

/** @param hostIsInitial whether maps of ids are counted from the initial user namespace. */
export function reachOf(container: Container, hostIsInitial: boolean): Reach {
  const { processes, uidMap } = container;
  const inHostUsers = hostUsers(container, hostIsInitial);
  const capabilities = processes.reduce((set, process) => set | obtainable(process), 0n);
  const rootOutside = uidMap?.find(({ inside }) => inside === 0)?.outside ?? 0;
  return {
    inHostUsers,
    isHostRoot: processes.some(({ uids }) => uids.includes(0)),
    isRootInside: processes.some(({ uids }) => uids.includes(rootOutside)),
    capabilities,
    // What is not told to be a namespace of its own is taken to be the host's.
    hostCapabilities: inHostUsers === false ? 0n : capabilities,
    gids: [...new Set(processes.flatMap(({ gids }) => gids))],
  };
}

/**
 * Running a program as root gives the whole bounding set, capabilities(7), unless no_new_privs stands
 * against it.
 */
function obtainable(process: ProcessStatus): bigint {
  const held = process.permitted | process.effective | process.ambient;
  return process.uids.includes(0) && process.noNewPrivileges !== true
    ? held | process.bounding
    : held;
}

function hostUsers({ namespaces, uidMap }: Container, hostIsInitial: boolean): boolean | undefined {
  if (namespaces.user !== 'unreadable') return namespaces.user === 'host';
  if (uidMap === undefined || !hostIsInitial) return undefined;
  return isIdentity(uidMap);
}

/** Whether the host's files obey it as they obey root. */
export const actsAsRoot = ({ isHostRoot, hostCapabilities }: Reach): boolean =>
  isHostRoot || has(hostCapabilities, 'DAC_OVERRIDE');
