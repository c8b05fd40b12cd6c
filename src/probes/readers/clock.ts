import { type Reader, unsplit } from '../reader.ts';

/**
 * The host's clock. Runs first: it also finds out whether this `timeout` takes the options
 * that every later command is run with (busybox before 1.30 does not).
 */
export const clock: Reader = {
  name: 'clock',
  commands: ['date'],
  offline: false,
  sh: `t date -u +%s && return
TIMEOUT=
t date -u +%s`,
  split: unsplit,
};
