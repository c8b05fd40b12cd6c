import type { ConnectionError } from '../connect-errors.ts';

/** What an error of ssh2's tells, beyond what its types admit. */
export function readError(error: Error): ConnectionError {
  const code = 'code' in error ? error.code : undefined;
  const reason = 'reason' in error ? error.reason : undefined;
  const level = 'level' in error ? error.level : undefined;
  return {
    message: error.message,
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(typeof level === 'string' && { level }),
    ...(typeof reason === 'number' && { reason }),
  };
}
