import { value } from '../../model/observation.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';

/** Security modules that are active, in the order in which they are asked; since Linux 4.14. */
export const activeLsms: Probe<readonly string[]> = textProbe(
  'lsm',
  '/sys/kernel/security/lsm',
  (content) =>
    value(
      content
        .trim()
        .split(',')
        .filter((name) => name !== ''),
    ),
);
