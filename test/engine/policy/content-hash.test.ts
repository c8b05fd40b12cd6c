import { expect, it } from 'vitest';
import { z } from 'zod';
import { contentHash } from '../../../src/engine/policy/content-hash.ts';
import { fail, pass } from '../../../src/model/verdict.ts';
import { policyCheck } from '../../support/policy-checks.ts';

const check = policyCheck('kernel.release');

it('is the same for the same check', () => {
  expect(contentHash(policyCheck('kernel.release'))).toBe(contentHash(check));
});

it('does not see the layout of a judgement', () => {
  const one = (_: unknown, { collectedAt }: { collectedAt: string }) => pass(collectedAt);
  // biome-ignore format: as a compiler lays it out
  const other = (_: unknown, { collectedAt, }: { collectedAt: string }) =>
    pass(
      collectedAt,
    );
  expect(contentHash({ ...check, evaluate: one })).toBe(contentHash({ ...check, evaluate: other }));
});

it.each([
  ['text', { ...check, rationale: 'another' }],
  ['severity', { ...check, severity: 'high' as const }],
  ['parameters', { ...check, params: z.object({ days: z.int().min(1).default(8) }) }],
  [
    'judgement',
    {
      ...check,
      evaluate: (_: unknown, { collectedAt }: { collectedAt: string }) =>
        collectedAt === '' ? pass('') : fail({ subject: '', expected: '', actual: '' }),
    },
  ],
])('is another for another %s', (_, changed) => {
  expect(contentHash(changed)).not.toBe(contentHash(check));
});
