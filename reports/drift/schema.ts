import { z } from 'zod';
import { SEVERITIES } from '../../src/model/check.ts';
import { DRIFT_FORMAT, HOST_FATES, type HostFate } from '../../src/model/drift.ts';
import { changeKind, changeSchema } from '../change-schema.ts';

// Object.keys forgets that the table has no other names.
const FATE_IDS = Object.keys(HOST_FATES) as HostFate[];

const run = z
  .strictObject({
    id: z.string(),
    startedAt: z.iso.datetime(),
    profile: z.string(),
    policyHash: z.string(),
    toolVersion: z.string(),
  })
  .meta({ id: 'ComparedRun' });

const host = z
  .strictObject({
    name: z.string(),
    fate: z.enum(FATE_IDS),
    changes: z.array(changeSchema).describe('Of the host'),
    policyChanges: z.array(changeSchema).describe('By another policy or version alone'),
    recordedOnly: z
      .literal(true)
      .exactOptional()
      .describe('Its evidence was not kept: it could not be judged again'),
  })
  .meta({ id: 'HostDrift', description: 'A host that is not the same in both runs' });

const counts = z.record(changeKind, z.int().nonnegative());

/** What `hostward diff --format json` prints, strict. */
export const driftSchema = z
  .strictObject({
    formatVersion: z.literal(DRIFT_FORMAT),
    before: run,
    after: run,
    judgedAgain: z
      .strictObject({ because: z.string(), under: z.string() })
      .exactOptional()
      .describe('Set where both runs were judged under one policy to be compared'),
    newChecks: z.array(z.string()),
    lostChecks: z.array(z.string()),
    changedChecks: z.array(z.string()),
    checks: z.array(
      z.strictObject({ id: z.string(), title: z.string(), severity: z.enum(SEVERITIES) }),
    ),
    hosts: z
      .array(host)
      .describe('Ordered by name, byte by byte; hosts that are alike are left out'),
    counts,
    policyCounts: counts,
  })
  .meta({
    title: 'hostward diff',
    description:
      'Text that came from hosts is kept as it was read, control characters included: whoever shows it has to escape it.',
  });
