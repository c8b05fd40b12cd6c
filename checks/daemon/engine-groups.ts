import { z } from 'zod';
import {
  defineCheck,
  notApplicable,
  otherEngineGroups,
  passUnless,
  required,
} from '../../src/index.ts';

const params = z.object({
  /** Accounts that may be root on these hosts. */
  allowed: z.array(z.string()).default([]),
});

export default defineCheck({
  id: 'daemon.engine-groups',
  area: 'daemon',
  title: 'No account is in a group that opens another engine’s socket',
  severity: 'high',
  level: 1,
  rationale:
    'The groups of LXD, Incus, containerd and BuildKit make root of their members by the same trick as docker’s.',
  remedy:
    'Take accounts out with `gpasswd -d USER GROUP`; name administrators in the parameter `allowed`.',
  references: [],
  tags: ['containerd', 'crio', 'podman', 'buildkit', 'accounts'],
  params,
  needs: { groups: required(otherEngineGroups) },
  evaluate({ groups }, { params: { allowed } }) {
    if (groups.length === 0) return notApplicable('no group but root’s opens an engine’s socket');
    const wrong = groups.flatMap(({ name: group, opens, members }) =>
      members
        .filter(({ name }) => !allowed.includes(name))
        .map(({ name }) => ({
          subject: `${name} in group ${group}`,
          expected: 'not a member',
          actual: `a member, and so can open ${opens}`,
        })),
    );
    return passUnless(wrong, `nobody else is in ${groups.map(({ name }) => name).join(', ')}`);
  },
});
