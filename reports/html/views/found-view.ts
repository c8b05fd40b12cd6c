import { count } from '../../wording.ts';
import type { FoundGroup } from '../survey/evidence.ts';

/** What was found, in rows: one a mismatch, or one sentence. */
export interface FoundView {
  readonly lines: readonly FoundLine[];
  /** What all lines were to be, said once. */
  readonly expected: string;
  readonly text: string;
  readonly more: string;
}

interface FoundLine {
  readonly subject: string;
  readonly actual: string;
  readonly expected: string;
}

/** Leaves out what is said once elsewhere: the subject or the expected value of all. */
export function foundView(
  { mismatches, unlisted, text }: Omit<FoundGroup, 'hosts' | 'excerpt'>,
  shown: { readonly subject: boolean; readonly expected: boolean },
): FoundView {
  const once = shared(mismatches.map(({ expected }) => expected));
  return {
    lines: mismatches.map(({ subject, expected, actual }) => ({
      subject: shown.subject ? subject : '',
      actual: actual === '' ? '(empty)' : actual,
      expected: shown.expected && once === '' ? expected : '',
    })),
    expected: shown.expected ? once : '',
    text,
    more: unlisted === 0 ? '' : `and ${count(unlisted, 'more mismatch', 'more mismatches')}`,
  };
}

/** The one value that all have, else nothing. */
export function shared(values: readonly string[]): string {
  const [first = ''] = values;
  return values.every((value) => value === first) ? first : '';
}
