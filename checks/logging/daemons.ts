import {
  defineCheck,
  fail,
  logDaemons,
  logsBy,
  type Mismatch,
  notApplicable,
  pass,
  passUnless,
  required,
} from '../../src/index.ts';

const SYSLOGS = ['rsyslogd', 'syslog-ng', 'syslogd', 'metalog', 'socklog'] as const;

const active = defineCheck({
  id: 'logging.journal-active',
  area: 'logging',
  title: 'The journal or a syslog daemon collects what programs log',
  severity: 'high',
  level: 1,
  rationale: 'Where nothing takes what is logged, no intrusion can be traced afterwards.',
  remedy:
    '`systemctl unmask systemd-journald.service systemd-journald.socket`, then `systemctl start systemd-journald`; on Alpine `rc-update add syslog boot` and `rc-service syslog start`.',
  references: ['lynis:LOGG-2130', 'lynis:LOGG-2136', 'man:systemd-journald.service(8)'],
  tags: ['logging', 'journald', 'syslog'],
  needs: { logs: required(logDaemons) },
  evaluate({ logs }) {
    const { booted, bootKnown, daemons } = logs;
    const names = daemons.filter(({ name }) => logsBy(logs, name)).map(({ name }) => name);
    if (!booted && !bootKnown) {
      return notApplicable('the image is not booted, and no init of it is known');
    }
    if (names.length === 0) {
      const actual = booted ? 'none is known to run' : 'none starts at boot';
      return fail({ subject: 'log daemon', expected: 'one that runs', actual });
    }
    if (!booted) return pass(`${names.join(', ')} starts at boot; the image is not booted`);
    const persisted = !bootKnown || daemons.some(({ starts }) => starts.length > 0);
    const wrong: readonly Mismatch[] = persisted
      ? []
      : [
          {
            subject: 'log daemon after a reboot',
            expected: 'one that starts at boot',
            actual: `${names.join(', ')} runs, and nothing starts it`,
          },
        ];
    return passUnless(wrong, `${names.join(', ')} runs`);
  },
});

const count = defineCheck({
  id: 'logging.daemon-count',
  area: 'logging',
  title: 'One syslog daemon is in charge',
  severity: 'low',
  level: 2,
  rationale:
    'Two daemons share the sockets by chance: half of the entries are missing wherever one looks.',
  remedy: '`systemctl disable --now syslog-ng`, or `rsyslog`: keep the one that is configured.',
  references: ['cis-ubuntu2404-1.0:6.1.1.4'],
  tags: ['logging', 'syslog'],
  needs: { logs: required(logDaemons) },
  evaluate({ logs }) {
    if (!logs.booted && !logs.bootKnown) {
      return notApplicable('the image is not booted, and no init of it is known');
    }
    const here = SYSLOGS.filter((name) => logsBy(logs, name));
    return passUnless(
      here.length > 1
        ? [{ subject: 'syslog daemons', expected: 'one at most', actual: here.join(', ') }]
        : [],
      here.length === 0 ? 'no syslog daemon beside the journal' : `${here.join()} alone`,
    );
  },
});

export default [active, count] as const;
