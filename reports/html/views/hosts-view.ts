import { FAILURE_CLASSES } from '../../../src/model/host.ts';
import { FAILURE_WORDS } from '../../failure-words.ts';
import { proven, WORST_FIRST } from '../../totals.ts';
import { count, grouped, percent } from '../../wording.ts';
import { NAMES_IN_ROW } from '../limits.ts';
import { type HostLink, hostLink, hostLinks, systemName } from '../survey/host-order.ts';
import type { Survey, SurveyedHost } from '../survey/survey.ts';
import { type RichPart, richLine } from '../text/rich-text.ts';
import { type NumberCell, numberCell } from './cells.ts';
import { PRIVILEGE_WORDS } from './host-facts.ts';
import { type Bar, scoredBar } from './marks.ts';
import { anythingAudited } from './verdict-view.ts';

/** The table of hosts. */
export interface HostsView {
  readonly intro: string;
  readonly withContainers: boolean;
  readonly rows: readonly HostRow[];
  /** Why and what to do, a row a cause; only where no host was read and this is all there is to say. */
  readonly unread: readonly UnreadRow[];
}

interface UnreadRow {
  readonly clause: string;
  readonly todo: readonly RichPart[];
  readonly hosts: readonly HostLink[];
  readonly unnamed: string;
}

interface HostRow {
  readonly host: HostLink;
  readonly system: string;
  readonly kernel: string;
  readonly readAs: string;
  readonly rootless: boolean;
  /** Why it was not read, or nothing. */
  readonly lost: string;
  readonly bar: Bar;
  readonly proven: string;
  readonly failing: readonly NumberCell[];
  readonly unknown: NumberCell;
  readonly escaping: NumberCell;
}

/** Of a host that was not read there is no number. */
const UNTOLD: NumberCell = { n: '–', zero: true };

/** @param hosts those of this table, in its order. */
export function hostsView(survey: Survey, hosts: readonly SurveyedHost[]): HostsView {
  return {
    intro: introOf(survey),
    withContainers: survey.containers.total > 0,
    rows: hosts.map((host) => hostRow(survey, host)),
    unread: anythingAudited(survey) ? [] : unreadRows(survey),
  };
}

function introOf({ hosts, containers }: Survey): string {
  const read = hosts.filter((host) => host.failure === undefined).length;
  if (read === 0) return 'None of them was read. A name opens what is known of the host.';
  const were =
    read === hosts.length
      ? `All ${count(read, 'host')} were read.`
      : `${grouped(read)} of ${count(hosts.length, 'host')} ${read === 1 ? 'was' : 'were'} read.`;
  const opens = 'A name opens the facts of the host and everything on it that did not pass.';
  const paths =
    containers.total > 0 ? ' The last column counts containers with a path to root.' : '';
  return `${were} Worst first. ${opens}${paths}`;
}

function unreadRows(survey: Survey): readonly UnreadRow[] {
  return FAILURE_CLASSES.flatMap((failure) => {
    const lost = survey.hosts.filter((host) => host.failure?.class === failure);
    if (lost.length === 0) return [];
    const indices = lost.map((host) => host.index);
    const { links, unnamed } = hostLinks(survey, indices, NAMES_IN_ROW);
    const { clause, todo } = FAILURE_WORDS[failure];
    return [{ clause, todo: richLine(todo), hosts: links, unnamed }];
  });
}

function hostRow(survey: Survey, host: SurveyedHost): HostRow {
  const { failure, privilege, tally, failing, escaping } = host;
  return {
    host: hostLink(survey, host.index),
    system: failure === undefined ? systemName(host.os) : '',
    kernel: host.kernel,
    readAs: privilege === undefined ? '' : PRIVILEGE_WORDS[privilege],
    rootless: privilege === 'none',
    lost: failure === undefined ? '' : FAILURE_WORDS[failure.class].clause,
    bar: scoredBar(tally),
    proven: percent(proven(tally)),
    failing: WORST_FIRST.map((s) => (failure === undefined ? numberCell(failing[s]) : UNTOLD)),
    unknown: numberCell(tally.unknown),
    escaping: failure === undefined ? numberCell(escaping) : UNTOLD,
  };
}
