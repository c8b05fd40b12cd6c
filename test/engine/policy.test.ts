import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Catalogue } from '../../src/engine/policy/catalogue.ts';
import { resolvePolicy } from '../../src/engine/policy.ts';
import { type AnyCheck, defineCheck } from '../../src/kit/define-check.ts';
import { UsageError } from '../../src/model/errors.ts';
import type { Profile } from '../../src/model/profile.ts';
import { pass } from '../../src/model/verdict.ts';

const check = (id: string, level: 1 | 2): AnyCheck =>
  defineCheck({
    id,
    area: 'kernel',
    title: id,
    severity: 'low',
    level,
    rationale: '',
    remedy: '',
    references: [],
    tags: [],
    params: z.strictObject({ days: z.int().min(1).default(7) }),
    needs: {},
    evaluate: () => pass(''),
  });
const registry = [check('kernel.release', 1), check('kernel.lockdown', 2)];
const profile = (over: Partial<Profile> = {}): Profile => ({
  id: 'mine',
  title: '',
  description: '',
  level: 1,
  exclude: [],
  parameters: {},
  severities: {},
  ...over,
});
const catalogue: Catalogue = { checks: registry, profiles: [], benchmarks: [] };
const resolve = (profile: Profile) => resolvePolicy({ profile }, catalogue);
const ids = (p: Profile) => resolve(p).checks.map(({ meta }) => meta.id);

describe('resolvePolicy', () => {
  it('takes checks up to its level, but those that it excludes', () => {
    expect(ids(profile())).toEqual(['kernel.release']);
    expect(ids(profile({ level: 2 }))).toEqual(['kernel.release', 'kernel.lockdown']);
    expect(ids(profile({ level: 2, exclude: ['kernel.release'] }))).toEqual(['kernel.lockdown']);
  });

  it('settles parameters and severities', () => {
    const own = profile({
      parameters: { 'kernel.release': { days: 3 } },
      severities: { 'kernel.release': 'critical' },
    });
    expect(resolve(own).checks[0]).toMatchObject({
      meta: { severity: 'critical' },
      params: { days: 3 },
    });
    expect(resolve(profile()).checks[0]).toMatchObject({ params: { days: 7 } });
  });

  it.each([
    profile({ exclude: ['kernel.relase'] }),
    profile({ severities: { 'kernel.relase': 'low' } }),
    profile({ parameters: { 'kernel.relase': {} } }),
  ])('refuses a check that does not exist, naming the nearest', (wrong) => {
    expect(() => resolve(wrong)).toThrow(UsageError);
    expect(() => resolve(wrong)).toThrow('did you mean "kernel.release"');
  });

  it('refuses a parameter that the check does not take', () => {
    const wrong = profile({ parameters: { 'kernel.release': { days: 0 } } });
    expect(() => resolve(wrong)).toThrow(/parameters.kernel.release.days: days: /);
  });

  it('hashes what decides verdicts, and nothing else', () => {
    const hash = (p: Profile) => resolve(p).hash;
    expect(hash(profile({ title: 'another' }))).toBe(hash(profile()));
    expect(hash(profile({ parameters: { 'kernel.release': { days: 3 } } }))).not.toBe(
      hash(profile()),
    );
    expect(hash(profile({ severities: { 'kernel.release': 'high' } }))).not.toBe(hash(profile()));
  });
});
