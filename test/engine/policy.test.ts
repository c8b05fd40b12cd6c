import { describe, expect, it } from 'vitest';
import { resolvePolicy } from '../../src/engine/policy.ts';
import { UsageError } from '../../src/model/errors.ts';
import type { Override, Profile, ProfileChanges } from '../../src/model/profile.ts';
import { FEW_CHECKS } from '../support/policy-checks.ts';

const profile = (over: Partial<Profile> = {}): Profile => ({
  id: 'mine',
  title: '',
  description: '',
  ...over,
});
const resolve = (over: Partial<Profile> = {}, overrides: readonly Override[] = []) =>
  resolvePolicy({ profile: profile(over) }, FEW_CHECKS, overrides);
const ids = (over: Partial<Profile>) => resolve(over).checks.map(({ meta }) => meta.id);
const override = (name: string, changes: ProfileChanges): Override => ({
  name,
  changes,
  position: (path) => `${name}:${path.join('.')}`,
});

const ALL = ['kernel.release', 'kernel.lockdown', 'daemon.icc', 'daemon.nri', 'ssh.root'];

describe('which checks a profile takes', () => {
  it.each<[Partial<Profile>, readonly string[]]>([
    [{}, ALL],
    [{ level: 1 }, ALL.filter((id) => id !== 'kernel.lockdown')],
    [{ exclude: ['kernel.*'] }, ['daemon.icc', 'daemon.nri', 'ssh.root']],
    [{ include: [{ area: ['kernel', 'ssh'] }], level: 1 }, ['kernel.release', 'ssh.root']],
    [{ include: [{ area: 'daemon', severity: ['high', 'critical'] }] }, ['daemon.icc']],
    [{ include: [{ tag: 'containerd' }, 'ssh.root'] }, ['daemon.nri', 'ssh.root']],
    [{ include: [{ level: 2 }] }, ['kernel.lockdown']],
    [{ include: [{ benchmark: 'cis-docker-1.8:2' }] }, ['daemon.icc']],
    [{ include: [{ benchmark: 'cis-docker-1.8' }] }, ['daemon.icc', 'ssh.root']],
    [{ extends: ['daemons'] }, ['daemon.icc', 'daemon.nri']],
    [
      { extends: ['daemons'], include: ['ssh.*'], exclude: ['daemon.nri'] },
      ['daemon.icc', 'ssh.root'],
    ],
    [{ extends: ['baseline', 'daemons'], include: [{ level: 2 }] }, ALL],
    // An area is known before it has checks.
    [{ include: [{ area: 'kubelet' }, 'ssh.root'] }, ['ssh.root']],
  ])('%j', (over, expected) => {
    expect(ids(over)).toEqual(expected);
  });
});

describe('severities and parameters', () => {
  it('are the check’s own until somebody sets them, and tell who did', () => {
    const policy = resolve(
      {
        extends: ['baseline'],
        parameters: { 'daemon.icc': { days: 3 } },
        severities: { 'ssh.root': 'low' },
      },
      [
        override('web', {
          parameters: { 'daemon.icc': { names: ['a'] } },
          exclude: ['daemon.nri'],
        }),
      ],
    );
    expect(policy.profile).toBe('mine+web');
    const [release, icc, ssh] = policy.checks;
    expect(release).toMatchObject({
      takenBy: 'baseline',
      params: { days: 7, names: [] },
      paramsFrom: {},
    });
    expect(icc).toMatchObject({
      params: { days: 3, names: ['a'] },
      paramsFrom: { days: 'mine', names: 'web' },
    });
    expect(ssh).toMatchObject({ meta: { severity: 'low' }, severityFrom: 'mine' });
  });

  it('of two parents are as the later one sets them, where it does', () => {
    const strictIcc = profile({
      id: 'a',
      include: ['daemon.*'],
      parameters: { 'daemon.icc': { days: 3 } },
    });
    const other = profile({ id: 'b', include: ['daemon.*'], severities: { 'daemon.icc': 'low' } });
    const catalogue = { ...FEW_CHECKS, profiles: [{ profile: strictIcc }, { profile: other }] };
    const both = resolvePolicy({ profile: profile({ extends: ['a', 'b'] }) }, catalogue);
    expect(both.checks[0]).toMatchObject({ meta: { severity: 'low' }, params: { days: 3 } });
  });
});

