import { failed, value } from '../../model/observation.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';

/** Whole seconds since boot, /proc/uptime. */
export const uptimeSeconds: Probe<number> = textProbe('uptime', '/proc/uptime', (content) => {
  const seconds = /^(\d{1,12})(?:\.\d+)?\s/.exec(content)?.[1];
  return seconds === undefined ? failed('/proc/uptime holds no number') : value(Number(seconds));
});
