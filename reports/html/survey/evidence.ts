import { type Ending, endingOf, type Finding } from '../../../src/model/run.ts';
import type { Mismatch } from '../../../src/model/verdict.ts';
import { visibleLine } from '../../../src/model/visible-text.ts';
import { GROUPS_KEPT, MISMATCHES_SHOWN, NAME_CHARACTERS, VALUE_CHARACTERS } from '../limits.ts';
import type { Excerpt } from './excerpt.ts';

/** What was found, and every host on which exactly this was found. */
export interface FoundGroup {
  readonly ending: Ending;
  /** Cleaned; none but for a failure. */
  readonly mismatches: readonly Mismatch[];
  /** How many mismatches are not among {@link mismatches}. */
  readonly unlisted: number;
  /** A note, a reason or a question, cleaned. */
  readonly text: string;
  /** Indices of hosts, rising. */
  readonly hosts: number[];
  /** What the first of them had answered; undefined where it is not shown. */
  excerpt: Excerpt | undefined;
}

/** The evidence of one control, equal findings kept once. */
export type Evidence = Map<string, FoundGroup>;

/** @returns the group where this is the first host of it. */
export function addEvidence(
  evidence: Evidence,
  finding: Finding,
  host: number,
): FoundGroup | undefined {
  const found = cleaned(finding);
  const key = JSON.stringify([found.ending, found.mismatches, found.unlisted, found.text]);
  const known = evidence.get(key);
  if (known === undefined && evidence.size < GROUPS_KEPT) {
    const group = { ...found, hosts: [host], excerpt: undefined };
    evidence.set(key, group);
    return group;
  }
  if (known === undefined) addOther(evidence, found.ending, host);
  else known.hosts.push(host);
  return undefined;
}

/** A control that finds something else on each host would take as much memory as all hosts. */
function addOther(evidence: Evidence, ending: Ending, host: number): void {
  const others = evidence.get(ending);
  if (others !== undefined) others.hosts.push(host);
  else {
    const group = { ending, mismatches: [], unlisted: 0, text: OTHERS };
    evidence.set(ending, { ...group, hosts: [host], excerpt: undefined });
  }
}

const OTHERS = 'Something else on each host: see its own page.';

/** Notes of passes are the first thing to go on a page of many results. */
export function dropPasses(evidence: Evidence): void {
  for (const [key, group] of evidence) if (group.ending === 'pass') evidence.delete(key);
}

/** A finding as it may be shown: no controls, no value without end. */
export function cleaned(finding: Finding): Omit<FoundGroup, 'hosts' | 'excerpt'> {
  const { mismatches = [], note, reason, question } = finding;
  return {
    ending: endingOf(finding),
    mismatches: mismatches.slice(0, MISMATCHES_SHOWN).map((mismatch) => ({
      subject: visibleLine(mismatch.subject, NAME_CHARACTERS),
      expected: visibleLine(mismatch.expected, VALUE_CHARACTERS),
      actual: visibleLine(mismatch.actual, VALUE_CHARACTERS),
    })),
    unlisted: Math.max(0, mismatches.length - MISMATCHES_SHOWN),
    text: visibleLine(note ?? reason ?? question ?? '', VALUE_CHARACTERS),
  };
}
