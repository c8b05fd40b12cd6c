import { type Reader, unsplit } from '../reader.ts';

/**
 * Where syslog daemons, auditd and journald write, and what holds it. Each may be a mount of its own;
 * journald without /var/log/journal writes to /run.
 */
export const LOG_FOLDERS = [
  '/var/log',
  '/var/log/audit',
  '/var/log/journal',
  '/run/log/journal',
  '/var',
] as const;

/**
 * What the file systems of logs have left, all in one stat; links are followed. Its deadline ends it
 * where a file server does not answer. GNU, busybox and toybox know the same letters.
 */
export const logSpace: Reader = {
  name: 'log_space',
  commands: ['stat'],
  offline: false,
  sh: `t stat -f -c '%i|%S|%b|%a|%c|%d|%n' ${LOG_FOLDERS.join(' ')}`,
  split: unsplit,
};
