import {
  defineCheck,
  logDaemons,
  logsBy,
  notApplicable,
  octal,
  orAbsent,
  passUnless,
  portName,
  required,
  rsyslogConfig,
  rsyslogInputs,
  rsyslogModes,
  serviceState,
} from '../../src/index.ts';

const common = {
  area: 'logging',
  severity: 'medium',
  level: 1,
  tags: ['logging', 'rsyslog'],
  needs: { logs: required(logDaemons), config: orAbsent(rsyslogConfig) },
} as const;

/** Others may read what a mode of these bits leaves open. */
const TOO_OPEN = 0o137;

const fileMode = defineCheck({
  ...common,
  id: 'logging.rsyslog-file-mode',
  title: 'rsyslog makes log files that others cannot read',
  rationale: 'Tokens and personal data of logs are everybody’s in files of mode 0644.',
  remedy:
    '`$FileCreateMode 0640` before the first rule of /etc/rsyslog.conf, and `module(load="builtin:omfile" fileCreateMode="0640")` for actions of RainerScript; then `systemctl restart rsyslog`. Files that are there keep their mode: `chmod 640` them.',
  references: [
    'cis-rhel9-2.0:6.2.3.4',
    'cis-ubuntu2404-1.0:6.1.3.4',
    'cis-dil-2.0:4.2.1.4',
    'man:rsyslog.conf(5)',
  ],
  evaluate({ logs, config }) {
    if (config === undefined) return notApplicable('there is no /etc/rsyslog.conf');
    if (!logsBy(logs, 'rsyslogd')) return notApplicable('rsyslogd is not in use');
    const modes = rsyslogModes(config);
    const wrong = modes.filter(({ mode }) => (mode & TOO_OPEN) !== 0);
    return passUnless(
      wrong.map(({ path, from, mode }) => ({
        subject: `new ${path}`,
        expected: '0640 or stricter',
        actual: `${octal(mode)} by ${from}`,
      })),
      modes.length === 0 ? 'rsyslogd writes no files' : `${modes.length} rules make files`,
    );
  },
  doubt: ({ logs, config }) => (logsBy(logs, 'rsyslogd') ? config?.blind : undefined),
});

/** Receivers that show by their sockets. */
const receivers = serviceState('log-receivers', {
  units: ['systemd-journal-remote.socket', 'systemd-journal-remote.service'],
  kept: [
    {
      processes: ['syslog-ng', 'syslogd'],
      units: ['syslog-ng.service'],
      ports: ['udp/514', 'tcp/514', 'tcp/601', 'tcp/6514'],
    },
  ],
});

const reception = defineCheck({
  ...common,
  id: 'logging.remote-reception',
  title: 'No logs are taken from other machines',
  rationale: 'Anyone who reaches the port fills the disk, or writes entries in another’s name.',
  remedy:
    'Remove `imudp`, `imtcp` and `imrelp` with their inputs from /etc/rsyslog.conf and /etc/rsyslog.d, or bind them by `address="127.0.0.1"`, then `systemctl restart rsyslog`; `systemctl disable --now systemd-journal-remote.socket`. A log server takes this check out of its policy.',
  references: [
    'cis-rhel9-2.0:6.2.2.1.4',
    'cis-ubuntu2404-1.0:6.1.3.7',
    'cis-dil-2.0:4.2.1.6',
    'man:rsyslog.conf(5)',
  ],
  tags: ['logging', 'rsyslog', 'syslog', 'journald'],
  needs: { ...common.needs, receivers: required(receivers) },
  evaluate({ logs, config, receivers: { waiting, starts, exposed } }) {
    const usesRsyslog = logsBy(logs, 'rsyslogd');
    const inputs = usesRsyslog && config !== undefined ? rsyslogInputs(config) : [];
    const wrong = [
      ...inputs.map(({ name, from }) => [name, `opened by ${from}`] as const),
      ...waiting.map((unit) => [unit, 'waits for clients'] as const),
      ...starts.map(({ name, link }) => [`${name} at boot`, `started by ${link}`] as const),
      ...exposed.map(({ name, port }) => [portName(port), `open, and ${name} runs`] as const),
    ];
    return passUnless(
      wrong.map(([subject, actual]) => ({
        subject,
        expected: 'nothing that takes logs but from the host itself',
        actual,
      })),
      'logs are taken from the host itself alone',
    );
  },
  doubt: ({ logs, config, receivers: { blind } }) =>
    blind ?? (logsBy(logs, 'rsyslogd') ? config?.blind : undefined),
});

export default [fileMode, reception] as const;
