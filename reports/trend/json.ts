import { type HostMoment, TREND_FORMAT, type Trend } from '../../src/model/trend.ts';
import { lookedAt, proven } from '../totals.ts';

/** A trend as JSON: shares from 0 to 1, spans in seconds. */
export function trendJson({ points, ...trend }: Trend): string {
  const shares = points.map((point) => {
    const [score, known] = [proven(point.tally), lookedAt(point.tally)];
    return {
      ...point,
      ...(score === undefined ? {} : { score }),
      ...(known === undefined ? {} : { known }),
    };
  });
  return `${JSON.stringify({ formatVersion: TREND_FORMAT, points: shares, ...trend }, null, 1)}\n`;
}

/** What came and went on one host, as JSON. */
export function timelineJson(host: string, moments: readonly HostMoment[]): string {
  // The host is named once.
  const told = moments.map(({ changes, ...moment }) => ({
    ...moment,
    changes: changes.map(({ host: _, ...change }) => change),
  }));
  return `${JSON.stringify({ formatVersion: TREND_FORMAT, host, moments: told }, null, 1)}\n`;
}
