import type { Severity } from '../../../src/model/check.ts';
import type { Ending } from '../../../src/model/run.ts';
import type { Tally } from '../../totals.ts';
import { ENDING_WORDS, grouped, listed } from '../../wording.ts';
import { STRIP_HOSTS } from '../limits.ts';
import { endingAt, type Survey, type SurveyedControl } from '../survey/survey.ts';

export interface EndingMark {
  /** Also the name of the glyph and of the class: `pass`, `fail`, `unknown`, `manual`, `na`, `waived`. */
  readonly kind: string;
  readonly word: string;
}

export const kindOf = (ending: Ending): string => (ending === 'notApplicable' ? 'na' : ending);

export const markOf = (ending: Ending): EndingMark => ({
  kind: kindOf(ending),
  word: ENDING_WORDS[ending],
});

export interface SeverityMark {
  readonly severity: Severity;
  /** Steps of the glyph that are filled: 1 to 4. */
  readonly steps: number;
}

const STEPS = { low: 1, medium: 2, high: 3, critical: 4 } as const satisfies Record<
  Severity,
  number
>;

export const severityMark = (severity: Severity): SeverityMark => ({
  severity,
  steps: STEPS[severity],
});

/** The order in bars. Questions and what does not apply are drawn in the bar of the whole only. */
const SCORED = ['pass', 'fail', 'waived', 'unknown'] as const satisfies readonly Ending[];
const BESIDE = ['manual', 'notApplicable'] as const satisfies readonly Ending[];
export const BAR_ORDER: readonly Ending[] = [...SCORED, ...BESIDE];

export interface Bar {
  /** All counts in words. */
  readonly label: string;
  readonly parts: readonly BarPart[];
}

interface BarPart {
  readonly kind: string;
  readonly x: string;
  readonly width: string;
  readonly hatched: boolean;
}

/** A bar of what is scored; a dash of paper stands between its parts. */
export const scoredBar = (tally: Readonly<Tally>): Bar => bar(tally, SCORED);
export const wholeBar = (tally: Readonly<Tally>): Bar => bar(tally, BAR_ORDER);

function bar(tally: Readonly<Tally>, endings: readonly Ending[]): Bar {
  const shown = endings.filter((ending) => tally[ending] > 0);
  return proportions(
    shown.map((ending) => ({
      kind: kindOf(ending),
      n: tally[ending],
      word: ENDING_WORDS[ending],
      hatched: ending === 'unknown',
    })),
  );
}

interface Portion {
  readonly kind: string;
  readonly n: number;
  readonly word: string;
  readonly hatched: boolean;
}

/** A bar of portions in the order given, each as long as its number. */
export function proportions(portions: readonly Portion[]): Bar {
  const whole = portions.reduce((sum, { n }) => sum + n, 0);
  let from = 0;
  const parts = portions.map(({ kind, n, hatched }): BarPart => {
    const x = (from / whole) * 100;
    from += n;
    const width = Math.max((n / whole) * 100 - (from === whole ? 0 : 0.2), 0.3);
    return { kind, x: `${x.toFixed(2)}%`, width: `${width.toFixed(2)}%`, hatched };
  });
  const words = portions.map(({ n, word }) => `${grouped(n)} ${word}`);
  return { label: words.length === 0 ? 'nothing scored' : words.join(', '), parts };
}

export interface Strip {
  readonly label: string;
  readonly width: number;
  readonly squares: readonly { readonly kind: string; readonly x: number }[];
}

/** Whether controls show a square a host: one host needs none, many need a bar. */
export const drawsStrips = ({ layout, hosts }: Survey): boolean =>
  layout === 'page' && hosts.length > 1 && hosts.length <= STRIP_HOSTS;

/** One square a host in the order of the matrix; undefined where a bar or nothing stands instead. */
export function stripOf(
  survey: Survey,
  order: readonly number[],
  control: SurveyedControl,
): Strip | undefined {
  const { cells, hosts } = survey;
  if (!drawsStrips(survey)) return undefined;
  const squares = order.map((host, n) => {
    const ending = endingAt(cells[host], control.index);
    return { kind: ending === 'fail' ? control.meta.severity : kindOf(ending), x: n * 12 };
  });
  return {
    label: `By host: ${talliedWords(control.tally)}`,
    width: hosts.length * 12 - 2,
    squares,
  };
}

/** `3 fail, 2 unknown and 7 pass`. */
export function talliedWords(tally: Readonly<Tally>): string {
  return listed(tallies(tally).map(({ n, word }) => `${n} ${word}`));
}

export interface TallyMark extends EndingMark {
  readonly n: string;
}

/** The counts that are not nought, worst first. */
export function tallies(tally: Readonly<Tally>): readonly TallyMark[] {
  const order = ['fail', 'unknown', 'manual', 'waived', 'pass', 'notApplicable'] as const;
  const shown = order.filter((ending) => tally[ending] > 0);
  return shown.map((ending) => ({ ...markOf(ending), n: grouped(tally[ending]) }));
}
