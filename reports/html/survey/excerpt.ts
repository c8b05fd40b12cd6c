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
  const rank = ({ key, record }: Answered): number => {
    const { argument } = readingParts(key);
    if (argument !== '' && said.includes(argument)) return 0;
    return sizeOf(record.stdout) > 0 ? 1 : 2;
  };
  const shown = answered
    .toSorted((a, b) => rank(a) - rank(b) || sizeOf(a.record.stdout) - sizeOf(b.record.stdout))
    .slice(0, EXCERPTS_SHOWN);
  return {
    readings: shown.map(({ key, record }) => ({
      key: visibleLine(key, NAME_CHARACTERS),
      ended: endedOf(record),
      text: textOf(record),
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

function textOf({ stdout, stderr }: Recorded): string {
  const printed = excerpt(stdout);
  const complained = excerpt(stderr);
  if (printed === '' && complained === '') return '(nothing)';
  return [printed, complained].filter((text) => text !== '').join('\n');
}

/** The first lines, and how many are left. */
function excerpt(bytes: Bytes): string {
  if (typeof bytes !== 'string') return `(${count(bytes.base64.length, 'character')} of base64)`;
  const beginning = bytes.slice(0, EXCERPT_CHARACTERS);
  const lines = visible(beginning).trimEnd().split('\n').slice(0, EXCERPT_LINES);
  const kept = lines.join('\n');
  const left = bytes.trimEnd().split('\n').length - lines.length;
  if (left > 0) return `${kept}\n… ${count(left, 'more line')}`;
  return bytes.length > beginning.length
    ? `${kept}… (${bytes.length - beginning.length} more characters)`
    : kept;
}
