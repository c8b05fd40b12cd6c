import type { TrendPoint } from '../../../src/model/trend.ts';
import { proven, provenAtBest } from '../../totals.ts';
import { percent } from '../../wording.ts';
import { clock, day } from '../text/instants.ts';

/** The score over runs as a line, what is unknown as a band above it, in a box of {@link WIDTH} × {@link HEIGHT}. */
export interface ChartView {
  /** For who cannot see it. */
  readonly label: string;
  readonly line: string;
  readonly band: string;
  /** Where lines of the scale stand, and what they say. */
  readonly scale: readonly { readonly y: string; readonly text: string }[];
  readonly endX: string;
  readonly endY: string;
  readonly endText: string;
  readonly endTextY: string;
  /** The score if every unknown passed; nothing where all is known. */
  readonly bestText: string;
  readonly bestTextY: string;
  readonly from: string;
  readonly to: string;
}

const WIDTH = 480;
const HEIGHT = 170;
const LEFT = 44;
const RIGHT = WIDTH - 60;
const TOP = 14;
const BOTTOM = HEIGHT - 28;
/** Least distance of two lines of text. */
const TEXT = 16;

/** @param points at least two, oldest first. */
export function chartOf(points: readonly TrendPoint[]): ChartView {
  const shares = points.map(({ tally }) => proven(tally) ?? 0);
  const bests = points.map(({ tally }) => provenAtBest(tally) ?? 0);
  const { low, high } = rangeOf(shares, bests);
  const x = (n: number): string => (LEFT + (n / (points.length - 1)) * (RIGHT - LEFT)).toFixed(1);
  const y = (share: number): number =>
    BOTTOM - ((share * 100 - low) / (high - low)) * (BOTTOM - TOP);
  const place = (share: number, n: number): string => `${x(n)},${y(share).toFixed(1)}`;
  const [share = 0, best = 0] = [shares.at(-1), bests.at(-1)];
  const endY = y(share);
  const first = shares[0] ?? 0;
  return {
    label: `Proven compliant: ${percent(first)} % in the first run, ${percent(share)} % in the last; ${percent(best)} % if every unknown passed`,
    line: shares.map(place).join(' '),
    band: [...shares.map(place), ...bests.map(place).reverse()].join(' '),
    scale: [low, (low + high) / 2, high].map((value) => ({
      y: y(value / 100).toFixed(1),
      text: `${value} %`,
    })),
    endX: x(points.length - 1),
    endY: endY.toFixed(1),
    endText: percent(share),
    endTextY: (endY + 5).toFixed(1),
    bestText: best === share ? '' : percent(best),
    bestTextY: (Math.min(y(best), endY - TEXT) + 5).toFixed(1),
    ...datesOf(points),
  };
}

/** Whole tens round all values, so that the scale has round numbers. */
function rangeOf(shares: readonly number[], bests: readonly number[]) {
  const low = Math.floor(Math.min(...shares) * 10) * 10;
  const high = Math.ceil(Math.max(...bests) * 10) * 10;
  return { low, high: high === low ? low + 10 : high };
}

function datesOf(points: readonly TrendPoint[]): Pick<ChartView, 'from' | 'to'> {
  const [first = '', last = ''] = [points[0]?.run.startedAt, points.at(-1)?.run.startedAt];
  const words = day(first) === day(last) ? clock : day;
  return { from: words(first), to: words(last) };
}
