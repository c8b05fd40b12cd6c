import { z } from 'zod';
import {
  defineCheck,
  dockerSettings,
  notApplicable,
  orAbsent,
  pass,
  passUnless,
} from '../../src/index.ts';

const params = z.object({
  /** Something else writes the rules for Docker's bridges. */
  managedFirewall: z.boolean().default(false),
});

export default defineCheck({
  id: 'daemon.iptables',
  area: 'daemon',
  title: 'Docker manages the packet filter rules for its bridges',
  severity: 'medium',
  level: 1,
  rationale:
    'Without the rules nothing keeps networks of containers apart, and what is published may be reached past the firewall.',
  remedy:
    'Remove `iptables` and `ip6tables` in /etc/docker/daemon.json, then `systemctl restart docker`; put rules of your own into the chain DOCKER-USER.',
  references: ['cis-docker-1.6:2.4', 'docker-bench:2.4'],
  tags: ['docker', 'network'],
  params,
  needs: { docker: orAbsent(dockerSettings('iptables', 'ip6tables', 'bridge')) },
  evaluate({ docker }, { params: { managedFirewall } }) {
    if (docker === undefined) return notApplicable('Docker is not on this host');
    if (managedFirewall) return pass('the profile says that another program manages the rules');
    const keys = ['iptables', 'ip6tables'] as const;
    const wrong = docker.sides.flatMap(({ label, settings, shown }) =>
      keys
        .filter((key) => settings[key] === false)
        .map((key) => ({
          subject: `${key}${label}`,
          expected: 'true',
          actual: shown(key, 'true'),
        })),
    );
    return passUnless(wrong, 'neither iptables nor ip6tables is switched off');
  },
});
