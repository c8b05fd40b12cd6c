import { describe, expect, it } from 'vitest';
import {
  differencesOf,
  type Portrait,
  portraitOf,
  startFleetComparison,
} from '../../../src/engine/golden/compare-fleet.ts';
import { EVIDENCE_FORMAT, type Evidence, type Recorded } from '../../../src/model/evidence.ts';

const host = (aspects: Readonly<Record<string, Readonly<Record<string, string>>>>): Portrait =>
  new Map(Object.entries(aspects).map(([name, facts]) => [name, new Map(Object.entries(facts))]));

const golden = host({ packages: { runc: '1.1', podman: '5' }, sshd: { port: '22' } });

describe('two hosts', () => {
  it('differ in nothing where they are one', () => {
    expect(differencesOf(golden, golden)).toEqual([]);
  });

  it('differ in what is added, missing and of another value', () => {
    const other = host({ packages: { runc: '1.2', crun: '1' }, sshd: { port: '22' } });
    expect(differencesOf(golden, other)).toEqual([
      { aspect: 'packages', key: 'crun', found: '1' },
      { aspect: 'packages', key: 'podman', wanted: '5' },
      { aspect: 'packages', key: 'runc', wanted: '1.1', found: '1.2' },
    ]);
  });

  it('are not held apart by what one of them did not tell, or was not asked', () => {
    expect(differencesOf(golden, host({ sshd: { port: '22' } }))).toEqual([]);
    const asked = host({ sysctls: { a: '1', b: '1' } });
    expect(differencesOf(asked, host({ sysctls: { b: '2', c: '3' } }))).toEqual([
      { aspect: 'sysctls', key: 'b', wanted: '1', found: '2' },
    ]);
  });
});

it('gathers hosts that are alike, and says what separates them from most', async () => {
  const odd = host({ packages: { runc: '1.2', podman: '5' }, sshd: { port: '22' } });
  const hosts: Readonly<Record<string, Portrait>> = {
    web1: golden,
    web2: odd,
    web3: odd,
    web4: odd,
    web5: host({ sshd: { port: '22' } }),
  };
  const fleet = startFleetComparison('web1', golden);
  for (const [name, portrait] of Object.entries(hosts)) fleet.add(name, portrait);
  fleet.addUnread('web6');
  const told = await fleet.finish((name) => Promise.resolve(hosts[name]));
  expect(told).toMatchObject({ hosts: 5, alike: 2, unread: ['web6'] });
  expect(told.differences).toEqual([
    {
      aspect: 'packages',
      key: 'runc',
      wanted: '1.1',
      found: '1.2',
      hosts: 3,
      first: ['web2', 'web3', 'web4'],
    },
  ]);
  expect(told.clusters.map(({ hosts: n, differences }) => [n, differences])).toEqual([
    [3, 0],
    [1, 1],
    [1, 0],
  ]);
  expect(told.untold['packages']).toBe(1);
});

const printed = (stdout: string): Recorded => ({ exit: 0, stdout, stderr: '' });
const evidenceOf = (records: Evidence['records']): Evidence => ({
  formatVersion: EVIDENCE_FORMAT,
  toolVersion: '1.0.0',
  host: { name: 'web', address: '192.0.2.1', labels: {} },
  collectedAt: '2026-01-01T00:00:00Z',
  durationMs: 1,
  privilege: 'root',
  collectorHash: 'c',
  diagnostics: '',
  records,
});

it('draws a host from its evidence, without what changes by itself', () => {
  const portrait = portraitOf(
    evidenceOf({
      'text:/proc/sys/kernel/kptr_restrict': printed('1\n'),
      'text:/proc/sys/kernel/hostname': printed('web\n'),
      'text:/etc/docker/daemon.json': printed('{"icc": false}'),
    }),
    [{ check: 'one', outcome: 'pass', note: '' }],
  );
  expect(portrait.get('sysctls')).toEqual(new Map([['kernel.kptr_restrict', '1']]));
  expect(portrait.get('daemon.json')).toEqual(new Map([['icc', 'false']]));
  expect(portrait.get('verdicts')).toEqual(new Map([['one', 'pass']]));
  expect(portrait.has('packages')).toBe(false);
});
