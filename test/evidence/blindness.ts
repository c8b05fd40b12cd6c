import { judge } from '../../src/engine/judge.ts';
import { observer } from '../../src/engine/observe.ts';
import type { PolicyCheck } from '../../src/engine/policy.ts';
import { readingKeysOf } from '../../src/kit/define-check.ts';
import type { Evidence, Recorded } from '../../src/model/evidence.ts';
import type { Verdict } from '../../src/model/verdict.ts';
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

export const verdictsOn = (evidence: Evidence): Outcomes => outcomesOf(evidence, EVERYTHING.checks);

export interface Brightened {
  readonly check: string;
  readonly reading: string;
  readonly was: Verdict['outcome'];
  readonly is: Verdict['outcome'];
}

/** Checks that answer better once one reading went wrong: a failure or blindness that became good news. */
export function brightened(
  evidence: Evidence,
  before: Outcomes,
  reading: string,
  mutate: (record: Recorded) => Recorded | undefined,
): readonly Brightened[] {
  const checks = readersOf.get(reading) ?? [];
  const record = evidence.records[reading];
  if (record === undefined || checks.length === 0) return [];
  const { [reading]: _, ...rest } = evidence.records;
  const mutated = mutate(record);
  const records = mutated === undefined ? rest : { ...rest, [reading]: mutated };
  const after = outcomesOf({ ...evidence, records }, checks);
  return [...after].flatMap(([check, is]) => {
    const was = before.get(check) ?? 'unknown';
    const isGood = is === 'pass' || is === 'notApplicable';
    return isGood && (was === 'fail' || was === 'unknown') ? [{ check, reading, was, is }] : [];
  });
}
