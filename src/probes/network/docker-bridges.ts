import { failed, value } from '../../model/observation.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';

/** Every network namespace has this interface, so a list without it is no list. */
const LOOPBACK = /^\s*lo:/m;

/** Bridges that Docker names by itself, out of /proc/net/dev. */
export const dockerBridges: Probe<readonly string[]> = textProbe(
  'docker-bridges',
  '/proc/net/dev',
  (content) =>
    LOOPBACK.test(content)
      ? value(
          [...content.matchAll(/^\s*(docker0|br-[0-9a-f]{12}):/gm)].map(([, name = '']) => name),
        )
      : failed('/proc/net/dev has no loopback interface'),
);
