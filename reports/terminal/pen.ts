import { styleText } from 'node:util';

export interface PenOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly colour: boolean;
  /** False where the terminal shows ASCII only. */
  readonly unicode: boolean;
  /** Whether lists are shown to their ends. */
  readonly inFull?: boolean;
}

/** What a colour means. The words say it too, so that nothing is lost without colour. */
const INKS = {
  critical: ['bold', 'red'],
  high: 'red',
  medium: 'yellow',
  low: [],
  unknown: 'yellow',
  good: 'green',
  verdictBad: ['bold', 'red'],
  verdictOpen: ['bold', 'yellow'],
  verdictGood: ['bold', 'green'],
  heading: 'bold',
  quiet: 'dim',
} as const;
export type Ink = keyof typeof INKS;

/** What a terminal can show. */
export interface Pen {
  readonly width: number;
  /** The text in characters that the terminal has. */
  readonly plain: (text: string) => string;
  readonly inked: (text: string, ink: Ink | undefined) => string;
  readonly marks: typeof UNICODE | typeof ASCII;
  /** How many items of a list are shown, where a few are enough for most readers. */
  readonly most: (few: number) => number;
}

const UNICODE = { rule: '─', cut: '…', none: '·', dash: '—' } as const;
const ASCII = { rule: '-', cut: '...', none: '.', dash: '-' } as const;

/** Narrower terminals wrap by themselves. */
const LEAST_WIDTH = 60;

export function penOf({ width, colour, unicode, inFull = false }: PenOptions): Pen {
  return {
    width: Math.max(width, LEAST_WIDTH),
    plain: unicode ? (text) => text : asciiOf,
    inked: colour ? inked : (text) => text,
    marks: unicode ? UNICODE : ASCII,
    most: (few) => (inFull ? Number.POSITIVE_INFINITY : few),
  };
}

/** Whether to colour was decided by the caller: node would ask a stream that may be another. */
function inked(text: string, ink: Ink | undefined): string {
  const formats = ink === undefined ? [] : [INKS[ink]].flat();
  return formats.length === 0 ? text : styleText(formats, text, { validateStream: false });
}

const SPELT: Readonly<Record<string, string>> = {
  '—': '-',
  '–': '-',
  '…': '...',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '⏎': '\\n',
  '×': 'x',
  '→': '->',
  '≥': '>=',
  '≤': '<=',
};

const asciiOf = (text: string): string =>
  text.replace(/[^\x20-\x7e]/gu, (c) => SPELT[c] ?? `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`);
