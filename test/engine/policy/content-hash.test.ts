import { expect, it } from 'vitest';
import { z } from 'zod';
import { contentHash } from '../../../src/engine/policy/content-hash.ts';
import { fail, pass } from '../../../src/model/verdict.ts';
import { policyCheck } from '../../support/policy-checks.ts';

const check = policyCheck('kernel.release');

it('is the same for the same check', () => {
  expect(contentHash(policyCheck('kernel.release'))).toBe(contentHash(check));
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
