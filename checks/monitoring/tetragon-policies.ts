import { defineCheck, notApplicable, passUnless, presentStats, required } from '../../src/index.ts';

const PROGRAMS = ['/usr/local/bin/tetragon', '/usr/bin/tetragon', '/etc/tetragon'] as const;
const POLICIES = [
  '/etc/tetragon/tetragon.tp.d/*.yaml',
  '/usr/lib/tetragon/tetragon.tp.d/*.yaml',
  '/usr/local/lib/tetragon/tetragon.tp.d/*.yaml',
] as const;
const EXPORT = [
  '/etc/tetragon/tetragon.conf.d/export-filename',
  '/etc/tetragon/export-filename',
  '/usr/local/lib/tetragon/tetragon.conf.d/export-filename',
  '/usr/lib/tetragon/tetragon.conf.d/export-filename',
] as const;

export default defineCheck({
  id: 'monitoring.tetragon-policies',
  area: 'monitoring',
  title: 'Tetragon has policies, and writes what it sees',
  severity: 'medium',
  level: 2,
  rationale:
    'Without a policy Tetragon tells that programs start and end, and nothing of what they touch.',
  remedy:
    'Put a TracingPolicy into /etc/tetragon/tetragon.tp.d/, the path of a log into /etc/tetragon/tetragon.conf.d/export-filename.',
  references: ['tetragon-docs:concepts/tracing-policy'],
  tags: ['detection', 'tetragon'],
  needs: {
    programs: required(presentStats(PROGRAMS)),
    policies: required(presentStats(POLICIES)),
    exported: required(presentStats(EXPORT)),
  },
  evaluate({ programs, policies, exported }) {
    if (programs.length === 0) return notApplicable('Tetragon is not installed on the host itself');
    return passUnless(
      policies.length + exported.length === 0
        ? [
            {
              subject: 'Tetragon',
              expected: 'a policy or a log',
              actual: `neither in ${POLICIES[0]} nor ${EXPORT[0]}`,
            },
          ]
        : [],
      [...policies, ...exported].map(({ path }) => path).join(', '),
    );
  },
});
