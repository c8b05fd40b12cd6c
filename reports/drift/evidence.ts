import { structuredPatch } from 'diff';
import type { Bytes, Recorded } from '../../src/model/evidence.ts';
import { visibleLine } from '../../src/model/visible-text.ts';
import { type PenOptions, penOf } from '../terminal/pen.ts';
import { heading, type Section } from '../terminal/sections.ts';
import { count } from '../wording.ts';

type Records = Readonly<Record<string, Recorded>>;

/** Two unlike texts cost the square of their edits; past this, both sides stand whole. */
const MOST_EDITS = 400;
const LINES_SHOWN = 60;
const READINGS_SHOWN = 40;

/** The readings of a host that changed, each as a unified diff, for a terminal. Ends with a line feed. */
export function renderEvidenceDiff(before: Records, after: Records, options: PenOptions): string {
  const pen = penOf(options);
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const changed = keys.flatMap((key) => {
    const lines = linesBetween(at(before, key), at(after, key));
    return lines.length === 0 ? [] : [{ key, lines }];
  });
  if (changed.length === 0) return 'No reading changed.\n';
  const shown = changed
    .slice(0, READINGS_SHOWN)
    .map(
      ({ key, lines }): Section => [
        heading(pen, visibleLine(key, pen.width)),
        ...lines
          .slice(0, LINES_SHOWN)
          .map((line) => pen.inked(pen.plain(cut(line, pen.width)), inkOf(line))),
        ...(lines.length > LINES_SHOWN
          ? [`  and ${count(lines.length - LINES_SHOWN, 'more line')}`]
          : []),
      ],
    );
  const rest = changed.length - shown.length;
  const closing = rest > 0 ? [[`and ${count(rest, 'more reading')} that changed`]] : [];
  return `${[...shown, ...closing].map((section) => section.join('\n')).join('\n\n')}\n`;
}

/** Names of readings come out of evidence, and may be those of what every object has. */
const at = (records: Records, key: string): Recorded | undefined =>
  Object.hasOwn(records, key) ? records[key] : undefined;

const cut = (line: string, width: number): string => {
  const text = visibleLine(line, 500);
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
};

function inkOf(line: string): 'good' | 'high' | 'quiet' | undefined {
  if (line.startsWith('+')) return 'good';
  if (line.startsWith('-')) return 'high';
  return line.startsWith('@@') ? 'quiet' : undefined;
}

function linesBetween(
  before: Recorded | undefined,
  after: Recorded | undefined,
): readonly string[] {
  if (before === undefined) return [`+ read now: ${wordsOf(after)}`];
  if (after === undefined) return [`- no longer read: ${wordsOf(before)}`];
  return [
    ...(before.exit === after.exit ? [] : [`- status ${before.exit}`, `+ status ${after.exit}`]),
    ...changedFlag('cut at its cap', before.cut, after.cut),
    ...changedFlag('unsupported', before.unsupported, after.unsupported),
    ...textBetween(textOf(before.stdout), textOf(after.stdout)),
    ...textBetween(textOf(before.stderr), textOf(after.stderr)),
  ];
}

const changedFlag = (
  name: string,
  before: string | true | undefined,
  after: string | true | undefined,
): readonly string[] =>
  before === after
    ? []
    : [
        ...(before === undefined ? [] : [`- ${name}`]),
        ...(after === undefined ? [] : [`+ ${name}`]),
      ];

const wordsOf = (recorded: Recorded | undefined): string =>
  recorded === undefined ? '' : textOf(recorded.stdout).slice(0, 200);

const textOf = (bytes: Bytes): string =>
  typeof bytes === 'string' ? bytes : `base64 ${bytes.base64}`;

function textBetween(before: string, after: string): readonly string[] {
  if (before === after) return [];
  const patch = structuredPatch('', '', before, after, '', '', {
    context: 2,
    maxEditLength: MOST_EDITS,
  });
  if (patch === undefined) {
    return [
      ...before.split('\n').map((line) => `-${line}`),
      ...after.split('\n').map((line) => `+${line}`),
    ];
  }
  return patch.hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...lines,
  ]);
}
