import type { Trend, TrendPoint } from '../../../src/model/trend.ts';
import { visibleLine } from '../../../src/model/visible-text.ts';
import { proven, WORST_FIRST } from '../../totals.ts';
import { ageBetween, spanOf } from '../../trend/age.ts';
import { count, grouped, percent } from '../../wording.ts';
import { NAME_CHARACTERS } from '../limits.ts';
import type { Survey } from '../survey/survey.ts';
import { moment } from '../text/instants.ts';

/** How the fleet stood over its runs. */
export interface TrendView {
  readonly intro: string;
  readonly lines: readonly LineView[];
  readonly rows: readonly RowView[];
  readonly caption: string;
  readonly repairs: readonly { readonly label: string; readonly n: string }[];
  readonly oldest: readonly OldestView[];
  readonly oldestCaption: string;
}

/** A line of figures, drawn in a box of {@link WIDTH} × {@link HEIGHT}. */
interface LineView {
  readonly title: string;
  readonly from: string;
  readonly to: string;
  /** For who cannot see it. */
  readonly label: string;
  readonly points: string;
  readonly endX: string;
  readonly endY: string;
}

interface RowView {
  readonly run: string;
  readonly score: string;
  readonly open: string;
  readonly opened: string;
  readonly closed: string;
  readonly hosts: string;
}

interface OldestView {
  readonly age: string;
  readonly host: string;
  readonly check: string;
  readonly subject: string;
  readonly severity: string;
}

const WIDTH = 240;
const HEIGHT = 40;
const MARGIN = 4;
const ROWS_SHOWN = 30;
const OLDEST_SHOWN = 10;

/** Undefined where fewer than two runs are known: a point is no line. */
export function trendView({ trend }: Survey): TrendView | undefined {
  const first = trend?.points[0];
  const last = trend?.points.at(-1);
  if (trend === undefined || first === undefined || last === undefined || first === last) {
    return undefined;
  }
  const { points, oldest, openFailures, repair } = trend;
  const rows = points.slice(-ROWS_SHOWN).reverse();
  const shown = oldest.slice(0, OLDEST_SHOWN);
  return {
    intro: `${count(points.length, 'run')} from ${moment(first.run.startedAt)} to ${moment(last.run.startedAt)}.`,
    lines: linesOf(points),
    rows: rows.map(rowOf),
    caption: rows.length < points.length ? `The last ${rows.length} runs` : 'Newest first',
    repairs: WORST_FIRST.flatMap((severity) => {
      const { meanSeconds } = repair[severity];
      return meanSeconds === undefined
        ? []
        : [{ label: `Mean time to repair, ${severity}`, n: spanOf(meanSeconds) }];
    }),
    oldest: shown.map(({ host, check, subject, severity, since }) => ({
      age: ageBetween(since, last.run.startedAt),
      host: name(host),
      check: name(check),
      subject: name(subject),
      severity,
    })),
    oldestCaption: `Open the longest: ${grouped(shown.length)} of ${grouped(openFailures)}`,
  };
}

const openOf = ({ open }: TrendPoint): number =>
  WORST_FIRST.reduce((sum, severity) => sum + open[severity], 0);

function linesOf(points: Trend['points']): readonly LineView[] {
  const score = points.map(({ tally }) => proven(tally) ?? 0);
  const shares = score.map((share) => `${percent(share)} %`);
  const open = points.map(openOf);
  return [line('Proven', score, shares), line('Open failures', open, open.map(grouped))];
}

function line(title: string, values: readonly number[], words: readonly string[]): LineView {
  const least = Math.min(...values);
  const range = Math.max(...values) - least;
  const step = (WIDTH - 2 * MARGIN) / (values.length - 1);
  const places = values.map((value, n) => {
    const share = range === 0 ? 0.5 : (value - least) / range;
    const y = HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
    return [(MARGIN + n * step).toFixed(1), y.toFixed(1)] as const;
  });
  const [endX = '', endY = ''] = places.at(-1) ?? [];
  const [from = '', to = ''] = [words[0], words.at(-1)];
  return {
    title,
    from,
    to,
    label: `${title}: ${from} in the first run, ${to} in the last`,
    points: places.map((place) => place.join(',')).join(' '),
    endX,
    endY,
  };
}

const rowOf = (point: TrendPoint): RowView => ({
  run: moment(point.run.startedAt),
  score: percent(proven(point.tally)),
  open: grouped(openOf(point)),
  opened: grouped(point.opened),
  closed: grouped(point.closed),
  hosts: grouped(point.audited),
});

const name = (text: string): string => visibleLine(text, NAME_CHARACTERS);
