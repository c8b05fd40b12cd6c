/** Of Node's sockets. ENOENT is a socket file that is gone. */
const SYSTEM = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);

/**
 * Of PostgreSQL: class 08 is connections, 57P01 to 57P05 are servers that stop, start or end a session,
 * 53300 is too many sessions, 25006 a server that became the replica of another.
 */
const SQLSTATE = /^(08...|57P0[1-5]|53300|25006)$/;

/** The driver has no codes for these. */
const DRIVER =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/;

/** Whether the database may answer the same question later: it is away, not of another opinion. */
export function isLostConnection(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return SYSTEM.has(code) || SQLSTATE.test(code) || DRIVER.test(error.message);
}
