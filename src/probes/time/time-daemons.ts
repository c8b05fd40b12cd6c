import { type Observation, value } from '../../model/observation.ts';
import { isBlind } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import { fileText } from '../files/file-text.ts';
import { asCommand } from '../monitoring/running-commands.ts';
import { type BootStart, bootStarts } from '../monitoring/starts-at-boot.ts';
import { hostCommands } from '../services/host-commands.ts';

export type TimeDaemonName = 'chrony' | 'timesyncd' | 'ntpd' | 'openntpd' | 'ntpd-rs' | 'ptp';

interface Traces {
  readonly name: TimeDaemonName;
  readonly processes: readonly string[];
  readonly units: readonly string[];
}

/** OpenNTPD's process is called like that of the other ntpd; its unit tells them apart. */
const DAEMONS: readonly Traces[] = [
  { name: 'chrony', processes: ['chronyd'], units: ['chrony.service', 'chronyd.service'] },
  {
    name: 'timesyncd',
    processes: ['systemd-timesyncd'],
    units: ['systemd-timesyncd.service'],
  },
  {
    name: 'ntpd',
    processes: ['ntpd'],
    units: ['ntp.service', 'ntpd.service', 'ntpsec.service', 'openntpd.service'],
  },
  { name: 'ntpd-rs', processes: ['ntp-daemon'], units: ['ntpd-rs.service'] },
  {
    name: 'ptp',
    processes: ['phc2sys', 'timemaster'],
    units: ['phc2sys.service', 'timemaster.service'],
  },
];

/** A program that keeps the clock. */
export interface TimeDaemon {
  readonly name: TimeDaemonName;
  /** The first of its processes that runs. */
  readonly process?: string;
  readonly starts: readonly BootStart[];
}

export interface TimeDaemons {
  /** A container, or a system on the kernel of Windows: its clock is set from outside. */
  readonly clockOfAnother: boolean;
  readonly booted: boolean;
  /** Whether the way in which a boot starts programs is known at all. */
  readonly bootKnown: boolean;
  /** Those that run on the host itself or start at boot. */
  readonly daemons: readonly TimeDaemon[];
}

export const timeDaemons: Derived<TimeDaemons> = derived(
  'time-daemons',
  {
    commands: hostCommands,
    boot: bootStarts,
    container: fileText('/run/systemd/container'),
    kernel: fileText('/proc/version'),
  },
  ({ commands, boot, container, kernel }): Observation<TimeDaemons> => {
    if (boot.state !== 'value') return boot;
    if (isBlind(container)) return container;
    if (commands.state !== 'value' && commands.state !== 'unsupported') return commands;
    const running = commands.state === 'value' ? commands.value : new Set<string>();
    const daemons = DAEMONS.map(({ name, processes, units }): TimeDaemon => {
      const process = processes.find((one) => running.has(asCommand(one)));
      const starts = units.flatMap((unit) => {
        const link = boot.value.get(unit);
        return link === undefined ? [] : [{ name: unit, link }];
      });
      const isOpen = name === 'ntpd' && starts[0]?.name === 'openntpd.service';
      return {
        name: isOpen ? 'openntpd' : name,
        ...(process === undefined ? {} : { process }),
        starts,
      };
    });
    return value({
      clockOfAnother:
        container.state === 'value' ||
        (kernel.state === 'value' && /microsoft.*WSL/i.test(kernel.value)),
      booted: commands.state === 'value',
      bootKnown: boot.value.size > 0,
      daemons: daemons.filter(({ process, starts }) => process !== undefined || starts.length > 0),
    });
  },
);

/** The daemon whose configuration counts: what runs, else what a boot starts. */
export const daemonInUse = ({ daemons }: TimeDaemons): TimeDaemon | undefined =>
  daemons.find(({ process }) => process !== undefined) ?? daemons[0];
