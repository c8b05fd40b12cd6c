import { CHANGE_KINDS } from '../../src/model/changes.ts';
import type { HostMoment, Trend, TrendPoint } from '../../src/model/trend.ts';
import { shownName } from '../summary/shown-text.ts';
import { type Cell, grid, gridWidth, paragraph } from '../terminal/grid.ts';
import { type Pen, type PenOptions, penOf } from '../terminal/pen.ts';
import { hanging, heading, more, type Section } from '../terminal/sections.ts';
import { lookedAt, proven, WORST_FIRST } from '../totals.ts';
import { count, grouped, percent } from '../wording.ts';
import { ageBetween, spanOf } from './age.ts';

const POINTS_SHOWN = 14;
const OLDEST_SHOWN = 10;

/** How a fleet stood over its runs, for a person at a terminal. Ends with a line feed. */
export function renderTrend(trend: Trend, options: PenOptions): string {
  const pen = penOf(options);
  const sections: readonly Section[] = [
    lines(pen, trend),
    pointTable(pen, trend),
    repairLines(pen, trend),
    oldestLines(pen, trend),
  ];
  const shown = sections.filter((section) => section.length > 0);
  return `${shown.map((section) => section.join('\n')).join('\n\n')}\n`;
}

const openOf = ({ open }: TrendPoint): number =>
  WORST_FIRST.reduce((sum, severity) => sum + open[severity], 0);

function lines(pen: Pen, { points }: Trend): Section {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return ['No run to show.'];
  const row = (name: string, values: readonly (number | undefined)[], from: string, to: string) => [
    { text: name },
    { text: sparkline(pen, values.slice(-40)) },
    { text: `${from} → ${to}` },
  ];
  const name = 'Open failures'.length;
  const line = Math.min(points.length, 40);
  const score = points.map(({ tally }) => proven(tally));
  const open = points.map(openOf);
  return [
    heading(
      pen,
      `${count(points.length, 'run')}, ${minute(first.run.startedAt)} to ${minute(last.run.startedAt)}`,
    ),
    ...grid(
      pen,
      [name, Math.max(line, 4), pen.width - gridWidth([name, Math.max(line, 4)])],
      [
        row('Score', score, `${percent(score[0])} %`, `${percent(score.at(-1))} %`),
        row('Open failures', open, grouped(open[0] ?? 0), grouped(open.at(-1) ?? 0)),
        row(
          'Hosts read',
          points.map(({ audited }) => audited),
          grouped(first.audited),
          grouped(last.audited),
        ),
      ],
    ),
  ];
}

const BARS = '▁▂▃▄▅▆▇█';
const ASCII_BARS = '_.-~=+*#';

/** One character a value, from the least to the most of them; a gap where there is none. */
function sparkline(pen: Pen, values: readonly (number | undefined)[]): string {
  const bars = pen.marks.dash === '-' ? ASCII_BARS : BARS;
  const known = values.filter((value) => value !== undefined);
  const least = Math.min(...known);
  const range = Math.max(...known) - least;
  return values
    .map((value) => {
      if (value === undefined) return ' ';
      const step = range === 0 ? 3 : Math.round(((value - least) / range) * (bars.length - 1));
      return bars.charAt(step);
    })
    .join('');
}

interface Column {
  readonly head: string;
  readonly of: (point: TrendPoint) => string | number;
  /** Left out where the terminal is narrow. */
  readonly wide?: true;
}

const COLUMNS: readonly Column[] = [
  { head: 'Score', of: ({ tally }) => percent(proven(tally)) },
  { head: 'Known', of: ({ tally }) => percent(lookedAt(tally)), wide: true },
  { head: 'Crit', of: ({ open }) => open.critical },
  { head: 'High', of: ({ open }) => open.high },
  { head: 'Med', of: ({ open }) => open.medium, wide: true },
  { head: 'Low', of: ({ open }) => open.low, wide: true },
  { head: 'New', of: ({ opened }) => opened },
  { head: 'Gone', of: ({ closed }) => closed },
  {
    head: 'Hosts',
    of: ({ audited, unreached }) =>
      unreached === 0 ? grouped(audited) : `${grouped(audited)}/${grouped(audited + unreached)}`,
  },
];
const WIDE = 80;

