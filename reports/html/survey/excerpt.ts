import type { Bytes, Recorded } from '../../../src/model/evidence.ts';
import type { Finding, Readings } from '../../../src/model/run.ts';
import { visible, visibleLine } from '../../../src/model/visible-text.ts';
import { readingParts } from '../../reader-words.ts';
import { count } from '../../wording.ts';
import { EXCERPT_CHARACTERS, EXCERPT_LINES, EXCERPTS_SHOWN, NAME_CHARACTERS } from '../limits.ts';

/** What a host answered to some readings of a control. All of it is cleaned and cut. */
export interface Excerpt {
  readonly readings: readonly ReadingExcerpt[];
  /** Readings that are not among them. */
  readonly more: number;
}

interface ReadingExcerpt {
  readonly key: string;
  /** `exit 1, cut at its limit`. */
  readonly ended: string;
  readonly text: string;
}

interface Answered {
  readonly key: string;
  readonly record: Recorded;
}

/**
 * The readings of a control that say most of a finding: those that it names come first, then what was
 * answered, the shorter first. @param reads of the control, in its order.
 */
export function excerptOf(
  reads: readonly string[],
  records: Readings,
  finding: Finding,
): Excerpt | undefined {
  const answered = reads.flatMap((key): readonly Answered[] => {
    const record = records[key];
    return record === undefined ? [] : [{ key, record }];
  });
  if (answered.length === 0) return undefined;
  const said = JSON.stringify([finding.mismatches, finding.reason, finding.question]);
  const words = wordsOf(finding);
  const rank = ({ key, record }: Answered): number => {
    const { argument } = readingParts(key);
    if (argument !== '' && said.includes(argument)) return 0;
    if (typeof record.stdout === 'string' && names(record.stdout, words)) return 1;
    return sizeOf(record.stdout) > 0 ? 2 : 3;
  };
  const shown = answered
    .toSorted((a, b) => rank(a) - rank(b) || sizeOf(a.record.stdout) - sizeOf(b.record.stdout))
    .slice(0, EXCERPTS_SHOWN);
  return {
    readings: shown.map(({ key, record }) => ({
      key: visibleLine(key, NAME_CHARACTERS),
      ended: endedOf(record),
      text: textOf(record, words),
    })),
    more: answered.length - shown.length,
  };
}

const sizeOf = (bytes: Bytes): number =>
  typeof bytes === 'string' ? bytes.length : bytes.base64.length;

function endedOf({ exit, cut, unsupported }: Recorded): string {
  if (unsupported !== undefined) return visibleLine(unsupported, NAME_CHARACTERS);
  return `exit ${exit}${cut === true ? ', cut at its limit' : ''}`;
}

function textOf({ stdout, stderr }: Recorded, words: readonly string[]): string {
  const printed = excerpt(stdout, words);
  const complained = excerpt(stderr, []);
  if (printed === '' && complained === '') return '(nothing)';
  return [printed, complained].filter((text) => text !== '').join('\n');
}

/** What failures are about, in small letters, where that is one word: a setting, a path. */
const wordsOf = ({ mismatches = [] }: Finding): readonly string[] =>
  mismatches
    .map(({ subject }) => subject.toLowerCase())
    .filter((subject) => subject.length > 2 && !/\s/.test(subject));

const names = (text: string, words: readonly string[]): boolean => {
  const small = text.toLowerCase();
  return words.some((word) => small.includes(word));
};

/** The lines that name what the finding is about, or else the first ones; and how many are left. */
function excerpt(bytes: Bytes, words: readonly string[]): string {
  if (typeof bytes !== 'string') return `(${count(bytes.base64.length, 'character')} of base64)`;
  const lines = bytes.trimEnd().split('\n');
  const naming = lines.length > EXCERPT_LINES ? lines.filter((line) => names(line, words)) : [];
  const chosen = (naming.length > 0 ? naming : lines).slice(0, EXCERPT_LINES);
  const kept = chosen.map((line) => cutLine(line)).join('\n');
  const left = lines.length - chosen.length;
  return left > 0 ? `${kept}\n… ${count(left, 'more line')}` : kept;
}

const cutLine = (line: string): string =>
  line.length > EXCERPT_CHARACTERS
    ? `${visible(line.slice(0, EXCERPT_CHARACTERS))}… (${line.length - EXCERPT_CHARACTERS} more characters)`
    : visible(line);
