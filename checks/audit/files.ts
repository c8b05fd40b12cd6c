import { fileLimitChecks } from '../../src/index.ts';

export default fileLimitChecks([
  {
    id: 'audit.configuration-modes',
    area: 'audit',
    title: 'Settings, rules and programs of audit are root’s alone to change',
    severity: 'high',
    level: 1,
    rationale:
      'Whoever can write them takes the rules away before the next boot; whoever can read them knows what leaves no record.',
    remedy:
      '`chown -R root:root /etc/audit`; `chmod 640` the files, `chmod 750` the folders of it; `chmod go-w` the programs.',
    references: ['man:auditd.conf(5)', 'man:augenrules(8)'],
    tags: ['audit', 'files'],
    limits: [
      {
        paths: [
          '/etc/audit/auditd.conf',
          '/etc/audit/audit.rules',
          '/etc/audit/rules.d/*',
          '/etc/audit/plugins.d/*',
        ],
        file: 0o640,
        folder: 0o750,
      },
      {
        paths: [
          '/usr/sbin/auditctl',
          '/usr/sbin/auditd',
          '/usr/sbin/ausearch',
          '/usr/sbin/aureport',
          '/usr/sbin/autrace',
          '/usr/sbin/augenrules',
          '/sbin/auditctl',
          '/sbin/auditd',
          '/usr/bin/auditctl',
        ],
        file: 0o755,
        folder: 0o755,
      },
    ],
  },
  {
    id: 'audit.log-modes',
    area: 'audit',
    title: 'Audit logs are closed to all but root and the group that reads them',
    severity: 'high',
    level: 1,
    rationale:
      'They name commands, paths and accounts; whoever can write them takes his own traces out.',
    remedy:
      '`chown -R root /var/log/audit`; `chmod 750 /var/log/audit`; `chmod 640 /var/log/audit/*`.',
    references: ['man:auditd.conf(5)', 'man:auditd(8)'],
    tags: ['audit', 'logging', 'files'],
    limits: [
      {
        paths: ['/var/log/audit', '/var/log/audit/*'],
        file: 0o640,
        folder: 0o750,
        // log_group of auditd.conf: Debian's package sets adm, guides make one of their own.
        groups: ['adm', 'audit', 'systemd-journal', 'wheel'],
      },
    ],
  },
]);
