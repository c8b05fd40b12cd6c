import { z } from 'zod';
import { ZONE_NAME } from '../inventory/zone.ts';
import type { Evidence } from '../model/evidence.ts';
import { FAILURE_CLASSES, type HostFailure } from '../model/host.ts';
import { evidenceSchema } from '../store/evidence-file.ts';
import type { Deadlines } from '../transports/transport.ts';
import { hostJobSchema } from './host-job.ts';
import type { NamedPlan } from './plan-names.ts';

// What another version may have to read is not strict: only then can it say in words that it is another.

const zone = z.string().regex(ZONE_NAME);
const worker = z.string().max(300);

/** An audit that goes on. */
export const announcementSchema = z.object({
  run: z.uuid(),
  toolVersion: z.string().max(100),
  /** Of the script that both sides make of the plan. */
  collectorHash: z.string().max(100),
  zones: z.array(zone).max(1000),
  /** Who audits: `account@machine`. */
  auditor: z.string().max(300),
  /** Grows while the audit lives; needs no clocks that agree. */
  beat: z.int(),
});

export type Announcement = z.output<typeof announcementSchema>;

const milliseconds = z
  .int()
  .min(1)
  .max(24 * 60 * 60 * 1000);

/** How hosts of a run are read. */
export const assignmentSchema = z.strictObject({
  reads: z.array(z.strictObject({ reader: z.string(), args: z.array(z.string()) })),
  deadlines: z.strictObject({
    connectMs: milliseconds,
    authenticateMs: milliseconds,
    hostMs: milliseconds,
  }),
});

export interface Assignment {
  readonly reads: NamedPlan;
  readonly deadlines: Deadlines;
}

/** What the audit finds in its inbox; a host is there when two workers were lost over it. */
export const inboxSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('serving'), worker, zones: z.array(zone) }),
  z.object({
    kind: z.literal('refusing'),
    worker,
    zones: z.array(zone),
    reason: z.string().max(2000),
  }),
  z.object({ kind: z.literal('result'), job: z.uuid(), worker, body: z.string() }),
  hostJobSchema,
]);

/** The body of a result, unpacked. */
export const resultSchema = z.discriminatedUnion('ended', [
  z.strictObject({ ended: z.literal('collected'), evidence: evidenceSchema }),
  z.strictObject({
    ended: z.literal('failed'),
    failure: z.strictObject({ class: z.enum(FAILURE_CLASSES), message: z.string().max(10_000) }),
  }),
]);

export type Result =
  | { readonly ended: 'collected'; readonly evidence: Evidence }
  | { readonly ended: 'failed'; readonly failure: HostFailure };

/** What a worker says of a job that it failed at. */
export const defectSchema = z.object({ defect: z.string() });
