import { z } from 'zod';
import { COMPARISON_FORMAT } from '../../src/model/golden.ts';

const whole = z.int().nonnegative();
const names = z.array(z.string()).describe('The first few by name');

const difference = z
  .strictObject({
    aspect: z.string().describe('packages, sysctls, …'),
    key: z.string(),
    wanted: z.string().exactOptional().describe('Absent where the reference has no such thing'),
    found: z.string().exactOptional().describe('Absent where the host has no such thing'),
  })
  .meta({ id: 'FactDifference' });

/** What `hostward compare --format json` prints, strict. */
export const comparisonSchema = z
  .strictObject({
    formatVersion: z.literal(COMPARISON_FORMAT),
    reference: z.string(),
    hosts: whole,
    alike: whole,
    differences: z
      .array(difference.extend({ hosts: whole, first: names }))
      .describe('Those of most hosts first'),
    untold: z
      .record(z.string(), whole)
      .describe('By aspect: on how many hosts it could not be told'),
    unread: z.array(z.string()).describe('Hosts without evidence'),
    kinds: whole.describe('How many kinds of hosts there are'),
    clusters: z
      .array(
        z.strictObject({
          hosts: whole,
          first: names,
          differences: whole.describe('From the largest cluster'),
          fromLargest: z.array(difference).describe('The first of them'),
        }),
      )
      .describe('Hosts that are alike in every aspect, the largest cluster first'),
  })
  .meta({
    title: 'hostward compare',
    description:
      'Text that came from hosts is kept as it was read, control characters included: whoever shows it has to escape it.',
  });
