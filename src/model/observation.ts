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
  /** An image that is not booted has no answer. Said by no host: one that lacks a tool has `failed`. */
  | { readonly state: 'unsupported'; readonly reason: string }
  /** Garbled, timed out, cut at its cap, or without the tool that reads it. */
  | { readonly state: 'failed'; readonly reason: string };

/** Every observation but a value. */
export type Gap = Exclude<Observation<never>, { readonly state: 'value' }>;

export const value = <T>(v: T): Observation<T> => ({ state: 'value', value: v });
export const absent = (reason: string): Gap => ({ state: 'absent', reason });
export const denied = (reason: string): Gap => ({ state: 'denied', reason });
export const unsupported = (reason: string): Gap => ({ state: 'unsupported', reason });
export const failed = (reason: string): Gap => ({ state: 'failed', reason });
