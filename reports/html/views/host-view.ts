import type { AuditedHost, FailedHost, Finding, HostReport } from '../../../src/model/run.ts';
import { visibleLine } from '../../../src/model/visible-text.ts';
import { FAILURE_WORDS } from '../../failure-words.ts';
import { WORST_FIRST } from '../../totals.ts';
import { count } from '../../wording.ts';
import { VALUE_CHARACTERS } from '../limits.ts';
import { type ControlLink, controlLink } from '../survey/control-order.ts';
import { cleaned } from '../survey/evidence.ts';
import type { Survey, SurveyedControl, SurveyedHost } from '../survey/survey.ts';
import { type RichPart, richLine } from '../text/rich-text.ts';
import type { Fact } from './cells.ts';
import { type FoundView, foundView } from './found-view.ts';
import { factsOf, systemLine } from './host-facts.ts';
import { type IsolationView, isolationView } from './isolation-view.ts';
import {
  type Bar,
  type SeverityMark,
  scoredBar,
  severityMark,
  type TallyMark,
  talliedWords,
  tallies,
} from './marks.ts';

export interface HostView {
  readonly id: string;
  readonly name: string;
  readonly line: string;
  /** The one host of a run, or of a page, is shown open and is a section of the page. */
  readonly alone: boolean;
  readonly bar: Bar;
  readonly tallies: readonly TallyMark[];
  readonly facts: readonly Fact[];
  readonly lost: LostView | undefined;
  readonly failures: readonly FailureRow[];
  readonly untold: readonly UntoldRow[];
  readonly questions: readonly QuestionRow[];
  /** The results that have no row of their own, counted. */
  readonly rest: string;
  readonly isolation: IsolationView | undefined;
}

interface LostView {
  readonly failure: string;
  readonly message: string;
  readonly todo: readonly RichPart[];
  readonly results: string;
}

interface FailureRow {
  readonly severity: SeverityMark;
  readonly control: ControlLink;
  readonly found: FoundView;
}

interface UntoldRow {
  readonly reason: string;
  readonly controls: readonly ControlLink[];
}

interface QuestionRow {
  readonly control: ControlLink;
  readonly question: string;
}

export function hostView(survey: Survey, index: number, host: HostReport): HostView {
  const surveyed = survey.hosts[index];
  if (surveyed === undefined) throw new Error(`the hosts of the report changed: ${index} is new`);
  const alone = survey.hosts.length === 1 || survey.layout === 'folder';
  const shared = {
    id: surveyed.anchor,
    name: surveyed.name,
    line: systemLine(surveyed),
    alone,
    bar: scoredBar(surveyed.tally),
    tallies: tallies(surveyed.tally).filter(({ kind }) => kind !== 'na'),
    facts: factsOf(host),
  };
  return host.status === 'failed'
    ? { ...shared, ...failedView(survey, host) }
    : { ...shared, ...auditedView(survey, surveyed, host) };
}

type Particular = Pick<
  HostView,
  'lost' | 'failures' | 'untold' | 'questions' | 'rest' | 'isolation'
>;

function failedView({ controls }: Survey, { reason }: FailedHost): Particular {
  const { clause, todo } = FAILURE_WORDS[reason.class];
  return {
    lost: {
      failure: `Not read: ${clause}.`,
      message: `${reason.class}: ${visibleLine(reason.message, VALUE_CHARACTERS)}`,
      todo: richLine(todo),
      results: `${count(controls.length, 'control counts', 'controls count')} as unknown.`,
    },
    failures: [],
    untold: [],
    questions: [],
    rest: '',
    isolation: undefined,
  };
}

function auditedView(survey: Survey, surveyed: SurveyedHost, host: AuditedHost): Particular {
  const results = worstFirst(survey, host.findings);
  const failing = results.filter(({ finding }) => finding.outcome === 'fail');
  const rest = { ...surveyed.tally, fail: 0, unknown: 0, manual: 0 };
  return {
    lost: undefined,
    failures: failing.map(({ control, finding }) => ({
      severity: severityMark(control.meta.severity),
      control: controlLink(survey, control),
      found: foundView(cleaned(finding), { subject: true, expected: true }),
    })),
    untold: untoldRows(
      survey,
      results.filter(({ finding }) => finding.outcome === 'unknown'),
    ),
    questions: results
      .filter(({ finding }) => finding.outcome === 'manual')
      .map(({ control, finding }) => ({
        control: controlLink(survey, control),
        question: cleaned(finding).text,
      })),
    rest: restOf(talliedWords(rest)),
    isolation: isolationView(host.containers),
  };
}

interface Result {
  readonly control: SurveyedControl;
  readonly finding: Finding;
}

function worstFirst({ controls }: Survey, findings: readonly Finding[]): readonly Result[] {
  const byId = new Map(controls.map((control) => [control.meta.id, control]));
  const results = findings.flatMap((finding) => {
    const control = byId.get(finding.check);
    return control === undefined ? [] : [{ control, finding }];
  });
  const rank = ({ control }: Result): number => WORST_FIRST.indexOf(control.meta.severity);
  return results.toSorted((a, b) => rank(a) - rank(b) || a.control.index - b.control.index);
}

/** One row a reason: without root, one reason stands before many controls. */
function untoldRows(survey: Survey, results: readonly Result[]): readonly UntoldRow[] {
  const groups = Map.groupBy(results, ({ finding }) => cleaned(finding).text);
  return [...groups]
    .map(([reason, members]) => ({
      reason,
      controls: members.map(({ control }) => controlLink(survey, control)),
    }))
    .toSorted((a, b) => b.controls.length - a.controls.length);
}

const restOf = (words: string): string => (words === '' ? '' : `Not listed: ${words}.`);
