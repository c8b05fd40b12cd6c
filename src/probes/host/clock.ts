import { failed, value } from '../../model/observation.ts';
import type { Probe } from '../fact.ts';
import { clock as reader } from '../readers/clock.ts';

/** The host's clock when the collection began, in seconds since 1970. */
export const hostClock: Probe<number> = {
  key: 'clock:',
  reading: { reader, arg: '' },
  parse: ({ stdout }) => {
    const seconds = /^(\d{1,12})\s*$/.exec(stdout)?.[1];
    return seconds === undefined ? failed('date printed no number') : value(Number(seconds));
  },
};
