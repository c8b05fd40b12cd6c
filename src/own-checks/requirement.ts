import { type Observation, value } from '../model/observation.ts';
import type { Mismatch } from '../model/verdict.ts';
import { visibleLine } from '../model/visible-text.ts';
import { derived, type Fact } from '../probes/fact.ts';

/** What one requirement found. */
export type Judged =
  | { readonly mismatch: Mismatch }
  | { readonly note: string }
  | { readonly notApplicable: string };

/** One line of a check in YAML, ready to be asked: its value is the judgement. */
export type Requirement = Fact<Judged>;

/** What it means that the thing is not there. */
export type WhenAbsent = 'fail' | 'pass' | 'notApplicable';

/**
 * A requirement on one fact. Its key holds what was written, so that a policy's content tells when
 * it changes.
 * @param absence what is judged where the thing is not there.
 */
export function requirement<T>(
  written: unknown,
  fact: Fact<T>,
  judge: (seen: T) => Judged,
  absence: () => Judged,
): Requirement {
  return derived(
    `own:${JSON.stringify(written)}`,
    { fact },
    ({ fact: seen }): Observation<Judged> => {
      if (seen.state === 'value') return value(judge(seen.value));
      return seen.state === 'absent' ? value(absence()) : seen;
    },
  );
}

/** What was found, harmless and in a line. */
export const shown = (text: string): string => (text === '' ? '(empty)' : visibleLine(text, 200));

export function compared(
  subject: string,
  actual: string,
  { words, holds }: { readonly words: string; readonly holds: (text: string) => boolean },
): Judged {
  return holds(actual)
    ? { note: `${subject} is ${shown(actual)}` }
    : { mismatch: { subject, expected: words, actual: shown(actual) } };
}

/** @param what `there is no /etc/x`. */
export function whenAbsent(
  meaning: WhenAbsent,
  subject: string,
  expected: string,
  what: string,
): Judged {
  switch (meaning) {
    case 'pass':
      return { note: what };
    case 'notApplicable':
      return { notApplicable: what };
    case 'fail':
      return { mismatch: { subject, expected, actual: what } };
  }
}
