import { observer } from '../../src/engine/observe.ts';
import type { Recorded } from '../../src/model/evidence.ts';
import type { Observation } from '../../src/model/observation.ts';
import { type Fact, readingsOf } from '../../src/probes/fact.ts';
import { readingKey } from '../../src/probes/reader.ts';
import { type Given, NOT_THERE } from '../../src/testing/check-cases.ts';

/** What a fact knows of a host that printed this; every reading that is not given was not there. */
export function observeFact<T>(fact: Fact<T>, given: Given): Observation<T> {
  const keys = readingsOf(fact).map(readingKey);
  const unread = Object.keys(given).filter((key) => !keys.includes(key));
  if (unread.length > 0) throw new Error(`${fact.key} does not read ${unread.join(', ')}`);
  const records = keys.map((key): [string, Recorded] => {
    const printed = given[key] ?? NOT_THERE;
    const more = typeof printed === 'string' ? { stdout: printed } : printed;
    return [key, { exit: 0, stdout: '', stderr: '', ...more }];
  });
  return observer(Object.fromEntries(records))(fact);
}
