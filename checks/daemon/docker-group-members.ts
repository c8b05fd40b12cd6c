import { z } from 'zod';
import {
  defineCheck,
  dockerGroups,
  manual,
  notApplicable,
  orAbsent,
  pass,
  passUnless,
} from '../../src/index.ts';

const params = z.object({
  /** Accounts that may be root on these hosts. */
  allowed: z.array(z.string()).default([]),
});

/** Below it distributions number accounts of services (login.defs(5), UID_MIN). */
const FIRST_PERSON = 1000;

export default defineCheck({
  id: 'daemon.docker-group-members',
  area: 'daemon',
  title: 'Only named administrators are in the group that opens Docker’s socket',
  severity: 'critical',
  level: 1,
  rationale: 'Its members are root on the host, without a password and without an entry in a log.',
  remedy:
    'Take accounts out with `gpasswd -d USER docker`; name administrators in the parameter `allowed`.',
  references: ['cis-docker-1.6:1.1.2', 'docker-bench:1.1.2'],
  tags: ['docker', 'accounts'],
  params,
  needs: { groups: orAbsent(dockerGroups) },
  evaluate({ groups }, { params: { allowed } }) {
    if (groups === undefined) return notApplicable('Docker is not on this host');
    if (groups.length === 0) return notApplicable('no group of /etc/group opens Docker’s socket');
    const found = groups.flatMap(({ name, members }) =>
      members
        .filter((member) => !allowed.includes(member.name))
        .map((member) => ({ ...member, group: name })),
    );
    const service = (uid = FIRST_PERSON): boolean => uid < FIRST_PERSON;
    const wrong = found.filter(({ uid }) => allowed.length > 0 || service(uid));
    if (wrong.length === 0 && found.length > 0) {
      const names = found.map(({ name }) => name).join(', ');
      return manual(
        `Are all of these administrators of the host: ${names}? Docker makes them root.`,
      );
    }
    const names = groups.map(({ name }) => name).join(', ');
    if (found.length === 0) return pass(`nobody else is in ${names}; directory services not asked`);
    return passUnless(
      wrong.map(({ name, group, uid }) => ({
        subject: `${name} in group ${group}`,
        expected: allowed.length > 0 ? `one of ${allowed.join(', ')}` : 'a person',
        actual: service(uid) ? `a member, an account of a service (${uid})` : 'a member',
      })),
      '',
    );
  },
});
