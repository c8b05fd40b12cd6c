import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, it } from 'vitest';
import { policyJsonSchema } from '../../src/policy/json-schema.ts';

function validate(file: Parameters<typeof policyJsonSchema>[0], data: unknown): boolean {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  return ajv.validate(policyJsonSchema(file) as object, data);
}

it('takes profiles as users write them, and no others', () => {
  const include = [{ area: 'ssh', severity: ['high'] }, 'daemon.*'];
  const profile = { version: 1, profile: 'site', extends: 'baseline', include };
  expect(validate('profile', profile)).toBe(true);
  expect(validate('profile', { ...profile, include: [{ area: 'shs' }] })).toBe(false);
  expect(validate('profile', { ...profile, includ: [] })).toBe(false);
});

it('takes waivers with real dates', () => {
  const waiver = {
    id: 'W-1',
    kind: 'compensated',
    owner: 'a',
    approver: 'b',
    reason: 'c',
    approvedOn: '2026-01-01',
    expiresOn: '2026-12-31',
    scope: { checks: ['daemon.icc'] },
  };
  expect(validate('waivers', { version: 1, waivers: [waiver] })).toBe(true);
  expect(validate('waivers', { version: 1, waivers: [{ ...waiver, expiresOn: 'never' }] })).toBe(
    false,
  );
});

it('takes attestations', () => {
  expect(validate('attestations', { version: 1, attestations: [] })).toBe(true);
  expect(validate('attestations', { version: 1 })).toBe(false);
});
