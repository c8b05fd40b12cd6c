import type { CheckMeta, Severity } from '../../src/model/check.ts';
import { endingOf, type Finding } from '../../src/model/run.ts';
import type { Mismatch } from '../../src/model/verdict.ts';
import { compareNaturally } from '../natural-order.ts';
import { WORST_FIRST } from '../totals.ts';
import { shownName, shownText } from './shown-text.ts';

/** What one host said about a check. */
interface Example {
  readonly host: string;
  readonly text: string;
}

/** A check over all hosts that were read. */
export interface CheckRow {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly failed: number;
  readonly unknown: number;
  /** Its first mismatch on the first host, by name, that failed it. */
  readonly mismatch: Example | undefined;
  /** Why the first host, by name, could not tell. */
  readonly gap: Example | undefined;
}

type Changing<T> = { -readonly [K in keyof T]: T[K] };

export interface CheckState extends Changing<CheckRow> {
  asked: number;
}

export const startCheck = ({ id, title, severity }: CheckMeta): CheckState => ({
  id: shownName(id),
  title: shownText(title),
  severity,
  failed: 0,
  unknown: 0,
  asked: 0,
  mismatch: undefined,
  gap: undefined,
});

export function addFinding(check: CheckState, finding: Finding, host: string): void {
  const { outcome, mismatches = [], reason = '' } = finding;
  if (outcome === 'manual') check.asked += 1;
  if (outcome === 'unknown') {
    check.unknown += 1;
    check.gap = earlier(check.gap, { host, text: shownText(reason) });
  }
  if (endingOf(finding) === 'fail') {
    check.failed += 1;
    const [first] = mismatches;
    if (first !== undefined) check.mismatch = earlier(check.mismatch, { host, text: found(first) });
  }
}

/** The actual value stands early: a narrow terminal cuts the end. */
function found({ subject, expected, actual }: Mismatch): string {
  return `${shownName(subject)}: found ${shownName(actual)}, expected ${shownName(expected)}`;
}

/** The one of the host that comes first by name, so that the order of arrival does not show. */
const earlier = (known: Example | undefined, next: Example): Example =>
  known === undefined || compareNaturally(next.host, known.host) < 0 ? next : known;

const bySeverity = (a: CheckRow, b: CheckRow): number =>
  WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity);

export const byFailures = (a: CheckRow, b: CheckRow): number =>
  bySeverity(a, b) || b.failed - a.failed || compareNaturally(a.id, b.id);

export const byGaps = (a: CheckRow, b: CheckRow): number =>
  b.unknown - a.unknown || bySeverity(a, b) || compareNaturally(a.id, b.id);
