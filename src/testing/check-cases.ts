import assert from 'node:assert/strict';
import { judge } from '../engine/judge.ts';
import { type Observer, observer } from '../engine/observe.ts';
import { type AnyCheck, type Check, type Needs, readingKeysOf } from '../kit/define-check.ts';
import { NOT_BOOTED as NO_BOOT, type Recorded } from '../model/evidence.ts';
import type { Verdict } from '../model/verdict.ts';

/**
 * What a host printed for one reading: its standard output, or more of it,
 * or that the reading found nothing or may not look.
 */
export type Printed = string | Partial<Recorded>;

/** By reading key: `text:/etc/os-release`. A reading that is not given was not there. */
export type Given = Readonly<Record<string, Printed>>;

/** A file or folder that is not there, as a host says it. */
export const NOT_THERE: Printed = { exit: 1, stderr: 'No such file or directory\n' };
/** One that the account may not read. */
export const DENIED: Printed = { exit: 1, stderr: 'Permission denied\n' };
/** What only a running system answers, asked of an image. */
export const NOT_BOOTED: Printed = { unsupported: NO_BOOT };

export interface Case<P> {
  readonly name: string;
  readonly given: Given;
  readonly params?: Partial<P>;
}

export interface FailCase<P> extends Case<P> {
  /** Every mismatch, in order, as `subject: actual`. */
  readonly because: readonly [string, ...string[]];
}

/** Cases of each kind; what a check can never answer is left out. */
export interface Cases<P> {
  readonly pass: readonly [Case<P>, ...Case<P>[]];
  readonly fail: readonly [FailCase<P>, ...FailCase<P>[]];
  readonly notApplicable?: readonly Case<P>[];
  readonly manual?: readonly Case<P>[];
  /** Beside the promise that every unreadable need ends as unknown, which is always tested. */
  readonly unknown?: readonly Case<P>[];
}

/** One test: run it under any test runner. */
export interface NamedTest {
  readonly name: string;
  readonly run: () => void;
}

const COLLECTED_AT = '2026-01-02T03:04:05Z';

/** The author's cases, then the promises that every check makes. Belongs to no test framework. */
export function checkCases<N extends Needs, P>(
  check: Check<N, P>,
  cases: Cases<P>,
): readonly NamedTest[] {
  const any: AnyCheck = check;
  const ask = (c: Case<P>) => askCheck(any, recordsOf(any, c.given), c.params);
  const outcome = (wanted: Verdict['outcome'], list: readonly Case<P>[] = []): NamedTest[] =>
    list.map((c) => ({
      name: `${wanted}: ${c.name}`,
      run: () => assert.equal(ask(c).outcome, wanted, JSON.stringify(ask(c))),
    }));
  const all = [
    ...cases.pass,
    ...cases.fail,
    ...(cases.notApplicable ?? []),
    ...(cases.manual ?? []),
    ...(cases.unknown ?? []),
  ];
  return [
    ...outcome('pass', cases.pass),
    ...cases.fail.map((c) => ({
      name: `fail: ${c.name}`,
      run: () => assert.deepEqual(reasonsOf(ask(c)), c.because),
    })),
    ...outcome('notApplicable', cases.notApplicable),
    ...outcome('manual', cases.manual),
    ...outcome('unknown', cases.unknown),
    {
      name: 'every reading given is one that it needs',
      run: () => {
        for (const c of all) assertKnown(any, c.given);
      },
    },
    {
      name: 'no two cases hold the same evidence',
      run: () => {
        const keys = all.map(({ given, params }) => JSON.stringify([given, params]));
        assert.equal(new Set(keys).size, keys.length);
      },
    },
    {
      name: 'answers the same twice, in words that say something',
      run: () => {
        for (const c of all) {
          assert.deepEqual(ask(c), ask(c));
          assert.doesNotMatch(JSON.stringify(ask(c)), /undefined|NaN|\[object/);
        }
      },
    },
    ...blindness(any, cases.pass[0]),
  ];
}

/** A check can turn blindness into no pass: each reading of a passing case is taken away in turn. */
function blindness<P>(check: AnyCheck, passing: Case<P>): readonly NamedTest[] {
  return Object.keys(passing.given).flatMap((key) => [
    {
      name: `no pass when ${key} may not be read`,
      run: () => {
        const records = { ...recordsOf(check, passing.given), [key]: recorded(DENIED) };
        assertNoPass(askCheck(check, records, passing.params), key);
      },
    },
    {
      name: `no pass when ${key} was cut`,
      run: () => {
        const { unsupported: _, ...was } = recordsOf(check, passing.given)[key] ?? recorded('');
        const records = {
          ...recordsOf(check, passing.given),
          [key]: { ...was, cut: true as const },
        };
        assertNoPass(askCheck(check, records, passing.params), key);
      },
    },
  ]);
}

function assertNoPass(verdict: Verdict, key: string): void {
  assert.notEqual(verdict.outcome, 'pass', `passes without having read ${key}`);
  assert.notEqual(verdict.outcome, 'notApplicable', `steps aside without having read ${key}`);
}

function askCheck(check: AnyCheck, records: Record<string, Recorded>, params: unknown): Verdict {
  const observe: Observer = observer(records);
  return judge(check, observe, COLLECTED_AT, check.params?.parse(params ?? {}));
}

function recordsOf(check: AnyCheck, given: Given): Record<string, Recorded> {
  return Object.fromEntries(
    readingKeysOf(check).map((key) => [key, recorded(given[key] ?? NOT_THERE)]),
  );
}

function assertKnown(check: AnyCheck, given: Given): void {
  const needed = readingKeysOf(check);
  for (const key of Object.keys(given)) {
    assert.ok(
      needed.includes(key),
      `${check.id} does not read ${key}; it reads ${needed.join(', ')}`,
    );
  }
}

function recorded(printed: Printed): Recorded {
  return {
    exit: 0,
    stdout: '',
    stderr: '',
    ...(typeof printed === 'string' ? { stdout: printed } : printed),
  };
}

function reasonsOf(verdict: Verdict): readonly string[] {
  if (verdict.outcome !== 'fail') assert.fail(`expected a failure: ${JSON.stringify(verdict)}`);
  return verdict.mismatches.map((m) => `${m.subject}: ${m.actual}`);
}
