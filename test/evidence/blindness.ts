import { judge } from '../../src/engine/judge.ts';
import { observer } from '../../src/engine/observe.ts';
import type { PolicyCheck } from '../../src/engine/policy.ts';
import { readingKeysOf } from '../../src/kit/define-check.ts';
import type { Evidence, Recorded } from '../../src/model/evidence.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import type { Mutation } from './mutations.ts';
import { EVERYTHING } from './verdict-lines.ts';

/** By reading key: the checks that rest on it. */
const readersOf = new Map<string, PolicyCheck[]>();
for (const taken of EVERYTHING.checks) {
  for (const key of readingKeysOf(taken.check)) {
    readersOf.set(key, [...(readersOf.get(key) ?? []), taken]);
  }
}

type Outcomes = ReadonlyMap<string, Verdict['outcome']>;

/** Verdicts of some checks; a check that throws is one that the test fails for. */
function outcomesOf(evidence: Evidence, checks: readonly PolicyCheck[]): Outcomes {
  const observe = observer(evidence.records);
  return new Map(
    checks.map(({ check, params }) => [
      check.id,
      judge(check, observe, evidence.collectedAt, params).outcome,
    ]),
  );
}

interface Brightened {
  readonly check: string;
  readonly reading: string;
  readonly was: Verdict['outcome'];
  readonly is: Verdict['outcome'];
}

/** Asks again what rests on one reading after it went wrong. */
type Loss = (reading: string, mutate: Mutation) => readonly Brightened[];

/** Finds checks that answer better than before: a failure or blindness that became good news. */
export function losses(evidence: Evidence, random: () => number): Loss {
  const before = outcomesOf(evidence, EVERYTHING.checks);
  // One copy that is put right again: copying thousands of records for each loss takes minutes.
  const records: Record<string, Recorded> = { ...evidence.records };
  return (reading, mutate) => {
    const checks = readersOf.get(reading) ?? [];
    const record = evidence.records[reading];
    if (record === undefined || checks.length === 0) return [];
    const mutated = mutate(record, random);
    if (mutated === undefined) delete records[reading];
    else records[reading] = mutated;
    const after = outcomesOf({ ...evidence, records }, checks);
    records[reading] = record;
    return [...after].flatMap(([check, is]) => {
      const was = before.get(check) ?? 'unknown';
      const isGood = is === 'pass' || is === 'notApplicable';
      return isGood && (was === 'fail' || was === 'unknown') ? [{ check, reading, was, is }] : [];
    });
  };
}
