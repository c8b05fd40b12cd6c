import { defineCheck, passUnless, presentStats, required } from '../../src/index.ts';

export default defineCheck({
  id: 'files.trust-files',
  area: 'files',
  title: 'No file lets other hosts in without a password',
  severity: 'high',
  level: 1,
  rationale:
    'rsh and host-based SSH take the word of a host named there: whoever holds its name or address logs in.',
  remedy: 'Remove the file: `rm /etc/hosts.equiv /etc/shosts.equiv /root/.rhosts /root/.shosts`.',
  references: [
    'cis-rhel9-2.0:7.2.9',
    'cis-ubuntu2404-1.0:7.2.10',
    'stig-rhel9:RHEL-09-252070',
    'dev-sec:os-01',
    'ssg:no_host_based_files',
    'ssg:no_rsh_trust_files',
  ],
  tags: ['files', 'accounts', 'ssh'],
  needs: {
    found: required(
      presentStats(['/etc/hosts.equiv', '/etc/shosts.equiv', '/root/.rhosts', '/root/.shosts']),
    ),
  },
  evaluate: ({ found }) =>
    passUnless(
      found
        .filter(({ bytes, type }) => bytes > 0 && type === 'file')
        .map(({ path, bytes }) => ({
          subject: path,
          expected: 'absent or empty',
          actual: `${bytes} bytes`,
        })),
      'no file of trusted hosts',
    ),
});
