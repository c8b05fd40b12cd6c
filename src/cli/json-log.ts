import pino, { type Logger } from 'pino';

/** One JSON line an event on standard error, chosen fields alone. @param about what stands in every line. */
export function jsonLog(about: Readonly<Record<string, string>> = {}): Logger {
  return pino(
    {
      base: null,
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    // Synchronous: the last line before a death is the one that matters.
    pino.destination({ fd: 2, sync: true }),
  ).child(about);
}
