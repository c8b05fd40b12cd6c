import type { KeyObject } from 'node:crypto';
import type { FoundSeal } from '../integrity/examine.ts';
import type { Evidence } from '../model/evidence.ts';
import type { HostReport, Report, RunInfo } from '../model/run.ts';

/** A run but for its hosts. */
export type StoredRecord = Pick<Report, 'run' | 'checks' | 'waivers'>;

/** What is known of a run before its first host. */
export type BegunRun = Pick<
  RunInfo,
  'id' | 'startedAt' | 'toolVersion' | 'auditor' | 'inventoryHash' | 'collectorHash'
> & {
  /** Hosts that it is to reach. */
  readonly expected: number;
};

/** A run as a list shows it. */
export type StoredRun = BegunRun & {
  /** Hosts that are kept, failed ones too. */
  readonly hosts: number;
  /** Absent for a run that goes on, or was cut off. */
  readonly finished?: Pick<RunInfo, 'finishedAt' | 'profile' | 'policyHash' | 'complete'>;
};

/** A host of a run, without its findings: enough to tell which hosts are worth reading. */
export interface HostEntry {
  readonly name: string;
  readonly status: HostReport['status'];
  /** Equal for two runs when all findings are: verdicts, notes and values. Empty for a failed host. */
  readonly findingsHash: string;
}

/**
 * Runs, kept as they happen and read back as streams. One contract for SQLite and PostgreSQL:
 * `test/store/contract.ts`.
 */
export interface Store {
  /** As people name it, without a password. */
  readonly location: string;
  /** From now on the run is listed, unfinished. @throws UsageError when one of its id is there. */
  readonly begin: (run: BegunRun) => Promise<RunWriter>;
  /** Newest first. */
  readonly runs: () => Promise<readonly StoredRun[]>;
  /** Undefined for an id that is not there. */
  readonly open: (id: string) => Promise<RunReader | undefined>;
  /** Forgets runs, and what they alone kept. */
  readonly remove: (ids: readonly string[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface RunWriter {
  /** Once it resolves, the host outlives this process. A host that is there already is refused. */
  readonly addHost: (report: HostReport, evidence?: Evidence) => Promise<void>;
  /**
   * Seals the run, and ties it to the one that was sealed before it.
   * @param policy what hosts were held against, as JSON: kept once for all runs that share it.
   * @param key signs the seal.
   */
  readonly finish: (record: StoredRecord, policy: string, key?: KeyObject) => Promise<void>;
}

/** A run that is kept. Its streams start anew at each call, and are ordered by host name, byte by byte. */
export interface RunReader {
  readonly run: StoredRun;
  /** Absent for a run that has not finished. */
  readonly record?: StoredRecord;
  readonly policy?: string;
  readonly entries: () => AsyncIterable<HostEntry>;
  readonly hosts: () => AsyncIterable<HostReport>;
  readonly host: (name: string) => Promise<HostReport | undefined>;
  readonly evidence: () => AsyncIterable<Evidence>;
  readonly evidenceOf: (host: string) => Promise<Evidence | undefined>;
  /** What it was sealed as and what there is now, to be examined; undefined where it is not sealed. */
  readonly seal: () => Promise<FoundSeal | undefined>;
}
