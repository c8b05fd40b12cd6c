import { absent, type Observation, unsupported, value } from '../../model/observation.ts';
import { isBlind } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import { type FileStat, stat } from '../files/stat.ts';
import { hostClock } from '../host/clock.ts';
import { uptimeSeconds } from '../host/uptime.ts';
import { type TimeDaemonName, timeDaemons } from './time-daemons.ts';

export interface Synchronisation {
  readonly daemon: TimeDaemonName;
  readonly synchronised: boolean;
  /** How it shows, or does not. */
  readonly evidence: string;
}

/** Seconds after a boot in which a daemon may still be looking for servers. */
const PATIENCE = 900;

/** chronyd and ntpd write what they learn of the clock every hour, but only while they have servers. */
const FRESH_HOURS = 6;

const MARK = '/run/systemd/timesync/synchronized';
const DRIFT: Readonly<Partial<Record<TimeDaemonName, readonly string[]>>> = {
  chrony: ['/var/lib/chrony/chrony.drift', '/var/lib/chrony/drift'],
  ntpd: ['/var/lib/ntpsec/ntp.drift', '/var/lib/ntp/ntp.drift', '/var/lib/ntp/drift'],
};

const drifts = derived(
  'drift-files',
  Object.fromEntries(
    Object.values(DRIFT)
      .flat()
      .map((path) => [path, stat(path)]),
  ),
  (seen) => value(seen),
);

/**
 * What files tell, without a command: timesyncd leaves a mark when it has set the clock; the others keep
 * the drift of the clock. Where these tell nothing there is no answer.
 */
export const synchronisation: Derived<Synchronisation> = derived(
  'synchronisation',
  { daemons: timeDaemons, mark: stat(MARK), drifts, clock: hostClock, uptime: uptimeSeconds },
  ({ daemons, mark, drifts: files, clock, uptime }): Observation<Synchronisation> => {
    if (daemons.state !== 'value') return daemons;
    if (!daemons.value.booted) return unsupported('the image is not booted');
    const running = daemons.value.daemons.find(({ process }) => process !== undefined);
    if (running === undefined) return absent('no time daemon runs');
    if (running.name === 'timesyncd') return byMark(mark, uptime);
    if (files.state !== 'value') return files;
    if (clock.state !== 'value') return clock;
    return byDrift(running.name, files.value, clock.value);
  },
);

function byMark(
  mark: Observation<FileStat>,
  uptime: Observation<number>,
): Observation<Synchronisation> {
  const daemon = 'timesyncd';
  if (mark.state === 'value') {
    return value({ daemon, synchronised: true, evidence: `${MARK} is there` });
  }
  if (mark.state !== 'absent') return mark;
  if (uptime.state !== 'value') return uptime;
  return uptime.value < PATIENCE
    ? unsupported('the host was started a few minutes ago: timesyncd may still look for servers')
    : value({ daemon, synchronised: false, evidence: `${MARK} is not there` });
}

function byDrift(
  daemon: TimeDaemonName,
  files: Readonly<Record<string, Observation<FileStat>>>,
  now: number,
): Observation<Synchronisation> {
  for (const path of DRIFT[daemon] ?? []) {
    const file = files[path];
    if (file === undefined) continue;
    if (isBlind(file)) return file;
    if (file.state !== 'value') continue;
    const age = now - file.value.modifiedAt;
    if (age >= 0 && age < FRESH_HOURS * 3600) {
      const minutes = Math.round(age / 60);
      return value({
        daemon,
        synchronised: true,
        evidence: `${path} was written ${minutes} minutes ago`,
      });
    }
  }
  return unsupported(
    `no file of ${daemon} tells whether it has servers that answer: \`chronyc tracking\` or \`ntpq -p\` does`,
  );
}
