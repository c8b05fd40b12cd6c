import type { Container } from '../containers/containers.ts';
import type { Mount } from '../mounts/mountinfo.ts';
import { type Confinement, confinementOf } from './confinement.ts';
import { type HostMount, hostMountsOf } from './host-paths.ts';
import type { HostSide } from './host-side.ts';
import { type KernelInterface, kernelInterfaces } from './kernel-interfaces.ts';
import { type Reach, reachOf } from './reach.ts';
import { type Sockets, socketsOf } from './sockets.ts';

/** A container with all that says how far it can reach. What could not be read is undefined. */
export interface Contained {
  readonly container: Container;
  readonly host: HostSide;
  readonly reach: Reach;
  readonly confinement: Confinement;
  readonly hostMounts: readonly HostMount[] | undefined;
  readonly sockets: Sockets | undefined;
  readonly kernelInterfaces: readonly KernelInterface[] | undefined;
  /** Capabilities that processes of the host can have at all; more than these no container has. */
  readonly allCapabilities: bigint;
  /** Whether the host has control groups of version 1. */
  readonly hasCgroupV1: boolean | undefined;
  /** Mounts of process 1. */
  readonly mountsOfHost: readonly Mount[] | undefined;
}

/** What is the same for every container of a host. */
export interface HostView {
  readonly side: HostSide;
  readonly mounts: readonly Mount[] | undefined;
  readonly isInitial: boolean;
  readonly capabilities: bigint;
}

export function contain(container: Container, host: HostView): Contained {
  const { mounts } = container;
  const hostMounts =
    mounts === undefined || host.mounts === undefined
      ? undefined
      : hostMountsOf(mounts, host.mounts);
  return {
    container,
    host: host.side,
    reach: reachOf(container, host.isInitial),
    confinement: confinementOf(container.label, host.side),
    hostMounts,
    sockets:
      hostMounts === undefined || host.mounts === undefined
        ? undefined
        : socketsOf(hostMounts, host.mounts, host.side),
    kernelInterfaces: mounts === undefined ? undefined : kernelInterfaces(mounts),
    allCapabilities: host.capabilities,
    hasCgroupV1: host.mounts?.some(({ type }) => type === 'cgroup'),
    mountsOfHost: host.mounts,
  };
}
