import { compareNaturally } from '../../natural-order.ts';
import { addTally, emptyTally, proven } from '../../totals.ts';
import { count, percent } from '../../wording.ts';
import { systemName } from '../survey/host-order.ts';
import type { Survey, SurveyedHost } from '../survey/survey.ts';
import { type NumberCell, numberCell } from './cells.ts';
import { type Bar, scoredBar } from './marks.ts';

/** The hosts of one system together: whether it is the image or the host. */
export interface SystemRow {
  readonly title: string;
  readonly bar: Bar;
  readonly hosts: NumberCell;
  readonly proven: string;
}

const ROWS = 10;

/** The most frequent first; what is left over in one row. None for a fleet of one host. */
export function systemRows({ hosts }: Survey): readonly SystemRow[] {
  if (hosts.length < 2) return [];
  const groups = [...Map.groupBy(hosts, titleOf)].toSorted(
    ([a, as], [b, bs]) => bs.length - as.length || compareNaturally(a, b),
  );
  const shown = groups.length > ROWS + 1 ? groups.slice(0, ROWS) : groups;
  const others = groups.slice(shown.length);
  const rest = others.flatMap(([, members]) => members);
  const rows = shown.map(([title, members]) => systemRow(title, members));
  return rest.length === 0
    ? rows
    : [...rows, systemRow(count(others.length, 'other system'), rest)];
}

const titleOf = ({ failure, os }: SurveyedHost): string =>
  failure === undefined ? systemName(os) : 'not read';

function systemRow(title: string, hosts: readonly SurveyedHost[]): SystemRow {
  const tally = emptyTally();
  for (const host of hosts) addTally(tally, host.tally);
  return {
    title,
    bar: scoredBar(tally),
    hosts: numberCell(hosts.length),
    proven: percent(proven(tally)),
  };
}
