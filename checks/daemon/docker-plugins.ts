import { z } from 'zod';
import {
  defineCheck,
  dockerPlugins,
  notApplicable,
  passUnless,
  required,
} from '../../src/index.ts';

export default defineCheck({
  id: 'daemon.docker-managed-plugins',
  area: 'daemon',
  title:
    'Managed plugins of Docker are known, and have no more of the host than they were meant to',
  severity: 'medium',
  level: 1,
  rationale:
    'A plugin runs as root, with whatever was granted when it was installed: paths of the host, all devices, every capability. Whoever controls its registry controls the host.',
  remedy:
    '`docker plugin disable NAME`, then `docker plugin rm NAME`. Plugins that are meant to be there: parameter `allowed`, without tag.',
  references: ['docker-docs:engine/extend'],
  tags: ['docker', 'plugins'],
  params: z.strictObject({ allowed: z.array(z.string().min(1)).default([]) }),
  needs: { plugins: required(dockerPlugins) },
  evaluate({ plugins }, { params: { allowed } }) {
    if (plugins.length === 0) return notApplicable('no Docker of this host has a managed plugin');
    const unknown = plugins.filter(({ name }) => !allowed.includes(name.replace(/:[^:/]+$/, '')));
    return passUnless(
      unknown.map(({ name, enabled, reach }) => ({
        subject: `plugin ${name}`,
        expected: 'one of the allowed ones',
        actual: [enabled ? 'enabled' : 'disabled', ...reach].join(', '),
      })),
      `${plugins.length} plugins, all of them allowed`,
    );
  },
});
