import { visibleLine } from '../../../src/model/visible-text.ts';
import { count, grouped } from '../../wording.ts';
import { NAME_CHARACTERS } from '../limits.ts';
import { sections, worstControls } from '../survey/control-order.ts';
import { hostGroups, hostLink, worstHosts } from '../survey/host-order.ts';
import type { Survey, SurveyedControl } from '../survey/survey.ts';
import { day } from '../text/instants.ts';
import { type ChangesView, changesView } from './changes-view.ts';
import { type ContainersView, containersView } from './containers-view.ts';
import { type FixView, fixView } from './fix-view.ts';
import { type HostsView, hostsView } from './hosts-view.ts';
import { type MatrixView, matrixView } from './matrix-view.ts';
import { type MethodView, methodView, type SignOffView, signOffView } from './method-view.ts';
import { noticeOf } from './notice-view.ts';
import { type QuestionView, questionViews } from './question-view.ts';
import { type SummaryView, summaryView } from './summary-view.ts';
import { type TrendView, trendView } from './trend-view.ts';
import { anythingAudited, verdictOf } from './verdict-view.ts';
import { type WaiversView, waiversView } from './waivers-view.ts';

/** Every section of the page but those that are written host by host and control by control. */
export interface PageView {
  readonly title: string;
  readonly scope: string;
  readonly contents: readonly ContentsEntry[];
  readonly summary: SummaryView;
  readonly fix: FixView | undefined;
  readonly changes: ChangesView | undefined;
  readonly trend: TrendView | undefined;
  readonly waivers: WaiversView | undefined;
  readonly matrix: MatrixView | undefined;
  readonly containers: ContainersView | undefined;
  readonly hosts: HostsView | undefined;
  readonly filter: FilterView | undefined;
  readonly questions: readonly QuestionView[];
  readonly method: MethodView;
  readonly signOff: SignOffView | undefined;
  readonly footer: FooterView;
  /** Host indices in the order of the matrix, for strips. */
  readonly order: readonly number[];
  /** In the order in which they are written; none where nothing was judged. */
  readonly controls: readonly SurveyedControl[];
}

export interface ContentsEntry {
  readonly href: string;
  readonly title: string;
  readonly n: string;
}

export interface FilterView {
  readonly fleet: boolean;
  readonly areas: readonly { readonly area: string; readonly title: string }[];
  readonly hosts: readonly {
    readonly index: number;
    readonly key: string;
    readonly name: string;
  }[];
}

interface FooterView {
  readonly tool: string;
  readonly run: string;
  readonly partial: boolean;
}

export function pageView(survey: Survey): PageView {
  const { hosts } = survey;
  const judged = anythingAudited(survey);
  const fleet = hosts.length > 1;
  const alone = survey.layout === 'page';
  const order = hostGroups(survey).flatMap((group) => group.hosts);
  const fix = fixView(survey, order);
  const page = {
    title: titleOf(survey),
    scope: scopeOf(survey),
    summary: summaryView(survey, fix),
    fix: judged ? fix : undefined,
    changes: changesView(survey),
    trend: trendView(survey),
    waivers: waiversView(survey),
    matrix: judged && fleet && alone ? matrixView(survey) : undefined,
    containers: containersView(survey),
    hosts: fleet && alone ? hostsView(survey, worstHosts(survey)) : undefined,
    filter: judged ? filterView(survey) : undefined,
    questions: questionViews(survey),
    method: methodView(survey),
    signOff: signOffView(survey),
    footer: footerOf(survey),
    order,
    controls: judged ? worstControls(survey) : [],
  };
  return { ...page, contents: contentsOf(survey, page) };
}

function scopeOf({ hosts }: Survey): string {
  return hosts.length === 1 ? (hosts[0]?.name ?? '') : count(hosts.length, 'container host');
}

/** The verdict comes first: it is what a window list shows. */
function titleOf(survey: Survey): string {
  const word = verdictOf(survey).word.replace('.', '');
  const partial = noticeOf(survey) === undefined ? '' : ', partial';
  return `${word}${partial}: ${scopeOf(survey)}, ${day(survey.run.finishedAt)} – hostward`;
}

/** The contents bar of the page that is written, and of every page of a folder. */
export function contentsOf(
  survey: Survey,
  page: Omit<PageView, 'contents'>,
): readonly ContentsEntry[] {
  const { hosts, controls, containers, links } = survey;
  const entry = (shown: boolean, href: string, title: string, n = 0): readonly ContentsEntry[] =>
    shown ? [{ href, title, n: n === 0 ? '' : grouped(n) }] : [];
  const single = hosts.length === 1 && survey.layout === 'page';
  const folder = survey.layout === 'folder';
  const judged = page.controls.length > 0;
  return [
    ...entry(true, links.section('summary'), 'Summary'),
    ...entry(page.fix !== undefined, links.section('fix-first'), 'Fix first'),
    ...entry(page.changes !== undefined, links.section('changes'), 'Changes'),
    ...entry(page.trend !== undefined, links.section('trend'), 'Trend'),
    ...entry(page.matrix !== undefined || (folder && judged), links.matrix, 'Matrix'),
    ...entry(
      page.containers !== undefined,
      links.section('containers'),
      'Containers',
      containers.total,
    ),
    ...entry(page.hosts !== undefined || folder, links.hosts, 'Hosts', hosts.length),
    ...entry(single, '#host', 'Host'),
    ...entry(single && containers.total > 0, '#isolation', 'Containers', containers.total),
    ...entry(judged, links.allControls, 'Controls', controls.length),
    ...entry(
      page.waivers !== undefined,
      links.section('waivers'),
      'Waivers',
      survey.waivers.length,
    ),
    ...entry(
      page.questions.length > 0,
      links.section('questions'),
      'Questions',
      page.questions.length,
    ),
    ...entry(true, links.section('method'), 'Method'),
    ...entry(page.signOff !== undefined, links.section('sign-off'), 'Sign-off'),
  ];
}

function filterView(survey: Survey): FilterView {
  const { hosts } = survey;
  return {
    fleet: hosts.length > 1 && survey.layout === 'page',
    areas: sections(survey).map(({ area, title }) => ({ area, title })),
    hosts: (survey.layout === 'page' ? hosts : []).map(({ index, anchor }) => ({
      index,
      key: anchor.slice('h-'.length),
      name: hostLink(survey, index).name,
    })),
  };
}

function footerOf(survey: Survey): FooterView {
  const { run } = survey;
  return {
    tool: `hostward ${shown(run.toolVersion)}`,
    run: shown(run.id),
    partial: noticeOf(survey) !== undefined,
  };
}

const shown = (text: string): string => visibleLine(text, NAME_CHARACTERS);
