import type { Container } from '../containers/containers.ts';

/** The pod that a container is in, by its cgroup: Kubernetes' or Podman's. Undefined for one that stands alone. */
export const podOf = ({ cgroup }: Container): string | undefined =>
  /(libpod_pod_[0-9a-f]{64}|pod[0-9a-f]{8}[0-9a-f_-]{24,28})/.exec(cgroup)?.[1];

/** An engine that a user runs without root: its map begins with that one user. */
export const isRootless = ({ uidMap }: Container): boolean =>
  uidMap?.some(({ inside, outside, count }) => inside === 0 && outside !== 0 && count === 1) ===
  true;
