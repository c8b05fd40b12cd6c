import { createHash } from 'node:crypto';
import type { Pieces } from './pieces.ts';
import type { HostRow, RunRow } from './tables.ts';

/** What a list of sums calls all that a run tells of itself. */
export const RUN_PATH = 'run';

/** What a list of sums calls a host of the run: nothing in it has a meaning there. */
export const hostPath = (name: Uint8Array): string =>
  `hosts/${encodeURIComponent(Buffer.from(name).toString('utf8'))}`;

/** Of all that a run tells of a host: what it is found by, its report, its evidence. */
export const hostSum = (
  { name, status, findings_hash }: Pick<HostRow, 'name' | 'status' | 'findings_hash'>,
  report: Pieces,
  evidence: Pieces | undefined,
): Buffer =>
  sumOf([
    ...[name, status, findings_hash, `${report.length}`, ...report],
    ...(evidence === undefined ? [] : [`${evidence.length}`, ...evidence]),
  ]);

/** A run that ended, as its row has it. */
export type EndedRow = Pick<RunRow, 'id' | 'started_at' | 'begun'> & {
  readonly ended: Uint8Array;
  readonly hosts: number;
  readonly place: number;
};

export const runSum = (
  { id, started_at, begun, ended, hosts, place }: EndedRow,
  checks: string,
  policy: string,
): Buffer => sumOf([id, started_at, begun, ended, `${hosts}`, `${place}`, checks, policy]);

/** Each part with its length before it, so that no two lists of parts are alike. */
function sumOf(parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}\n`).update(part);
  return hash.digest();
}