describe('what is not there', () => {
  it.each<[Partial<Profile>, string]>([
    [
      { include: ['kernel.relase'] },
      'include.0: there is no check "kernel.relase" (did you mean "kernel.release"',
    ],
    [{ exclude: ['kernal.*'] }, 'exclude.0: the pattern "kernal.*" matches no check'],
    [
      { include: [{ tag: ['lsm', 'dokcer'] }] },
      'include.0.tag.1: no check has the tag "dokcer" (did you mean "docker"',
    ],
    [
      { include: [{ benchmark: 'cis-docker-1.7:2' }] },
      'there is no benchmark "cis-docker-1.7" (did you mean "cis-docker-1.8"',
    ],
    [{ include: [{ benchmark: 'cis-docker-1.8:3' }] }, 'cis-docker-1.8 has no section "3"'],
    [{ include: [{ area: 'ssh', tag: 'lsm' }] }, 'no check has all of these'],
    [{ include: [{}] }, 'names nothing'],
    [{ extends: ['baselin'] }, 'extends.0: there is no profile "baselin" (did you mean "baseline"'],
    [{ severities: { 'kernel.relase': 'high' } }, 'there is no check "kernel.relase"'],
    [{ parameters: { 'kernel.relase': {} } }, 'there is no check "kernel.relase"'],
    [
      { parameters: { 'kernel.release': { dayz: 3 } } },
      'kernel.release has no parameter "dayz"; it takes days, names',
    ],
    [{ parameters: { 'kernel.release': { days: 0 } } }, 'parameters.kernel.release.days: days:'],
    [{ parameters: { 'kernel.release': 3 } }, 'expected a map of parameters'],
    [{ level: 1, severities: { 'kernel.lockdown': 'high' } }, 'mine does not take kernel.lockdown'],
    [{ level: 1, include: ['kernel.lockdown'] }, 'such checks are of level 2'],
    [{ exclude: ['*'] }, 'takes no check'],
  ])('%j', (over, message) => {
    expect(() => resolve(over)).toThrow(UsageError);
    expect(() => resolve(over)).toThrow(message);
  });

  it('is told at once, in order', () => {
    const wrong = { exclude: ['a.b', 'kernel.*', 'c.d'], severities: { 'e.f': 'low' } } as const;
    expect(() => resolve(wrong)).toThrow(/exclude\.0:.*\n.*exclude\.2:.*\n.*severities\.e\.f:/);
  });

  it('is a profile that extends itself, by whatever way', () => {
    const profiles = [
      { profile: profile({ id: 'a', extends: ['b'] }) },
      { profile: profile({ id: 'b', extends: ['a'] }) },
    ] as const;
    const catalogue = { ...FEW_CHECKS, profiles };
    expect(() => resolvePolicy(profiles[0], catalogue)).toThrow('extend each other: a → b → a');
  });
});

describe('what changes nothing is an error', () => {
  it.each<[Partial<Profile>, string]>([
    [{ severities: { 'ssh.root': 'critical' } }, 'ssh.root is of severity critical already'],
    [{ parameters: { 'ssh.root': { days: 7 } } }, 'days of ssh.root is 7 already'],
    [{ parameters: { 'ssh.root': { names: [] } } }, 'names of ssh.root is [] already'],
    [{ extends: ['daemons'], exclude: ['ssh.root'] }, 'exclude.0: excludes nothing'],
    [{ exclude: ['ssh.*', 'ssh.root'] }, 'exclude.1: excludes nothing'],
    [{ extends: ['daemons'], include: ['daemon.icc'] }, 'include.0: adds nothing'],
  ])('%j', (over, message) => {
    expect(() => resolve(over)).toThrow(message);
  });

  it('in an override too, at its own place', () => {
    const same = override('web', { severities: { 'ssh.root': 'critical' } });
    expect(() => resolve({}, [same])).toThrow('web:severities.ssh.root ssh.root is of severity');
  });
});

it('hashes what decides verdicts, and nothing else', () => {
  const hash = (over: Partial<Profile>) => resolve(over).hash;
  expect(hash({ title: 'another' })).toBe(hash({}));
  expect(hash({ parameters: { 'kernel.release': { days: 3 } } })).not.toBe(hash({}));
  expect(hash({ severities: { 'kernel.release': 'high' } })).not.toBe(hash({}));
  expect(hash({ exclude: ['ssh.root'] })).not.toBe(hash({}));
});
