/**
 * What is known about one fact on one host.
 * Only `value` may decide pass or fail; every other state ends as `unknown`
 * unless the check says in its `needs` that it can read it.
 */
export type Observation<T> =
  | { readonly state: 'value'; readonly value: T }
  /** Looked, and it is not there. */
  | { readonly state: 'absent'; readonly reason: string }
  /** The account may not look. */
  | { readonly state: 'denied'; readonly reason: string }
  /** No such tool, or an image that is not booted. */
  | { readonly state: 'unsupported'; readonly reason: string }
  /** Garbled, timed out, or cut at its cap. */
  | { readonly state: 'failed'; readonly reason: string };

/** Every observation but a value. */
export type Gap = Exclude<Observation<never>, { readonly state: 'value' }>;

export const value = <T>(v: T): Observation<T> => ({ state: 'value', value: v });
export const absent = (reason: string): Gap => ({ state: 'absent', reason });
export const denied = (reason: string): Gap => ({ state: 'denied', reason });
export const unsupported = (reason: string): Gap => ({ state: 'unsupported', reason });
export const failed = (reason: string): Gap => ({ state: 'failed', reason });
