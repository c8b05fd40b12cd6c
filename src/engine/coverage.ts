import { isNamed } from '../model/shell-pattern.ts';

/** Of hosts: what waivers and attestations go by. */
export interface Covered {
  readonly name: string;
  readonly groups?: readonly string[];
}

interface HostScope {
  readonly hosts: readonly string[];
  readonly groups: readonly string[];
}

/** A host is covered by its name or by a group of its; by every scope that names neither. */
export function coversHost({ hosts, groups }: HostScope, host: Covered): boolean {
  if (hosts.length === 0 && groups.length === 0) return true;
  return isNamed(hosts, host.name) || (host.groups ?? []).some((group) => isNamed(groups, group));
}

/** Whether an instant lies within two days, both included, in UTC. ISO texts compare as they are. */
export function holdsAt(from: string, until: string, instant: string): boolean {
  const day = dayOf(instant);
  return from <= day && day <= until;
}

/** The day of an ISO instant in UTC: `2027-01-31`. */
export const dayOf = (instant: string): string => instant.slice(0, 10);
