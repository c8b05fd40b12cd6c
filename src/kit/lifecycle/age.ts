import { daysBetween } from '../../model/time.ts';

/** Whole days from a moment of a host's clock, in seconds since 1970, to an ISO instant. Exact to a day. */
export const daysSince = (seconds: number, at: string): number =>
  daysBetween('1970-01-01T00:00:00Z', at) - Math.floor(seconds / 86_400);

/** `1 day`, `7 days`. */
export const inDays = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`;
