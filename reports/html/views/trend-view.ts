import type { OpenFailure, Trend, TrendPoint } from '../../../src/model/trend.ts';
import { proven, WORST_FIRST } from '../../totals.ts';
import { ageBetween, spanOf } from '../../trend/age.ts';
import { count, grouped, percent } from '../../wording.ts';
import { type ControlLink, controlLink } from '../survey/control-order.ts';
import type { Survey } from '../survey/survey.ts';
import { moment } from '../text/instants.ts';
import { type SeverityMark, severityMark } from './marks.ts';
import { type ChartView, chartOf } from './trend-chart.ts';

/** How the fleet stood over its runs. */
export interface TrendView {
  readonly intro: string;
  readonly chart: ChartView;
  readonly rows: readonly RowView[];
  readonly caption: string;
  readonly repairs: readonly RepairView[];
  readonly oldest: readonly OldestView[];
  readonly oldestCaption: string;
}

interface RowView {
  readonly run: string;
  readonly score: string;
  readonly open: string;
  readonly opened: string;
  readonly closed: string;
  readonly hosts: string;
}

interface RepairView {
  readonly severity: SeverityMark;
  readonly repaired: string;
  readonly mean: string;
}

/** A control whose failures stand since one run. */
interface OldestView {
  readonly age: string;
  readonly severity: SeverityMark;
  readonly control: ControlLink;
  /** Hosts that fail it now. */
  readonly failing: string;
}

const ROWS_SHOWN = 12;
const OLDEST_SHOWN = 10;

/** Undefined where fewer than two runs are known: a point is no line. */
export function trendView(survey: Survey): TrendView | undefined {
  const { trend } = survey;
  const first = trend?.points[0];
  const last = trend?.points.at(-1);
  if (trend === undefined || first === undefined || last === undefined || first === last) {
    return undefined;
  }
  const { points, openFailures, oldest } = trend;
  const rows = points.slice(-ROWS_SHOWN).reverse();
  return {
    intro: `${count(points.length, 'run')} from ${moment(first.run.startedAt)} to ${moment(last.run.startedAt)}. The line is what was proven; the band above it is what could not be told.`,
    chart: chartOf(points),
    rows: rows.map(rowOf),
    caption: rows.length < points.length ? `The last ${rows.length} runs` : 'Runs, newest first',
    repairs: repairsOf(trend),
    oldest: oldestViews(survey, oldest, last.run.startedAt),
    oldestCaption: `Open the longest, of ${count(openFailures, 'mismatch', 'mismatches')}`,
  };
}

const openOf = ({ open }: TrendPoint): number =>
  WORST_FIRST.reduce((sum, severity) => sum + open[severity], 0);

const rowOf = (point: TrendPoint): RowView => ({
  run: moment(point.run.startedAt),
  score: percent(proven(point.tally)),
  open: grouped(openOf(point)),
  opened: grouped(point.opened),
  closed: grouped(point.closed),
  hosts: grouped(point.audited),
});

const repairsOf = ({ repair }: Trend): readonly RepairView[] =>
  WORST_FIRST.flatMap((severity) => {
    const { meanSeconds, repaired } = repair[severity];
    return meanSeconds === undefined
      ? []
      : [
          {
            severity: severityMark(severity),
            repaired: grouped(repaired),
            mean: spanOf(meanSeconds),
          },
        ];
  });

/** Failures of one control that stand since the same run are one row. */
function oldestViews(
  survey: Survey,
  oldest: readonly OpenFailure[],
  now: string,
): readonly OldestView[] {
  const controls = new Map(survey.controls.map((control) => [control.meta.id, control]));
  const groups = Map.groupBy(oldest, ({ since, check }) => `${since} ${check}`);
  return [...groups.values()].slice(0, OLDEST_SHOWN).flatMap((members) => {
    const [first] = members;
    const control = controls.get(first?.check ?? '');
    if (first === undefined || control === undefined) return [];
    return [
      {
        age: ageBetween(first.since, now),
        severity: severityMark(first.severity),
        control: controlLink(survey, control),
        failing: count(control.tally.fail, 'host'),
      },
    ];
  });
}
