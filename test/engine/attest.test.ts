import { expect, it } from 'vitest';
import { attest } from '../../src/engine/attest.ts';
import type { Attestation } from '../../src/model/attestation.ts';
import type { Finding } from '../../src/model/run.ts';
import { auditedHost } from '../support/report-fixture.ts';

const attestation = (more: Partial<Attestation> = {}): Attestation => ({
  id: 'A-1',
  check: 'daemon.live-restore',
  hosts: [],
  groups: [],
  answer: 'compliant',
  by: 'Kim',
  evidence: 'drill',
  on: '2026-06-01',
  holdsUntil: '2026-12-31',
  ...more,
});

const question: Finding = {
  check: 'daemon.live-restore',
  outcome: 'manual',
  question: 'Was it tried?',
};

function answered(
  attestations: readonly Attestation[],
  finding = question,
  at = '2026-11-20T02:01:17Z',
) {
  const host = auditedHost('web-01', [finding], { collectedAt: at, groups: ['web'] });
  return attest(host, attestations).findings[0];
}

it('passes by a good answer, and says whose', () => {
  expect(answered([attestation()])).toEqual({
    check: 'daemon.live-restore',
    outcome: 'pass',
    note: 'attested by Kim on 2026-06-01, until 2026-12-31: drill',
    attestation: 'A-1',
  });
});

it('fails by a bad answer', () => {
  expect(answered([attestation({ answer: 'notCompliant' })])).toEqual({
    check: 'daemon.live-restore',
    outcome: 'fail',
    mismatches: [
      {
        subject: 'attestation',
        expected: 'a compliant answer: Was it tried?',
        actual: 'not compliant, says Kim on 2026-06-01, until 2026-12-31: drill',
      },
    ],
    attestation: 'A-1',
  });
});

it.each<[string, Partial<Attestation>]>([
  ['that lapsed', { holdsUntil: '2026-11-19' }],
  ['of a later day', { on: '2026-11-21' }],
  ['to another question', { check: 'daemon.icc' }],
  ['for another host', { hosts: ['db-*'] }],
  ['for another group', { groups: ['db'] }],
])('leaves the question where the answer is one %s', (_, more) => {
  expect(answered([attestation(more)])).toBe(question);
});

it.each<[string, Partial<Attestation>, string]>([
  ['newest', { on: '2026-07-01' }, 'A-2'],
  ['worse of one day', { answer: 'notCompliant' }, 'A-2'],
  ['newest even where an older is worse', { on: '2026-05-01', answer: 'notCompliant' }, 'A-1'],
])('goes by the %s', (_, more, id) => {
  const both = [attestation(), attestation({ id: 'A-2', ...more })];
  expect(answered(both)?.attestation).toBe(id);
  expect(answered(both.toReversed())?.attestation).toBe(id);
});

it('answers no check that can tell by itself', () => {
  const failing: Finding = { check: 'daemon.live-restore', outcome: 'fail', mismatches: [] };
  expect(answered([attestation()], failing)).toBe(failing);
});
