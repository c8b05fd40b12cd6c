/** What stands between a container and its host, in the order in which reports show it. */
export const BARRIERS = {
  user: 'user namespace',
  pid: 'process namespace',
  network: 'network namespace',
  mount: 'mount namespace',
  ipc: 'IPC namespace',
  uts: 'UTS namespace',
  cgroup: 'cgroup namespace',
  seccomp: 'seccomp filter',
  mac: 'SELinux or AppArmor',
  capabilities: 'capabilities',
  noNewPrivileges: 'no new privileges',
  readOnlyRoot: 'read-only root',
  limits: 'resource limits',
  hostMounts: 'host mounts',
  devices: 'devices',
  sockets: 'daemon sockets',
} as const;
export type BarrierName = keyof typeof BARRIERS;

export interface Barrier {
  readonly state: 'holds' | 'open' | 'unknown';
  /** What was read that says so. */
  readonly detail: string;
}

/** A combination of open barriers that gives root on the host. */
export interface EscapePath {
  /** Stable, a noun: `docker-socket`, `privileged`. */
  readonly id: string;
  /** One sentence: what an attacker in the container would do. */
  readonly description: string;
  readonly barriers: readonly BarrierName[];
}

export interface IsolatedContainer {
  readonly id: string;
  readonly name: string;
  readonly engine: string;
  readonly image?: string;
  readonly barriers: Readonly<Record<BarrierName, Barrier>>;
  readonly escapePaths: readonly EscapePath[];
}
