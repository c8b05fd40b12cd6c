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
}

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
}

export interface ContentRow {
  /** SHA-256 of what `packed` unpacks to. */
  readonly hash: Uint8Array;
  readonly packed: Uint8Array;
}
