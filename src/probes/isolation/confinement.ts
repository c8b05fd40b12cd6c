import type { HostSide } from './host-side.ts';

/** What the host's security module holds a container to. */
export type Confinement =
  | { readonly kind: 'apparmor'; readonly profile: string; readonly mode: string }
  | { readonly kind: 'selinux'; readonly type: string; readonly level: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

/** @param label of /proc/PID/attr/current; `none` where the kernel keeps none. */
export function confinementOf(label: string | undefined, host: HostSide): Confinement {
  if (label === undefined) {
    return host.selinux === 'off' && host.apparmor === 'off'
      ? { kind: 'none' }
      : { kind: 'unknown' };
  }
  if (label === 'none') return { kind: 'none' };
  if (label === 'unconfined') return { kind: 'apparmor', profile: label, mode: label };
  const profile = /^(.+) \(([a-z]+)\)$/.exec(label);
  if (profile?.[1] !== undefined && profile[2] !== undefined) {
    return { kind: 'apparmor', profile: profile[1], mode: profile[2] };
  }
  const context = /^[\w.-]+:[\w.-]+:([\w.-]+)(?::(.*))?$/.exec(label);
  if (context?.[1] === undefined) return { kind: 'unknown' };
  return { kind: 'selinux', type: context[1], level: context[2] ?? '' };
}

/** Domains of SELinux in which a process may do what root may do. */
const UNCONFINED_TYPES: readonly string[] = [
  'spc_t',
  'unconfined_t',
  'unconfined_service_t',
  'container_runtime_t',
  'container_engine_t',
  'kernel_t',
  'init_t',
  'initrc_t',
];

export const isUnconfinedType = (type: string): boolean => UNCONFINED_TYPES.includes(type);

/** Profiles that engines load for containers: no mounts, no tracing of the host, no writes below /proc/sys. */
const DEFAULT_PROFILE =
  /^(docker-default|cri-containerd\.apparmor\.d|crio-default|nerdctl-default|containers-default-[\w.-]+)$/;

const isSelinuxWall = (confinement: Confinement, host: HostSide): boolean =>
  confinement.kind === 'selinux' &&
  host.selinux === 'enforcing' &&
  !isUnconfinedType(confinement.type);

/**
 * Whether it keeps a container from what no container needs: mounting, tracing the host, kernel settings.
 * A profile that is not the engines' own is not taken to.
 */
export const forbidsKernelAccess = (confinement: Confinement, host: HostSide): boolean =>
  isSelinuxWall(confinement, host) ||
  (confinement.kind === 'apparmor' &&
    ['enforce', 'kill'].includes(confinement.mode) &&
    confinement.profile.split('//&').some((part) => DEFAULT_PROFILE.test(part)));

/** Whether it keeps a container from files and sockets of the host that were mounted into it. */
export const forbidsHostFiles = (confinement: Confinement, host: HostSide): boolean =>
  isSelinuxWall(confinement, host);
