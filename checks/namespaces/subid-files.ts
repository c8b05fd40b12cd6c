import { fileOwnerChecks } from '../../src/index.ts';

export default fileOwnerChecks([
  {
    id: 'namespaces.subid-file-owner',
    area: 'namespaces',
    title: '/etc/subuid and /etc/subgid belong to root and only root can write them',
    severity: 'high',
    level: 1,
    tags: ['subids', 'files'],
    paths: ['/etc/subuid', '/etc/subgid'],
    rationale:
      'Whoever can write them can map any user of the host into a user namespace, and so become that user.',
    remedy: '`chown root:root /etc/subuid /etc/subgid` and `chmod 644 /etc/subuid /etc/subgid`.',
    references: ['subuid(5)', 'subgid(5)'],
  },
]);
