import { count, grouped, inWords } from '../../wording.ts';
import { FIX_ROWS } from '../limits.ts';
import { type ControlLink, controlLink, worstControls } from '../survey/control-order.ts';
import type { Survey, SurveyedControl } from '../survey/survey.ts';
import { type RichPart, richText } from '../text/rich-text.ts';
import {
  type Bar,
  drawsStrips,
  type SeverityMark,
  type Strip,
  scoredBar,
  severityMark,
  stripOf,
} from './marks.ts';
import { failuresBySeverity, threshold } from './verdict-view.ts';

export interface FixView {
  readonly intro: string;
  readonly fleet: boolean;
  readonly rows: readonly FixRow[];
  /** For the lead: how many of the failures that the verdict counts these rows settle. */
  readonly settled: number;
  /** Those rows in words: `eight changes`, `first five changes`. */
  readonly changes: string;
}

interface FixRow {
  readonly rank: number;
  readonly severity: SeverityMark;
  readonly control: ControlLink;
  readonly todo: readonly RichPart[];
  readonly strip: Strip | undefined;
  readonly bar: Bar | undefined;
  readonly failing: string;
}

/** The failing controls to settle first: by severity, then by how many hosts fail. */
export function fixView(survey: Survey, order: readonly number[]): FixView {
  const controls = worstControls(survey)
    .filter(({ tally }) => tally.fail > 0)
    .slice(0, FIX_ROWS);
  const fleet = survey.hosts.length > 1;
  const spoken = threshold(failuresBySeverity(survey));
  const settling = controls.filter(({ meta }) => spoken.includes(meta.severity));
  const first = settling.length < controls.length ? 'first ' : '';
  return {
    intro: introOf(survey, controls, fleet),
    fleet,
    rows: controls.map((control, n) => fixRow(survey, order, control, n + 1)),
    settled: failures(settling),
    changes: `${first}${changes(settling.length)}`,
  };
}

const failures = (controls: readonly SurveyedControl[]): number =>
  controls.reduce((sum, { tally }) => sum + tally.fail, 0);

const changes = (n: number): string => `${inWords(n)} ${n === 1 ? 'change' : 'changes'}`;

function introOf(survey: Survey, controls: readonly SurveyedControl[], fleet: boolean): string {
  if (controls.length === 0) return 'Nothing is open.';
  const order = fleet ? 'Most severe first, then most hosts.' : 'Most severe first.';
  const { fail } = survey.tally;
  const squares = drawsStrips(survey) ? ' Squares are hosts, in the order of the matrix.' : '';
  const these =
    controls.length === 1 ? 'This one change settles' : `These ${changes(controls.length)} settle`;
  return `${order} ${these} ${grouped(failures(controls))} of ${count(fail, 'open failure')}.${squares}`;
}

function fixRow(
  survey: Survey,
  order: readonly number[],
  control: SurveyedControl,
  rank: number,
): FixRow {
  const fleet = survey.hosts.length > 1;
  const strip = stripOf(survey, order, control);
  return {
    rank,
    severity: severityMark(control.meta.severity),
    control: controlLink(survey, control),
    todo: shortTodo(control.meta.remedy),
    strip,
    bar: strip === undefined && fleet ? scoredBar(control.tally) : undefined,
    failing: count(control.tally.fail, 'host'),
  };
}

/** The first paragraph of a remedy, or the first line of its commands. */
function shortTodo(remedy: string): readonly RichPart[] {
  const [first] = richText(remedy);
  if (first === undefined) return [];
  const [line = ''] = first.text.split('\n');
  return first.code ? [{ code: true, text: line.replace(/\s+#.*$/, '') }] : first.parts;
}
