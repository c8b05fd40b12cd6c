import { z } from 'zod';
import { SEVERITIES } from '../../src/model/check.ts';
import { ENDINGS } from '../../src/model/run.ts';
import { TREND_FORMAT } from '../../src/model/trend.ts';
import { changeSchema } from '../change-schema.ts';

const whole = z.int().nonnegative();
const share = z.number().min(0).max(1);
const run = z.strictObject({ id: z.string(), startedAt: z.iso.datetime() });

const point = z
  .strictObject({
    run: run.extend({ complete: z.boolean() }),
    audited: whole.describe('Hosts that were read'),
    unreached: whole,
    tally: z.record(z.enum(ENDINGS), whole).describe('Results of all hosts'),
    open: z.record(z.enum(SEVERITIES), whole).describe('Failures that nobody has accepted'),
    opened: whole.describe('Mismatches that came since the run before'),
    closed: whole.describe('Mismatches that went since the run before'),
    score: share.exactOptional().describe('Passed, of all that could apply'),
    known: share.exactOptional().describe('Of all that could apply, what was looked at'),
  })
  .meta({ id: 'TrendPoint' });

const openFailure = z.strictObject({
  host: z.string(),
  check: z.string(),
  subject: z.string(),
  severity: z.enum(SEVERITIES),
  since: z.iso.datetime().describe('The first run that saw it'),
});

const repairTime = z.strictObject({
  repaired: whole,
  meanSeconds: z.number().nonnegative().exactOptional(),
});

/** What `hostward trend --format json` prints, strict. */
export const trendSchema = z
  .strictObject({
    formatVersion: z.literal(TREND_FORMAT),
    points: z.array(point).describe('A run each, oldest first'),
    openFailures: whole.describe('After the last run'),
    oldest: z.array(openFailure).describe('Some of them, oldest first'),
    repair: z.record(z.enum(SEVERITIES), repairTime).describe('How long failures stood'),
  })
  .meta({ title: 'hostward trend' });

/** What `hostward trend --host NAME --format json` prints, strict. */
export const timelineSchema = z
  .strictObject({
    formatVersion: z.literal(TREND_FORMAT),
    host: z.string(),
    moments: z
      .array(
        z.strictObject({
          run,
          state: z.enum(['audited', 'failed', 'absent']),
          reason: z.string().exactOptional(),
          changes: z.array(changeSchema).describe('Since the last run that read it'),
          open: whole.exactOptional(),
        }),
      )
      .describe('A run each, oldest first'),
  })
  .meta({ title: 'hostward trend of a host' });
