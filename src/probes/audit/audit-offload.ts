import { type Observation, value } from '../../model/observation.ts';
import { isBlind } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';
import { presentStats } from '../files/present-stats.ts';
import { asCommand, runningCommands } from '../monitoring/running-commands.ts';
import { type AuditdSettings, parseAuditdConf } from './auditd-conf.ts';

/** Plugins of auditd are configured in the words of auditd.conf(5). */
const settings = (path: string) =>
  textProbe(
    'audit-plugin',
    path,
    (content): Observation<AuditdSettings> => value(parseAuditdConf(content)),
  );

/** What auditd hands records to. */
export interface AuditOffload {
  /** The server of audisp-remote(8), where its plugin is active. */
  readonly server?: string;
  /** Records are written to syslog too. */
  readonly syslog: boolean;
}

export const auditOffload: Derived<AuditOffload> = derived(
  'audit-offload',
  {
    plugin: settings('/etc/audit/plugins.d/au-remote.conf'),
    remote: settings('/etc/audit/audisp-remote.conf'),
    syslog: settings('/etc/audit/plugins.d/syslog.conf'),
  },
  ({ plugin, remote, syslog }): Observation<AuditOffload> => {
    const gap = [plugin, remote, syslog].find(isBlind);
    if (gap !== undefined) return gap;
    const active = (one: Observation<AuditdSettings>): boolean =>
      one.state === 'value' && one.value.get('active') === 'yes';
    const server = remote.state === 'value' ? remote.value.get('remote_server') : undefined;
    return value({
      syslog: active(syslog),
      ...(active(plugin) && server !== undefined && server !== '' ? { server } : {}),
    });
  },
);

/** Programs that take the kernel's audit records themselves, or see the same by other means. */
const COLLECTORS = [
  'auditbeat',
  'go-audit',
  'laurel',
  'osqueryd',
  'falco',
  'tetragon',
  'tracee',
  'falcon-sensor',
  'falcon-sensor-bpf',
  'elastic-endpoint',
  'wdavdaemon',
] as const;

/** Whether auditd is there, and the names of running programs that do its work. */
export interface AuditCollectors {
  readonly auditd?: string;
  readonly others: readonly string[];
}

/** In an image that is not booted nothing runs: auditd alone counts. */
export const auditCollectors: Derived<AuditCollectors> = derived(
  'audit-collectors',
  {
    auditd: presentStats(['/usr/sbin/auditd', '/sbin/auditd', '/usr/bin/auditd']),
    commands: runningCommands,
  },
  ({ auditd, commands }): Observation<AuditCollectors> => {
    if (auditd.state !== 'value') return auditd;
    const [program] = auditd.value;
    if (program !== undefined) return value({ auditd: program.path, others: [] });
    if (commands.state !== 'value' && commands.state !== 'unsupported') return commands;
    const running = commands.state === 'value' ? commands.value : new Set<string>();
    return value({ others: COLLECTORS.filter((name) => running.has(asCommand(name))) });
  },
);
