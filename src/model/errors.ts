/**
 * A mistake that the user can put right: shown as its message alone, exit status 2.
 * The message says what, where (file:line:column) and what to do next.
 */
export class UsageError extends Error {
  override name = 'UsageError';
}
