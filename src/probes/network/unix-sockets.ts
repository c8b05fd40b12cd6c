import { value } from '../../model/observation.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';

/** Names of abstract sockets, without their @; of the network namespace that the collector is in. */
export const abstractSockets: Probe<readonly string[]> = textProbe(
  'abstract-sockets',
  '/proc/net/unix',
  (content) => value([...content.matchAll(/ @(\S.*)$/gm)].map(([, name = '']) => name)),
);
