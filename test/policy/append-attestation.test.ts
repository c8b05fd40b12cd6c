import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Attestation } from '../../src/model/attestation.ts';
import { appendAttestation } from '../../src/policy/append-attestation.ts';
import { loadAttestations } from '../../src/policy/load-accepted.ts';
import { folderOf, problemsOf } from './policy-files.ts';

const IDS = ['daemon.icc', 'ssh.root'];
const answer: Omit<Attestation, 'id'> = {
  check: 'daemon.icc',
  hosts: [],
  groups: ['web'],
  answer: 'compliant',
  by: 'Kim: the "second"',
  evidence: 'one # two\nthree',
  on: '2026-06-01',
  holdsUntil: '2026-12-31',
};

it('makes a file that is not there, and finds a free id', () => {
  const file = join(folderOf({}), 'answers.yaml');
  expect(appendAttestation(file, answer, IDS).id).toBe('daemon.icc-2026-06-01');
  expect(appendAttestation(file, answer, IDS).id).toBe('daemon.icc-2026-06-01-2');
  const read = loadAttestations([file], IDS);
  expect(read.map(({ id: _, ...rest }) => rest)).toEqual([answer, answer]);
});

it.each([
  ['indented', '  '],
  ['not indented', ''],
])('keeps the lines and comments of a list that is %s', (_, indent) => {
  const before = `# Answers of the platform team
version: 1
attestations:
${indent}- id: A-1 # the first
${indent}  check: ssh.root
${indent}  answer: compliant
${indent}  by: Kim
${indent}  # looked at twice
${indent}  evidence: 'sshd -T'
${indent}  on: 2026-01-01
${indent}  holdsUntil: 2026-12-31
`;
  const folder = folderOf({ 'answers.yaml': before });
  const file = join(folder, 'answers.yaml');
  appendAttestation(file, answer, IDS);
  const after = readFileSync(file, 'utf8');
  expect(after.startsWith(before)).toBe(true);
  expect(after.slice(before.length)).toMatch(new RegExp(`^${indent}- id: daemon.icc-2026-06-01\n`));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['answers.yaml']);
});

it('writes through a link', () => {
  const folder = folderOf({ 'answers.yaml': 'version: 1\nattestations: []\n' });
  symlinkSync('answers.yaml', join(folder, 'link.yaml'));
  appendAttestation(join(folder, 'link.yaml'), answer, IDS);
  expect(readFileSync(join(folder, 'answers.yaml'), 'utf8')).toContain('daemon.icc-2026-06-01');
});

it.each<[string, Partial<Attestation>, string]>([
  ['a date that is none', { holdsUntil: '2026-02-30' }, 'expected a date that exists'],
  ['an end before its beginning', { holdsUntil: '2026-06-01' }, 'expected a day after on'],
  ['nobody', { by: '' }, 'expected who looked'],
])('writes nothing for %s', (_, more, expected) => {
  const before = 'version: 1\nattestations: []\n';
  const folder = folderOf({ 'answers.yaml': before });
  const file = join(folder, 'answers.yaml');
  const problems = problemsOf(() => appendAttestation(file, { ...answer, ...more }, IDS), folder);
  expect(problems[0]).toContain(expected);
  expect(readFileSync(file, 'utf8')).toBe(before);
});

it('writes nothing into a file that is wrong, or that everybody may write', () => {
  const folder = folderOf({ 'answers.yaml': 'version: 2\nattestations: []\n' });
  const file = join(folder, 'answers.yaml');
  expect(problemsOf(() => appendAttestation(file, answer, IDS), folder)[0]).toContain(
    'answers.yaml:1:10',
  );
  chmodSync(file, 0o666);
  expect(problemsOf(() => appendAttestation(file, answer, IDS), folder)[0]).toContain(
    'answer for others',
  );
});
