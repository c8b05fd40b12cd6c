export const COMPARISON_FORMAT = 1;

/** How a host differs in one fact from another. */
export interface FactDifference {
  /** The aspect: `packages`, `sysctls`. */
  readonly aspect: string;
  readonly key: string;
  /** Of the reference; absent where it has no such thing. */
  readonly wanted?: string;
  /** Of the host; absent where it has no such thing. */
  readonly found?: string;
}

/** One difference over all hosts that have it. */
export interface CommonDifference extends FactDifference {
  readonly hosts: number;
  /** The first few by name. */
  readonly first: readonly string[];
}

/** Hosts that are alike in every aspect. */
export interface HostCluster {
  readonly hosts: number;
  readonly first: readonly string[];
  /** How many facts separate it from the largest cluster, and the first of them. */
  readonly differences: number;
  readonly fromLargest: readonly FactDifference[];
}

/** How hosts differ from a reference. */
export interface FleetComparison {
  readonly reference: string;
  readonly hosts: number;
  readonly alike: number;
  /** Most hosts first. */
  readonly differences: readonly CommonDifference[];
  /** By aspect: on how many hosts it could not be told, the reference included. */
  readonly untold: Readonly<Record<string, number>>;
  /** Hosts without evidence. */
  readonly unread: readonly string[];
  /** How many kinds of hosts there are, and the largest of them, largest first. */
  readonly kinds: number;
  readonly clusters: readonly HostCluster[];
}
