import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadAttestations, loadWaivers } from '../../src/policy/load-accepted.ts';
import { folderOf, problemsOf } from './policy-files.ts';

const IDS = ['daemon.icc', 'ssh.root'];

const WAIVER = {
  id: 'W-1',
  kind: 'riskAccepted',
  owner: 'platform',
  approver: 'security',
  reason: 'legacy',
  approvedOn: '2026-01-01',
  expiresOn: '2026-12-31',
  scope: '{ checks: [daemon.icc] }',
};

const ANSWER = {
  id: 'A-1',
  check: 'daemon.icc',
  answer: 'compliant',
  by: 'Kim',
  evidence: 'drill',
  on: '2026-01-01',
  holdsUntil: '2026-12-31',
};

/** An entry a line, so that the first is on line 3 and each key has a line of its own. */
const entry = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([key, value], n) => `${n === 0 ? '  - ' : '    '}${key}: ${value}\n`)
    .join('');
const waivers = (...each: readonly Readonly<Record<string, string>>[]): string =>
  `version: 1\nwaivers:\n${each.map(entry).join('')}`;
const attestations = (...each: readonly Readonly<Record<string, string>>[]): string =>
  `version: 1\nattestations:\n${each.map(entry).join('')}`;

const first = ({ id, ...rest }: typeof WAIVER, more: Readonly<Record<string, string>>) => ({
  id,
  ...rest,
  ...more,
});

it('reads waivers whole in the order of their files', () => {
  const folder = folderOf({
    'a.yaml': waivers(WAIVER),
    'b.yaml': waivers({
      ...WAIVER,
      id: 'W-2',
      ticket: 'T-9',
      compensatingControl: 'firewall',
      scope: '{ checks: [ssh.root], hosts: [web*], groups: [db], subjects: [/a] }',
    }),
  });
  const read = loadWaivers([join(folder, 'a.yaml'), join(folder, 'b.yaml')], IDS);
  expect(read.map(({ waiver }) => waiver)).toEqual([
    { ...WAIVER, scope: { checks: ['daemon.icc'], hosts: [], groups: [], subjects: [] } },
    {
      ...WAIVER,
      id: 'W-2',
      ticket: 'T-9',
      compensatingControl: 'firewall',
      scope: { checks: ['ssh.root'], hosts: ['web*'], groups: ['db'], subjects: ['/a'] },
    },
  ]);
  expect(read[1]?.position(['scope', 'groups', 0])).toBe(`${folder}/b.yaml:10:58`);
});

it('reads attestations whole', () => {
  const folder = folderOf({ 'a.yaml': attestations({ ...ANSWER, groups: '[web]' }) });
  expect(loadAttestations([join(folder, 'a.yaml')], IDS)).toEqual([
    { ...ANSWER, hosts: [], groups: ['web'] },
  ]);
});

describe('each mistake in a waiver has its place', () => {
  it.each<[Readonly<Record<string, string>>, string]>([
    [{ kind: 'accepted' }, 'a.yaml:4:11 found "accepted"; expected one of riskAccepted'],
    [{ owner: '""' }, 'a.yaml:5:12 found ""; expected who answers for it'],
    [{ owner: '"a\\nb"' }, 'expected who answers for it, in one line'],
    [{ expiresOn: '2026-02-30' }, 'a.yaml:9:16 found "2026-02-30"; expected a date that exists'],
    [{ expiresOn: '2027-02-29' }, 'a.yaml:9:16 found "2027-02-29"; expected a date that exists'],
    [{ expiresOn: '31.12.2026' }, 'expected a date that exists'],
    [
      { expiresOn: '2026-01-01' },
      'a.yaml:9:16 expiresOn 2026-01-01; expected a day after approvedOn',
    ],
    [{ scope: '{ checks: [] }' }, 'expected at least one check id'],
    [
      { scope: '{ checks: [daemon.icx] }' },
      'a.yaml:10:23 there is no check "daemon.icx" (did you mean "daemon.icc"?)',
    ],
    [{ scope: '{ checks: [daemon.*] }' }, 'there is no check "daemon.*"'],
    [{ scope: '{ checks: [ssh.root], host: [a] }' }, 'unknown key "host"; expected "hosts"'],
    [{ ownr: 'x' }, 'unknown key "ownr"; expected "owner"'],
  ])('%j', (more, expected) => {
    const folder = folderOf({ 'a.yaml': waivers(first(WAIVER, more)) });
    const problems = problemsOf(() => loadWaivers([join(folder, 'a.yaml')], IDS), folder);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });

  it('an id twice, in two files', () => {
    const folder = folderOf({ 'a.yaml': waivers(WAIVER), 'b.yaml': waivers(WAIVER) });
    const paths = [join(folder, 'a.yaml'), join(folder, 'b.yaml')];
    expect(problemsOf(() => loadWaivers(paths, IDS), folder)).toEqual([
      'b.yaml:3:9 the id "W-1" stands at a.yaml:3:9 already; expected another',
    ]);
  });

  it('no file of waivers', () => {
    const folder = folderOf({ 'a.yaml': attestations(ANSWER) });
    const [missing, unknown] = problemsOf(() => loadWaivers([join(folder, 'a.yaml')], IDS), folder);
    expect(missing).toContain('a.yaml:1:1 found no "waivers"; expected a list of waivers');
    expect(unknown).toContain('unknown key "attestations"');
  });
});

it.each<[Readonly<Record<string, string>>, string]>([
  [{ answer: 'yes' }, 'a.yaml:5:13 found "yes"; expected compliant or notCompliant'],
  [{ check: 'daemon.icx' }, 'a.yaml:4:12 there is no check "daemon.icx"'],
  [{ holdsUntil: '2025-12-31' }, 'holdsUntil 2025-12-31; expected a day after on 2026-01-01'],
])('refuses the attestation %j', (more, expected) => {
  const folder = folderOf({ 'a.yaml': attestations({ ...ANSWER, ...more }) });
  const problems = problemsOf(() => loadAttestations([join(folder, 'a.yaml')], IDS), folder);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(expected);
});
