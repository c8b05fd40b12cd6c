import { epochSeconds } from '../../src/model/time.ts';
import { count } from '../wording.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span of time in its largest unit: `6 days`, `3 hours`. */
export function spanOf(seconds: number): string {
  if (seconds >= 2 * DAY) return count(Math.round(seconds / DAY), 'day');
  if (seconds >= 2 * HOUR) return count(Math.round(seconds / HOUR), 'hour');
  if (seconds >= MINUTE) return count(Math.round(seconds / MINUTE), 'minute');
  return count(Math.max(0, Math.round(seconds)), 'second');
}

/** From one ISO instant to another. */
export const ageBetween = (since: string, until: string): string =>
  spanOf(epochSeconds(until) - epochSeconds(since));
