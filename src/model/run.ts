import type { RunChanges } from './changes.ts';
import type { CheckMeta } from './check.ts';
import type { Evidence } from './evidence.ts';
import type { HostFailure, Privilege } from './host.ts';
import type { IsolatedContainer } from './isolation.ts';
import type { Trend } from './trend.ts';
import { type Mismatch, OUTCOMES, type Outcome } from './verdict.ts';
import type { ReportedWaiver } from './waiver.ts';

export const REPORT_FORMAT = 1;

/** One check on one host. */
export interface Finding {
  /** The check's id. */
  readonly check: string;
  readonly outcome: Outcome;
  /** What was seen, for a pass. */
  readonly note?: string;
  /** Why not applicable, or why it could not be told. */
  readonly reason?: string;
  readonly question?: string;
  readonly mismatches?: readonly ReportedMismatch[];
  /** The waiver's id, where the failure is accepted as a whole. */
  readonly waiver?: string;
  /** The attestation's id, where a person answered the question. */
  readonly attestation?: string;
}

export interface ReportedMismatch extends Mismatch {
  /** The id of the waiver that accepts it. */
  readonly waiver?: string;
}

/** How a finding is counted: an accepted failure is no open one. */
export type Ending = Outcome | 'waived';
export const ENDINGS: readonly Ending[] = [...OUTCOMES, 'waived'];

export const endingOf = ({ outcome, waiver }: Pick<Finding, 'outcome' | 'waiver'>): Ending =>
  outcome === 'fail' && waiver !== undefined ? 'waived' : outcome;

interface HostIdentity {
  readonly name: string;
  readonly address: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Of the inventory, parents included; absent where it has none. */
  readonly groups?: readonly string[];
}

export interface AuditedHost extends HostIdentity {
  readonly status: 'audited';
  readonly profile: string;
  readonly privilege: Privilege;
  readonly collectedAt: string;
  readonly durationMs: number;
  /** Which worker read it, where the auditor's own machine did not. */
  readonly worker?: string;
  readonly hostKey?: string;
  readonly clockSkewSeconds?: number;
  /** Named facts for people: `os`, `kernel`, `architecture`, `engines`. */
  readonly facts: Readonly<Record<string, string>>;
  readonly containers: readonly IsolatedContainer[];
  readonly findings: readonly Finding[];
}

export interface FailedHost extends HostIdentity {
  readonly status: 'failed';
  readonly reason: HostFailure;
}

export type HostReport = AuditedHost | FailedHost;

export interface RunInfo {
  readonly id: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly toolVersion: string;
  /** Who ran it, and on which machine. */
  readonly auditor: { readonly account: string; readonly machine: string };
  readonly profile: string;
  readonly policyHash: string;
  /** Over the waivers and attestations; absent where there are none. */
  readonly waiversHash?: string;
  /** Absent where no inventory was read. */
  readonly inventoryHash?: string;
  readonly collectorHash: string;
  /** The run, by id or folder, whose evidence it took over; absent where it read every host itself. */
  readonly continues?: string;
  /** True when every host was reached and the run was not stopped. */
  readonly complete: boolean;
}

/** What a host answered, by reading. */
export type Readings = Evidence['records'];

/** A run as every renderer reads it. `hosts` starts anew at each call, so that a large fleet is never held in memory. */
export interface Report {
  readonly run: RunInfo;
  readonly checks: readonly CheckMeta[];
  readonly hosts: () => AsyncIterable<HostReport>;
  readonly waivers: readonly ReportedWaiver[];
  /** What a host answered, out of its evidence; absent where a run has none at hand. */
  readonly readings?: (host: string) => Promise<Readings | undefined>;
  /** Absent where no earlier run is known. */
  readonly changes?: RunChanges;
  /** Over earlier runs and this one; absent where none are known. */
  readonly trend?: Trend;
}
