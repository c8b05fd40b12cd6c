import { z } from 'zod';
import {
  defineCheck,
  type Mismatch,
  manual,
  type OpenPort,
  openPorts,
  pass,
  passUnless,
  portName,
  required,
} from '../../src/index.ts';

/**
 * Sockets by which programs ask, DNS for one, look like those that wait: their ports, of the kernel's usual
 * range, change with each question.
 */
const isPassing = ({ protocol, port }: OpenPort): boolean => protocol === 'udp' && port >= 32_768;

export default defineCheck({
  id: 'services.listeners',
  area: 'services',
  title: 'Only approved ports answer other machines',
  severity: 'medium',
  level: 2,
  rationale: 'Anything that answers can be attacked; a port that nobody expected is how it begins.',
  remedy:
    'Find the program with `ss -Hltunp`; stop it, or bind it to loopback. Name what is wanted in the parameter `approved`.',
  references: ['cis-ubuntu2404-1.0:2.1.22'],
  tags: ['service', 'network'],
  params: z.object({
    /** Ports by protocol: `tcp/22`. Ports that a program of the host publishes for containers count too. */
    approved: z.array(z.string().regex(/^(tcp|udp)\/\d{1,5}$/)).default([]),
  }),
  needs: { open: required(openPorts) },
  evaluate({ open }, { params }) {
    const byName = new Map<string, string[]>();
    for (const port of open.filter((one) => !isPassing(one))) {
      const name = portName(port);
      const addresses = byName.get(name) ?? [];
      addresses.push(port.address);
      byName.set(name, addresses);
    }
    if (byName.size === 0) return pass('no port is open beyond loopback');
    const names = [...byName.keys()].join(', ');
    if (params.approved.length === 0) return manual(`Shall these ports be open: ${names}?`);
    const wrong: Mismatch[] = [...byName]
      .filter(([name]) => !params.approved.includes(name))
      .map(([name, addresses]) => ({
        subject: name,
        expected: 'closed, or on loopback alone',
        actual: `open on ${addresses.join(', ')}`,
      }));
    return passUnless(wrong, names);
  },
});
