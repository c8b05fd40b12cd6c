import type { Ending, RunInfo } from '../../../src/model/run.ts';
import { visibleLine } from '../../../src/model/visible-text.ts';
import {
  addTally,
  emptyTally,
  noSeverities,
  proven,
  type SeverityCounts,
  sumOf,
  type Tally,
  WORST_FIRST,
} from '../../totals.ts';
import { count, grouped, percent, shortHash } from '../../wording.ts';
import { NAME_CHARACTERS } from '../limits.ts';
import { type Section, sections } from '../survey/control-order.ts';
import type { Survey, SurveyedControl } from '../survey/survey.ts';
import { span } from '../text/instants.ts';
import { type Fact, fact, type NumberCell, numberCell, type Piece } from './cells.ts';
import { type DecisionsView, decisionsOf } from './decisions-view.ts';
import { type Figure, figuresOf } from './figures-view.ts';
import type { FixView } from './fix-view.ts';
import { leadOf } from './lead-view.ts';
import {
  BAR_ORDER,
  type Bar,
  type EndingMark,
  markOf,
  type SeverityMark,
  scoredBar,
  severityMark,
  wholeBar,
} from './marks.ts';
import { type NoticeView, noticeOf } from './notice-view.ts';
import { type SystemRow, systemRows } from './systems-view.ts';
import { anythingAudited, type VerdictView, verdictOf } from './verdict-view.ts';

export interface SummaryView {
  readonly eyebrow: string;
  readonly verdict: VerdictView;
  readonly lead: readonly Piece[];
  readonly facts: readonly Fact[];
  readonly notice: NoticeView | undefined;
  readonly decisions: DecisionsView | undefined;
  readonly figures: readonly Figure[];
  readonly fleet: boolean;
  /** Undefined where nothing was audited: then there is nothing to count. */
  readonly counts: CountsView | undefined;
}

interface CountsView {
  readonly label: string;
  readonly bar: Bar;
  readonly legend: readonly LegendEntry[];
  readonly severities: readonly SeverityRow[];
  readonly areas: readonly AreaRow[];
  readonly systems: readonly SystemRow[];
}

interface LegendEntry extends EndingMark {
  readonly n: string;
  readonly href: string;
  readonly meaning: string;
}

interface SeverityRow extends SeverityMark {
  readonly href: string;
  readonly bar: Bar;
  readonly fail: NumberCell;
  readonly unknown: NumberCell;
  readonly hosts: NumberCell;
}

interface AreaRow {
  readonly title: string;
  readonly href: string;
  readonly bar: Bar;
  readonly proven: string;
  readonly critical: NumberCell;
  readonly high: NumberCell;
  readonly medium: NumberCell;
  readonly low: NumberCell;
  readonly unknown: NumberCell;
}

export function summaryView(survey: Survey, fix: FixView): SummaryView {
  const { hosts, run } = survey;
  const scope = hosts.length === 1 ? (hosts[0]?.name ?? '') : count(hosts.length, 'container host');
  return {
    eyebrow: `${scope}, audited ${span(run.startedAt, run.finishedAt)}`,
    verdict: verdictOf(survey),
    lead: leadOf(survey, { changes: fix.changes, n: fix.settled }),
    facts: factsOf(survey),
    notice: noticeOf(survey),
    decisions: decisionsOf(survey),
    figures: figuresOf(survey),
    fleet: hosts.length > 1,
    counts: anythingAudited(survey) ? countsOf(survey) : undefined,
  };
}

function factsOf({ run, hosts, controls, links, changes }: Survey): readonly Fact[] {
  return [
    fact('Run', visibleLine(run.id, NAME_CHARACTERS)),
    fact('Profile', visibleLine(run.profile, NAME_CHARACTERS)),
    fact('Policy', shortHash(visibleLine(run.policyHash, NAME_CHARACTERS)), {
      mono: true,
      href: links.section('method'),
    }),
    fact('Scope', `${count(hosts.length, 'host')} × ${count(controls.length, 'control')}`),
    ...(changes === undefined
      ? []
      : [
          fact('Compared', visibleLine(changes.before.id, NAME_CHARACTERS), {
            href: links.section('changes'),
          }),
        ]),
    fact('Auditor', auditorOf(run)),
    fact('Tool', `hostward ${visibleLine(run.toolVersion, NAME_CHARACTERS)}`),
  ];
}

export const auditorOf = ({ auditor }: RunInfo): string =>
  visibleLine(`${auditor.account} on ${auditor.machine}`, NAME_CHARACTERS);

const MEANINGS = {
  pass: 'as the policy asks',
  fail: 'open',
  unknown: 'counts as not passed',
  manual: 'a person must answer',
  notApplicable: 'outside the score',
  waived: 'failing, and answered for',
} as const satisfies Record<Ending, string>;

function countsOf(survey: Survey): CountsView {
  const { tally } = survey;
  return {
    label: `All ${count(sumOf(tally), 'result')} by outcome`,
    bar: wholeBar(tally),
    legend: BAR_ORDER.filter((ending) => ending !== 'waived' || tally.waived > 0).map((ending) =>
      legendEntry(survey, ending),
    ),
    severities: severityRows(survey),
    areas: sections(survey).map(({ area, title, controls }) =>
      areaRow(survey, { area, title, controls }),
    ),
    systems: systemRows(survey),
  };
}

function legendEntry({ tally, links }: Survey, ending: Ending): LegendEntry {
  const mark = markOf(ending);
  const href = links.controls(`outcome=${mark.kind}`);
  return { ...mark, n: grouped(tally[ending]), href, meaning: MEANINGS[ending] };
}

function severityRows({ controls, hosts, links }: Survey): readonly SeverityRow[] {
  return WORST_FIRST.map((severity) => {
    const tally = totalOf(controls.filter(({ meta }) => meta.severity === severity));
    return {
      ...severityMark(severity),
      href: links.controls(`severity=${severity}`),
      bar: scoredBar(tally),
      fail: numberCell(tally.fail),
      unknown: numberCell(tally.unknown),
      hosts: numberCell(hosts.filter(({ failing }) => failing[severity] > 0).length),
    };
  });
}

function areaRow({ links }: Survey, { area, title, controls }: Section): AreaRow {
  const tally = totalOf(controls);
  const failing = failingOf(controls);
  return {
    title,
    href: links.controls(`area=${area}`),
    bar: scoredBar(tally),
    proven: percent(proven(tally)),
    critical: numberCell(failing.critical),
    high: numberCell(failing.high),
    medium: numberCell(failing.medium),
    low: numberCell(failing.low),
    unknown: numberCell(tally.unknown),
  };
}

function totalOf(controls: readonly SurveyedControl[]): Tally {
  const sum = emptyTally();
  for (const { tally } of controls) addTally(sum, tally);
  return sum;
}

function failingOf(controls: readonly SurveyedControl[]): SeverityCounts {
  const sum = noSeverities();
  for (const { meta, tally } of controls) sum[meta.severity] += tally.fail;
  return sum;
}
