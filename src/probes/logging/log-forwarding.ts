import { type Gap, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { type Derived, derived } from '../fact.ts';
import { asCommand, runningCommands } from '../monitoring/running-commands.ts';
import { bootStarts } from '../monitoring/starts-at-boot.ts';
import { journalUpload } from './journal-upload.ts';
import { type LogDaemons, logDaemons, logsBy } from './log-daemons.ts';
import { type RsyslogConfig, rsyslogConfig } from './rsyslog.ts';
import { type RsyslogForward, rsyslogForwards } from './rsyslog-forwards.ts';

/** Programs whose only purpose is to send logs away. Where to is theirs to know. */
const SHIPPERS = [
  'fluent-bit',
  'filebeat',
  'journalbeat',
  'promtail',
  'wazuh-logcollector',
] as const;

/** Programs that send logs, or only measurements, or only to disk, as they are told. */
const COLLECTORS = [
  'alloy',
  'amazon-cloudwatch-agent',
  'elastic-agent',
  'fluentd',
  'nxlog',
  'otelcol',
  'otelcol-contrib',
  'otelopscol',
  'mdsd',
  'splunkd',
  'syslog-ng',
  'syslogd',
  'td-agent',
  'vector',
] as const;

/** Units of collectors whose processes have names that could be anything's. */
const COLLECTOR_UNITS = [
  'datadog-agent.service',
  'fluentd.service',
  'google-cloud-ops-agent.service',
  'td-agent.service',
] as const;

/** How logs leave the host. */
export interface LogForwarding {
  readonly rsyslog: readonly RsyslogForward[];
  /** Where systemd-journal-upload sends them, and whether the other side is held to a certificate. */
  readonly upload?: { readonly url: string; readonly checked: boolean };
  /** Names of running programs that send logs. */
  readonly shippers: readonly string[];
  /** Names of running programs that may send them. */
  readonly collectors: readonly string[];
  /** What could not be read, so that there may be more. */
  readonly blind?: Gap;
}

interface Seen {
  readonly logs: Observation<LogDaemons>;
  readonly rsyslog: Observation<RsyslogConfig>;
  readonly upload: Observation<ReadonlyMap<string, string>>;
  readonly boot: Observation<ReadonlyMap<string, string>>;
  readonly commands: Observation<ReadonlySet<string>>;
}

export const logForwarding: Derived<LogForwarding> = derived(
  'log-forwarding',
  {
    logs: logDaemons,
    rsyslog: rsyslogConfig,
    upload: journalUpload,
    boot: bootStarts,
    commands: runningCommands,
  },
  (seen: Seen): Observation<LogForwarding> => {
    const { logs, boot, commands } = seen;
    if (logs.state !== 'value') return logs;
    if (boot.state !== 'value') return boot;
    if (commands.state !== 'value' && commands.state !== 'unsupported') return commands;
    const runs = (name: string): boolean =>
      commands.state === 'value' && commands.value.has(asCommand(name));
    const usesRsyslog = logsBy(logs.value, 'rsyslogd');
    const rsyslog =
      usesRsyslog && seen.rsyslog.state === 'value' ? rsyslogForwards(seen.rsyslog.value) : [];
    const uploads = boot.value.has('systemd-journal-upload.service');
    const upload = uploads && seen.upload.state === 'value' ? uploadOf(seen.upload.value) : {};
    const blind = blindnessOf(seen, usesRsyslog, uploads);
    return value({
      rsyslog,
      ...upload,
      shippers: SHIPPERS.filter(runs),
      collectors: [...COLLECTORS.filter(runs), ...COLLECTOR_UNITS.filter((u) => boot.value.has(u))],
      ...(blind === undefined ? {} : { blind }),
    });
  },
);

function blindnessOf({ rsyslog, upload }: Seen, usesRsyslog: boolean, uploads: boolean) {
  if (usesRsyslog && rsyslog.state !== 'value' && rsyslog.state !== 'absent') return rsyslog;
  if (usesRsyslog && rsyslog.state === 'value' && rsyslog.value.blind !== undefined) {
    return { state: 'failed', reason: rsyslog.value.blind } as const;
  }
  return uploads && upload.state !== 'value' ? upload : undefined;
}

/** Without a scheme it is HTTPS; `all` trusts every certificate (systemd-journal-upload(8)). */
function uploadOf(settings: ReadonlyMap<string, string>): Pick<LogForwarding, 'upload'> {
  const url = settings.get('URL');
  if (url === undefined || /^(?:https?:\/\/)?(?:localhost|127\.|\[::1\])/i.test(url)) return {};
  const trust = settings.get('TrustedCertificateFile');
  const checked = !/^http:/i.test(url) && trust !== 'all' && trust !== '-';
  return { upload: { url: visibleLine(url, 200), checked } };
}
