/**
 * What is kept, the same in both databases. JSON lies in bytes: PostgreSQL's text refuses U+0000,
 * which hosts may well answer.
 */
export interface Tables {
  readonly run: RunRow;
  readonly host: HostRow;
  readonly content: ContentRow;
}

export interface RunRow {
  readonly id: string;
  readonly started_at: string;
  /** A `BegunRun`. */
  readonly begun: Uint8Array;
  /** Of a run that ended: the record but for its checks, and how many hosts it has. */
  readonly ended: Uint8Array | null;
  readonly hosts: number | null;
  /** Hashes of contents. */
  readonly checks: Uint8Array | null;
  readonly policy: Uint8Array | null;
  /** Sums of what is kept of it beside its hosts, as `sha256sum` writes them; absent where it is not sealed. */
  readonly sums: Uint8Array | null;
  readonly manifest: Uint8Array | null;
  readonly signature: Uint8Array | null;
  /** SHA-256 in hexadecimal of all its sums. */
  readonly seal: string | null;
  /** Rises with each run that is sealed. */
  readonly place: number | null;
}

export const RUN_COLUMNS = [
  'id',
  'started_at',
  'begun',
  'ended',
  'hosts',
  'checks',
  'policy',
  'sums',
  'manifest',
  'signature',
  'seal',
  'place',
] as const satisfies readonly (keyof RunRow)[];

/** Report and evidence are each a content and what differs from it. */
export interface HostRow {
  readonly run: string;
  /** In UTF-8, which both databases order byte by byte. */
  readonly name: Uint8Array;
  readonly status: 'audited' | 'failed';
  readonly findings_hash: string;
  readonly report_base: Uint8Array;
  readonly report_delta: Uint8Array;
  readonly evidence_base: Uint8Array | null;
  readonly evidence_delta: Uint8Array | null;
  /** SHA-256 of what was told of it; absent where a version before seals kept it. */
  readonly sum: Uint8Array | null;
}

export const HOST_COLUMNS = [
  'run',
  'name',
  'status',
  'findings_hash',
  'report_base',
  'report_delta',
  'evidence_base',
  'evidence_delta',
  'sum',
] as const satisfies readonly (keyof HostRow)[];

export interface ContentRow {
  /** SHA-256 of what `packed` unpacks to. */
  readonly hash: Uint8Array;
  readonly packed: Uint8Array;
}

export const CONTENT_COLUMNS = ['hash', 'packed'] as const satisfies readonly (keyof ContentRow)[];
