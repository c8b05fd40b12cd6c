import files from '../../../checks/audit/files.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';

const line = (path: string, mode: string, uid = 0): string =>
  `${mode}|${uid}|0|${uid === 0 ? 'root' : 'eve'}|root|regular file|9|1|${path}\n`;

for (const check of files.filter(({ id }) => id === 'audit.configuration-modes')) {
  testCheck(check, {
    pass: [
      {
        name: 'as packages lay them down',
        given: {
          'stat:/etc/audit/auditd.conf': line('/etc/audit/auditd.conf', '640'),
          'stat:/etc/audit/rules.d/*': line('/etc/audit/rules.d/audit.rules', '640'),
          'stat:/usr/sbin/auditctl': line('/usr/sbin/auditctl', '755'),
        },
      },
    ],
    fail: [
      {
        name: 'open files',
        given: {
          'stat:/etc/audit/auditd.conf': line('/etc/audit/auditd.conf', '644'),
          'stat:/etc/audit/rules.d/*': line('/etc/audit/rules.d/audit.rules', '640', 1000),
          'stat:/usr/sbin/auditctl': line('/usr/sbin/auditctl', '775'),
        },
        because: [
          '/etc/audit/auditd.conf mode: 0644',
          '/etc/audit/rules.d/audit.rules owner: eve (1000)',
          '/usr/sbin/auditctl mode: 0775',
        ],
      },
    ],
    notApplicable: [{ name: 'no auditd', given: {} }],
  });
}

const LOGS = 'stat:/var/log/audit/*';

testCheck(checkIn(files, 'audit.log-modes'), {
  pass: [
    {
      name: 'as auditd makes them',
      given: { [LOGS]: '640|0|4|root|adm|regular file|9|1|/var/log/audit/audit.log\n' },
    },
  ],
  fail: [
    {
      name: 'open to all',
      given: { [LOGS]: '644|0|100|root|users|regular file|9|1|/var/log/audit/audit.log\n' },
      because: [
        '/var/log/audit/audit.log group: users (100)',
        '/var/log/audit/audit.log mode: 0644',
      ],
    },
  ],
  notApplicable: [{ name: 'no logs', given: {} }],
});
