import { type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { uptimeSeconds } from '../host/uptime.ts';

/** Whether a kernel runs: false for the files of an image. */
export const isBooted: Derived<boolean> = derived(
  'is-booted',
  { uptime: uptimeSeconds },
  ({ uptime }): Observation<boolean> => {
    if (uptime.state === 'value') return value(true);
    return uptime.state === 'unsupported' ? value(false) : uptime;
  },
);
