import table from '../../../checks/files/programs.ts';
import { checkIn } from '../../support/check-in.ts';
import { missing, namedPathsGiven } from '../../support/named-paths-given.ts';
import { testCheck } from '../../support/test-check.ts';

testCheck(checkIn(table, 'files.cron-targets'), {
  pass: [
    {
      name: 'root’s',
      given: namedPathsGiven(['cron|/etc/crontab|/usr/bin/x'], ['755 0 /usr/bin/x']),
    },
  ],
  fail: [
    {
      name: 'another’s',
      given: namedPathsGiven(
        ['cron|/etc/cron.d/app|/opt/app/job'],
        ['755 1000 /opt/app/', '755 0 /opt/app/job'],
      ),
      because: ['/etc/cron.d/app: /opt/app/job: /opt/app is 0755 ada:ada'],
    },
  ],
  notApplicable: [{ name: 'no jobs', given: namedPathsGiven([], []) }],
  unknown: [
    {
      name: 'root’s table may not be read',
      given: namedPathsGiven(['denied|/var/spool/cron'], []),
    },
    { name: 'a table that is too long', given: namedPathsGiven(['cut /etc/crontab'], []) },
  ],
});

const unit = (file: string, ...lines: readonly string[]): readonly string[] =>
  [...lines, 'read|'].map((line) => `unit|${file}|${line}`);
const APP = '/etc/systemd/system/app.service';
const OWN = ['755 1000 /opt/run', '755 0 /usr/bin/x'];

testCheck(checkIn(table, 'files.systemd-unit-programs'), {
  pass: [
    { name: 'root’s', given: namedPathsGiven(unit(APP, 'ExecStart|-/usr/bin/x'), OWN) },
    {
      name: 'of another account, dynamic, masked, forgotten, missing',
      given: namedPathsGiven(
        [
          ...unit(APP, 'ExecStart|/opt/run'),
          ...unit(`${APP}.d/user.conf`, 'User|ada'),
          ...unit('/etc/systemd/system/b.service', 'ExecStart|/opt/run', 'DynamicUser|yes'),
          'unit|/etc/systemd/system/c.service|masked|',
          ...unit('/usr/lib/systemd/system/c.service', 'ExecStart|/opt/run'),
          ...unit('/usr/lib/systemd/system/d.service', 'ExecStart|/opt/run'),
          ...unit(
            '/run/systemd/system/d.service.d/a.conf',
            'ExecStart|',
            'ExecStart|/usr/bin/gone',
          ),
        ],
        OWN,
        missing('/usr/bin/gone'),
      ),
    },
  ],
  fail: [
    {
      name: 'as root, by a mark, by a file of variables; an alias once',
      given: namedPathsGiven(
        [
          ...unit(APP, 'ExecStart|/opt/run'),
          ...unit('/etc/systemd/system/alias.service', 'ExecStart|/opt/run'),
          ...unit('/usr/lib/systemd/system/m.service', 'User|ada', 'ExecStartPre|+/opt/pre'),
          ...unit('/usr/lib/systemd/system/v.service', 'EnvironmentFile|/opt/vars'),
        ],
        [...OWN, '777 0 /opt/pre', '646 0 /opt/vars'],
      ),
      because: [
        '/etc/systemd/system/app.service: /opt/run: /opt/run is 0755 ada:ada',
        '/usr/lib/systemd/system/m.service: /opt/pre: /opt/pre is 0777 root:root',
        '/usr/lib/systemd/system/v.service: /opt/vars: /opt/vars is 0646 root:root',
      ],
    },
  ],
  notApplicable: [{ name: 'no systemd', given: namedPathsGiven([], []) }],
  unknown: [
    {
      name: 'a unit may not be read',
      given: namedPathsGiven(['denied|/etc/systemd/system'], []),
    },
  ],
});

const ENV = 'secret|/etc/app/env|DB_PASSWORD';

testCheck(checkIn(table, 'files.unit-secrets'), {
  pass: [
    {
      name: 'closed, by itself or by its folder',
      given: namedPathsGiven(
        [ENV, 'secret|/etc/default/x|TOKEN'],
        ['640 0:27 /etc/default/x', '755 0 /etc/default/', '700 0 /etc/app/', '644 0 /etc/app/env'],
      ),
    },
    { name: 'no secrets', given: namedPathsGiven([], []) },
  ],
  fail: [
    {
      name: 'open, and in a unit',
      given: namedPathsGiven(
        [ENV, 'secret|/etc/app/env|TOKEN', 'secret|/etc/systemd/system/app.service|API_TOKEN'],
        ['755 0 /etc/app/', '644 0 /etc/app/env'],
      ),
      because: [
        '/etc/app/env: DB_PASSWORD, TOKEN: 0644 root:root',
        '/etc/systemd/system/app.service: API_TOKEN: any account can ask systemd for it',
      ],
    },
  ],
  unknown: [{ name: 'not looked at', given: namedPathsGiven([ENV], []) }],
});
