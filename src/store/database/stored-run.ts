import type { BegunRun, StoredRecord, StoredRun } from '../store.ts';
import type { RunRow } from './tables.ts';

/** A run as a list shows it. This layer alone writes its rows. */
export function storedRun(row: Pick<RunRow, 'begun' | 'ended'>, hosts: number): StoredRun {
  const begun = JSON.parse(Buffer.from(row.begun).toString('utf8')) as BegunRun;
  if (row.ended === null) return { ...begun, hosts };
  const { run } = JSON.parse(Buffer.from(row.ended).toString('utf8')) as StoredRecord;
  const { finishedAt, profile, policyHash, complete } = run;
  return { ...begun, hosts, finished: { finishedAt, profile, policyHash, complete } };
}
