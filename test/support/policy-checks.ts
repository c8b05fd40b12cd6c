import { z } from 'zod';
import type { Catalogue } from '../../src/engine/policy/catalogue.ts';
import { type AnyCheck, defineCheck } from '../../src/kit/define-check.ts';
import type { CheckMeta } from '../../src/model/check.ts';
import { pass } from '../../src/model/verdict.ts';

/** A check that passes, of which only what a policy goes by matters. */
export function policyCheck(id: string, more: Partial<CheckMeta> = {}): AnyCheck {
  return defineCheck({
    id,
    area: 'kernel',
    title: id,
    severity: 'low',
    level: 1,
    rationale: '',
    remedy: '',
    references: [],
    tags: [],
    ...more,
    params: z.object({ days: z.int().min(1).default(7), names: z.array(z.string()).default([]) }),
    needs: {},
    evaluate: () => pass(''),
  });
}

/** Five checks of three areas, and one benchmark. */
export const FEW_CHECKS: Catalogue = {
  checks: [
    policyCheck('kernel.release'),
    policyCheck('kernel.lockdown', { level: 2, tags: ['lsm'] }),
    policyCheck('daemon.icc', { area: 'daemon', severity: 'high', tags: ['docker', 'network'] }),
    policyCheck('daemon.nri', { area: 'daemon', tags: ['containerd'] }),
    policyCheck('ssh.root', { area: 'ssh', severity: 'critical' }),
  ],
  profiles: [
    { profile: { id: 'baseline', title: '', description: '', level: 1 } },
    { profile: { id: 'daemons', title: '', description: '', include: [{ area: 'daemon' }] } },
  ],
  benchmarks: [
    {
      id: 'cis-docker-1.8',
      sections: new Map([
        ['2.1', ['daemon.icc']],
        ['20.1', ['ssh.root']],
      ]),
    },
  ],
};
