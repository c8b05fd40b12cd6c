import { type Ending, endingOf, type Finding } from '../../../src/model/run.ts';
import type { Mismatch } from '../../../src/model/verdict.ts';
import { visibleLine } from '../../../src/model/visible-text.ts';
import { GROUPS_KEPT, MISMATCHES_SHOWN, NAME_CHARACTERS, VALUE_CHARACTERS } from '../limits.ts';

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
}

/** The evidence of one control, equal findings kept once. */
export type Evidence = Map<string, FoundGroup>;

export function addEvidence(evidence: Evidence, finding: Finding, host: number): void {
  const found = cleaned(finding);
  const key = JSON.stringify([found.ending, found.mismatches, found.unlisted, found.text]);
  const known = evidence.get(key);
  if (known !== undefined) known.hosts.push(host);
  else if (evidence.size < GROUPS_KEPT) evidence.set(key, { ...found, hosts: [host] });
  else addOther(evidence, found.ending, host);
}

/** A control that finds something else on each host would take as much memory as all hosts. */
function addOther(evidence: Evidence, ending: Ending, host: number): void {
  const others = evidence.get(ending);
  if (others !== undefined) others.hosts.push(host);
  else evidence.set(ending, { ending, mismatches: [], unlisted: 0, text: OTHERS, hosts: [host] });
}

const OTHERS = 'Something else on each host: see its own page.';

/** Notes of passes are the first thing to go on a page of many results. */
export function dropPasses(evidence: Evidence): void {
  for (const [key, group] of evidence) if (group.ending === 'pass') evidence.delete(key);
}

/** A finding as it may be shown: no controls, no value without end. */
export function cleaned(finding: Finding): Omit<FoundGroup, 'hosts'> {
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
