import {
  defineCheck,
  fail,
  type JournaldSettings,
  journaldSettings,
  type LogDaemons,
  logDaemons,
  logsBy,
  manual,
  notApplicable,
  orAbsent,
  pass,
  required,
  rsyslogConfig,
  selectsLogins,
} from '../../src/index.ts';

/** Levels of journald at which messages of logins, which are information, are dropped. */
const DROPS = /^(?:emerg|alert|crit|err|warning|notice|[0-5])$/i;

const storesLogs = (settings: JournaldSettings): boolean =>
  settings.get('Storage')?.value !== 'none';

const isKeptByJournal = (logs: LogDaemons, settings: JournaldSettings): boolean =>
  logsBy(logs, 'systemd-journald') &&
  storesLogs(settings) &&
  !DROPS.test(settings.get('MaxLevelStore')?.value ?? 'debug');

export default defineCheck({
  id: 'logging.authentication-events',
  area: 'logging',
  title: 'Logins and the use of privileges reach a log',
  severity: 'medium',
  level: 1,
  rationale: 'Without them nobody can tell who was on the host when it happened.',
  remedy:
    '`auth,authpriv.* /var/log/auth.log` in /etc/rsyslog.conf, then `systemctl restart rsyslog`; no `Storage=none` and no `MaxLevelStore=` below info in journald.conf.',
  references: ['cis-dil-2.0:4.2.1.3', 'stig-rhel9:RHEL-09-652030', 'man:journald.conf(5)'],
  tags: ['logging', 'journald', 'rsyslog'],
  needs: {
    logs: required(logDaemons),
    settings: required(journaldSettings),
    config: orAbsent(rsyslogConfig),
  },
  evaluate({ logs, settings, config }) {
    const names = logs.daemons.filter(({ name }) => logsBy(logs, name)).map(({ name }) => name);
    if (names.length === 0) return notApplicable('no known log daemon is in use');
    if (isKeptByJournal(logs, settings)) return pass('the journal takes them');
    const stores = storesLogs(settings);
    if (names.includes('rsyslogd') && config !== undefined) {
      const rule = selectsLogins(config);
      if (rule !== undefined) return pass(`rsyslog: ${rule}`);
      if (config.blind !== undefined) {
        return notApplicable('no rule that was read keeps them');
      }
    }
    const others = names.filter((name) => name !== 'systemd-journald' && name !== 'rsyslogd');
    if (others.length > 0) return manual(`Does ${others.join(' or ')} keep messages of logins?`);
    return fail({
      subject: 'authpriv',
      expected: 'kept by the journal, or by a rule of rsyslog',
      actual: stores ? `${names.join(', ')} without a rule for it` : 'Storage=none, and no rule',
    });
  },
  doubt: ({ logs, settings, config }) =>
    isKeptByJournal(logs, settings) || config === undefined || selectsLogins(config) !== undefined
      ? undefined
      : config.blind,
});
