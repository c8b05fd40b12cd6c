import { type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { presentStats } from '../files/present-stats.ts';
import { hostClock } from '../host/clock.ts';
import { uptimeSeconds } from '../host/uptime.ts';

/** Where distributions let logrotate keep what it did last; it writes the file anew whenever it runs. */
const STATES = [
  '/var/lib/logrotate/status',
  '/var/lib/logrotate/logrotate.status',
  '/var/lib/logrotate.status',
  '/var/lib/misc/logrotate.status',
] as const;

/** How long ago logrotate ran last, in seconds. */
export interface LogrotateRun {
  /** Undefined where there is no trace of a run. */
  readonly secondsAgo?: number;
  readonly uptimeSeconds: number;
}

/** Undefined for an image that is not booted, where it may never have run. */
export const logrotateRun: Derived<LogrotateRun | undefined> = derived(
  'logrotate-run',
  { uptime: uptimeSeconds, clock: hostClock, states: presentStats(STATES) },
  ({ uptime, clock, states }): Observation<LogrotateRun | undefined> => {
    if (uptime.state === 'unsupported') return value(undefined);
    if (uptime.state !== 'value') return uptime;
    if (clock.state !== 'value') return clock;
    if (states.state !== 'value') return states;
    const [first, ...rest] = states.value.map(({ modifiedAt }) => clock.value - modifiedAt);
    return value({
      uptimeSeconds: uptime.value,
      ...(first === undefined ? {} : { secondsAgo: Math.min(first, ...rest) }),
    });
  },
);
