import { UsageError } from '../../model/errors.ts';

/** A store that does not hold what was written. */
export class DamageError extends UsageError {}

/** @returns what to throw where a store cannot be read because of `cause`. */
export function damaged(location: string, cause: unknown): UsageError {
  if (cause instanceof UsageError) return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  return new DamageError(`${location} was altered or damaged: ${why}; restore it from a backup`, {
    cause,
  });
}

/** Reads what this layer alone writes. @throws DamageError where it is not as it was written. */
export function readable<T>(location: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw damaged(location, cause);
  }
}
