import type { z } from 'zod';
import { hostSchema, recordSchema } from '../../reports/json/schema.ts';
import { UsageError } from '../model/errors.ts';
import type { HostReport, Report } from '../model/run.ts';
import { openRecordedRun } from '../store/recorded-run.ts';
import { hostEvidence } from '../store/run-folder.ts';

/**
 * The report of a run that ended, out of its folder: nothing is judged again.
 * @throws UsageError when there is none, or it was altered.
 */
export async function recordedReport(path: string): Promise<Report> {
  const { record, hosts } = await openRecordedRun(path);
  return {
    ...valid(recordSchema, record, `${path}, the run`),
    hosts: async function* () {
      for await (const host of hosts()) yield validHost(host, path);
    },
    readings: (host) => Promise.resolve(hostEvidence(path, host)?.records),
  };
}

/** @throws UsageError when it is no host of a report. */
export const validHost = (host: unknown, path: string): HostReport =>
  valid(hostSchema, host, `${path}, a host`);

function valid<T>(schema: z.ZodType<T>, data: unknown, what: string): T {
  const read = schema.safeParse(data);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw new UsageError(
    `${what}: ${where}: ${issue?.message ?? 'no run'}; it was altered, or written by another version`,
  );
}
