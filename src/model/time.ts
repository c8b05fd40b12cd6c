/** Whole days from one ISO instant to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** Seconds since 1970 of an ISO instant. */
export const epochSeconds = (instant: string): number => Date.parse(instant) / 1000;
