import Table from 'cli-table3';
import type { Ink, Pen } from './pen.ts';

export interface Cell {
  readonly text: string;
  readonly ink?: Ink | undefined;
  /** Numbers. */
  readonly right?: true;
  /** Goes on in the next line where it is too long; else it is cut. */
  readonly wrap?: true;
}

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  right: '',
  'right-mid': '',
} as const;

const INDENT = '  ';

/** What columns take, with the indent before them and two blanks after each. */
export const gridWidth = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + width + 2, INDENT.length);

/**
 * Rows in columns as lines of text, by default indented, with the head ruled off.
 * @param widths of the columns, in characters of the terminal.
 */
export function grid(
  pen: Pen,
  widths: readonly number[],
  rows: readonly (readonly Cell[])[],
  { head = [], indent = INDENT }: { head?: readonly string[]; indent?: string } = {},
): readonly string[] {
  const table = new Table({
    chars: {
      ...NO_LINES,
      left: indent,
      'left-mid': indent,
      mid: pen.marks.rule,
      'mid-mid': ' ',
      middle: ' ',
    },
    // A head is drawn with a rule below even in the compact form. Colours are ours alone.
    style: { 'padding-left': 0, 'padding-right': 1, head: [], border: [], compact: true },
    truncate: pen.marks.cut,
    colWidths: widths.map((width) => width + 1),
    colAligns: rows[0]?.map(({ right }) => (right ? 'right' : 'left')) ?? [],
    head: head.map((text) => pen.inked(text, 'quiet')),
  });
  for (const row of rows) {
    table.push(
      row.map(({ text, ink, wrap = false }) => ({
        content: pen.inked(wrap ? bound(pen.plain(text)) : pen.plain(text), ink),
        wordWrap: wrap,
      })),
    );
  }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd().replaceAll(BOUND, ' '));
}

/** Stands for a blank at which no line may end. No shown text holds it: it is for private use. */
const BOUND = '\ue000';

/** Keeps a command in backticks on one line, so that it can be copied. */
const bound = (text: string): string =>
  text.replace(/`[^`]{1,50}`/g, (command) => command.replaceAll(' ', BOUND));

/** A text over as many lines as it takes. */
export const paragraph = (pen: Pen, text: string, indent = '', ink?: Ink): readonly string[] =>
  grid(pen, [pen.width - indent.length], [[{ text, ink, wrap: true }]], { indent });
