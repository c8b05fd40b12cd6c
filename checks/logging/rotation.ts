import {
  defineCheck,
  fileText,
  type LogrotateRun,
  logDaemons,
  logrotateRun,
  logsBy,
  type Mismatch,
  notApplicable,
  orAbsent,
  passUnless,
  presentStats,
  required,
  startsAtBoot,
} from '../../src/index.ts';

const JOBS = ['/etc/cron.daily/logrotate', '/etc/periodic/daily/logrotate'] as const;

const DAY = 86_400;
/** A weekly schedule, and a day on which the host was off. */
const OLDEST = 8 * DAY;

export default defineCheck({
  id: 'logging.rotation',
  area: 'logging',
  title: 'Log files are rotated, and were within a week',
  severity: 'medium',
  level: 1,
  rationale:
    'Logs that grow for ever fill the disk, and then nothing is logged and containers stop.',
  remedy:
    '`apt-get install logrotate` or `dnf install logrotate`, `systemctl enable --now logrotate.timer`; `logrotate -d /etc/logrotate.conf` tells what stops it.',
  references: ['cis-dil-2.0:4.3', 'lynis:LOGG-2146', 'lynis:LOGG-2148', 'man:logrotate(8)'],
  tags: ['logging', 'logrotate'],
  needs: {
    logs: required(logDaemons),
    run: required(logrotateRun),
    config: orAbsent(fileText('/etc/logrotate.conf')),
    jobs: required(presentStats(JOBS)),
    timer: required(startsAtBoot(['logrotate.timer'])),
  },
  evaluate({ logs, run, config, jobs, timer }) {
    if (!logsBy(logs, 'rsyslogd') && !logsBy(logs, 'syslog-ng')) {
      return notApplicable('no syslog daemon writes files');
    }
    const [starter] = [...timer.map(({ link }) => link), ...jobs.map(({ path }) => path)];
    const wrong: Mismatch[] = [];
    if (config === undefined) {
      wrong.push({ subject: '/etc/logrotate.conf', expected: 'there', actual: 'absent' });
    }
    if (starter === undefined) {
      wrong.push({
        subject: 'logrotate',
        expected: 'logrotate.timer or a daily job',
        actual: 'nothing starts it',
      });
    }
    const late = run === undefined ? undefined : lateness(run);
    if (late !== undefined) {
      wrong.push({ subject: 'last run of logrotate', expected: 'within 8 days', actual: late });
    }
    return passUnless(wrong, `started by ${starter}${run === undefined ? '; not booted' : ''}`);
  },
});

/** A host that was set up today has no trace of a run yet. */
function lateness({ secondsAgo, uptimeSeconds }: LogrotateRun): string | undefined {
  if (secondsAgo === undefined) return uptimeSeconds > 2 * DAY ? 'no trace of one' : undefined;
  return secondsAgo > OLDEST ? `${Math.floor(secondsAgo / DAY)} days ago` : undefined;
}
