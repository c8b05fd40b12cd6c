import { type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { asCommand } from '../monitoring/running-commands.ts';
import { type BootStart, bootStarts } from '../monitoring/starts-at-boot.ts';
import { hostCommands } from '../services/host-commands.ts';

export type LogDaemonName =
  | 'systemd-journald'
  | 'rsyslogd'
  | 'syslog-ng'
  | 'syslogd'
  | 'metalog'
  | 'socklog';

interface Traces {
  readonly name: LogDaemonName;
  readonly units: readonly string[];
}

/** OpenRC's services bear the same names as units, without the suffix. */
const DAEMONS: readonly Traces[] = [
  { name: 'systemd-journald', units: ['systemd-journald.service', 'systemd-journald.socket'] },
  { name: 'rsyslogd', units: ['rsyslog.service', 'rsyslogd.service'] },
  { name: 'syslog-ng', units: ['syslog-ng.service'] },
  {
    name: 'syslogd',
    units: [
      'syslog.service',
      'sysklogd.service',
      'syslogd.service',
      'busybox-syslogd.service',
      'inetutils-syslogd.service',
    ],
  },
  { name: 'metalog', units: ['metalog.service'] },
  { name: 'socklog', units: ['socklog.service', 'socklog-run.service'] },
];

/** A program that takes what others log. */
export interface LogDaemon {
  readonly name: LogDaemonName;
  readonly running: boolean;
  readonly starts: readonly BootStart[];
}

export interface LogDaemons {
  readonly booted: boolean;
  /** Whether the way in which a boot starts programs is known at all. */
  readonly bootKnown: boolean;
  /** Those that run on the host itself or start at boot. */
  readonly daemons: readonly LogDaemon[];
}

export const logDaemons: Derived<LogDaemons> = derived(
  'log-daemons',
  { commands: hostCommands, boot: bootStarts },
  ({ commands, boot }): Observation<LogDaemons> => {
    if (boot.state !== 'value') return boot;
    if (commands.state !== 'value' && commands.state !== 'unsupported') return commands;
    const running = commands.state === 'value' ? commands.value : new Set<string>();
    const daemons = DAEMONS.map(
      ({ name, units }): LogDaemon => ({
        name,
        running: running.has(asCommand(name)),
        starts: units.flatMap((unit) => {
          const link = boot.value.get(unit);
          return link === undefined ? [] : [{ name: unit, link }];
        }),
      }),
    );
    return value({
      booted: commands.state === 'value',
      bootKnown: boot.value.size > 0,
      daemons: daemons.filter((one) => one.running || one.starts.length > 0),
    });
  },
);

/** Whether a daemon is in use: it runs, or a boot of the image starts it. */
export const logsBy = ({ booted, daemons }: LogDaemons, name: LogDaemonName): boolean =>
  daemons.some((one) => one.name === name && (booted ? one.running : one.starts.length > 0));