function pointTable(pen: Pen, { points }: Trend): Section {
  const shown = points.slice(-POINTS_SHOWN);
  const columns = COLUMNS.filter(({ wide = false }) => pen.width >= WIDE || !wide);
  const rows = shown.map((point) => pointCells(pen, point, columns));
  const widths = columns.map(({ head }, n) =>
    Math.max(head.length, ...rows.map((cells) => cells[n + 1]?.text.length ?? 0)),
  );
  const room = pen.width - gridWidth(widths) - 2;
  const name = Math.min(MINUTE_WIDTH, Math.max(4, room));
  const left = points.length - shown.length;
  const heads = columns.map(({ head }) => head);
  return [
    ...grid(pen, [name, ...widths], rows, { head: ['Run', ...heads] }),
    ...(left > 0 ? paragraph(pen, `and ${count(left, 'earlier run')}`, '  ', 'quiet') : []),
  ];
}

const MINUTE_WIDTH = '2026-03-01 00:00'.length;

/** Of an ISO instant, to the minute. */
const minute = (instant: string): string => instant.slice(0, MINUTE_WIDTH).replace('T', ' ');

function pointCells(pen: Pen, point: TrendPoint, columns: readonly Column[]): readonly Cell[] {
  const cells = columns.map(({ of }): Cell => {
    const figure = of(point);
    if (figure === 0) return { text: pen.marks.none, ink: 'quiet', right: true };
    return { text: typeof figure === 'number' ? grouped(figure) : figure, right: true };
  });
  return [{ text: minute(point.run.startedAt) }, ...cells];
}

function repairLines(pen: Pen, { repair }: Trend): Section {
  const told = WORST_FIRST.flatMap((severity) => {
    const { repaired, meanSeconds } = repair[severity];
    return meanSeconds === undefined
      ? []
      : hanging(pen, `${severity}: ${spanOf(meanSeconds)}, over ${count(repaired, 'repair')}`);
  });
  return told.length === 0 ? [] : [heading(pen, 'Mean time to repair'), ...told];
}

function oldestLines(pen: Pen, { points, oldest, openFailures }: Trend): Section {
  const last = points.at(-1);
  if (last === undefined || oldest.length === 0) return [];
  return [
    heading(pen, 'Open the longest'),
    ...oldest.slice(0, OLDEST_SHOWN).flatMap(({ host, check, subject, since, severity }) => {
      const age = ageBetween(since, last.run.startedAt);
      return hanging(
        pen,
        `${age}: ${severity} ${shownName(check)} on ${shownName(host)}: ${shownName(subject)}`,
      );
    }),
    ...(openFailures > OLDEST_SHOWN
      ? paragraph(
          pen,
          `and ${count(openFailures - OLDEST_SHOWN, 'more mismatch', 'more mismatches')}`,
          '  ',
          'quiet',
        )
      : []),
  ];
}

const CHANGES_SHOWN = 20;

/** What came and went on one host, run by run. Ends with a line feed. */
export function renderTimeline(moments: readonly HostMoment[], options: PenOptions): string {
  const pen = penOf(options);
  const sections = moments.map(
    (moment): Section => [
      heading(pen, `${minute(moment.run.startedAt)}  ${shownName(stateOf(moment))}`),
      ...moment.changes
        .slice(0, CHANGES_SHOWN)
        .flatMap(({ kind, check, subject, before, after }) => {
          const values = [before, after].filter((value) => value !== undefined).map(shownName);
          const what = subject === undefined ? '' : ` ${shownName(subject)}`;
          const told = values.length === 0 ? '' : `: ${values.join(' → ')}`;
          return hanging(pen, `${CHANGE_KINDS[kind]}: ${shownName(check)}${what}${told}`);
        }),
      ...more(pen, CHANGES_SHOWN, moment.changes.length, 'change'),
    ],
  );
  return `${sections.map((section) => section.join('\n')).join('\n')}\n`;
}

function stateOf({ state, reason = '', open = 0 }: HostMoment): string {
  switch (state) {
    case 'audited':
      return count(open, 'open mismatch', 'open mismatches');
    case 'failed':
      return `not reached: ${reason}`;
    case 'absent':
      return 'not in this run';
  }
}
