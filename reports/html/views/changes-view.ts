import { CHANGE_KINDS, type Change, type ChangeKind } from '../../../src/model/changes.ts';
import { visibleLine } from '../../../src/model/visible-text.ts';
import { compareSeverity } from '../../totals.ts';
import { capital, count, grouped } from '../../wording.ts';
import { CHANGES_LISTED, NAME_CHARACTERS, VALUE_CHARACTERS } from '../limits.ts';
import { type ChangeGroup, KINDS } from '../survey/change-survey.ts';
import { type ControlLink, controlLink } from '../survey/control-order.ts';
import { type HostLink, hostLink } from '../survey/host-order.ts';
import type { Survey, SurveyedControl } from '../survey/survey.ts';
import { moment } from '../text/instants.ts';
import { type SeverityMark, severityMark } from './marks.ts';

/** What changed since an earlier run. */
export interface ChangesView {
  readonly intro: string;
  readonly incomparable: string;
  readonly figures: readonly { readonly label: string; readonly n: string }[];
  readonly caption: string;
  readonly fleet: boolean;
  readonly rows: readonly ChangeRow[];
}

/** One control, and every host where it changed in one way. */
interface ChangeRow {
  readonly kind: string;
  readonly what: string;
  readonly severity: SeverityMark;
  readonly control: ControlLink;
  readonly hosts: readonly HostLink[];
  readonly unnamed: string;
  readonly samples: readonly SampleView[];
  readonly more: string;
}

interface SampleView {
  readonly subject: string;
  readonly before: string;
  readonly after: string;
  /** Whether there is something on both sides. */
  readonly moved: boolean;
}

/** The glyph and colour of each kind of change. */
const MARKS: Readonly<Record<ChangeKind, string>> = {
  newFailure: 'fail',
  valueChanged: 'fail',
  newlyUnknown: 'unknown',
  repaired: 'pass',
  newlyKnown: 'pass',
  waived: 'waived',
  unwaived: 'fail',
};

/** Undefined where no earlier run is known. */
export function changesView(survey: Survey): ChangesView | undefined {
  const { changes } = survey;
  if (changes === undefined) return undefined;
  const groups = knownGroups(survey, changes.groups);
  const rows = groups.slice(0, CHANGES_LISTED);
  const hosts = new Map(survey.hosts.map((host) => [host.name, host.index]));
  return {
    intro: `Since run ${name(changes.before.id)} of ${moment(changes.before.startedAt)}. ${scopeOf(changes)}`,
    incomparable: text(changes.incomparable ?? ''),
    figures: KINDS.filter((kind) => changes.counts[kind] > 0).map((kind) => ({
      label: capital(CHANGE_KINDS[kind]),
      n: grouped(changes.counts[kind]),
    })),
    caption:
      rows.length < groups.length
        ? `The first ${grouped(rows.length)} of ${count(groups.length, 'control')} that changed, worst first`
        : 'By control, worst first',
    fleet: survey.hosts.length > 1,
    rows: rows.map(({ group, control }) => rowOf(survey, hosts, group, control)),
  };
}

interface KnownGroup {
  readonly group: ChangeGroup;
  readonly control: SurveyedControl;
}

/** Groups come by kind; in a kind the most severe stand first, then those of most hosts. */
function knownGroups(survey: Survey, groups: readonly ChangeGroup[]): readonly KnownGroup[] {
  const controls = new Map(survey.controls.map((control) => [control.meta.id, control]));
  const rank = ({ group }: KnownGroup): number => KINDS.indexOf(group.kind);
  return groups
    .flatMap((group) => {
      const control = controls.get(group.check);
      return control === undefined ? [] : [{ group, control }];
    })
    .toSorted(
      (a, b) =>
        rank(a) - rank(b) ||
        compareSeverity(a.control.meta.severity, b.control.meta.severity) ||
        b.group.hostCount - a.group.hostCount ||
        a.control.index - b.control.index,
    );
}

function rowOf(
  survey: Survey,
  indices: ReadonlyMap<string, number>,
  group: ChangeGroup,
  control: SurveyedControl,
): ChangeRow {
  const hosts = group.hosts.flatMap((host) => indices.get(name(host)) ?? []);
  const unnamed = group.hostCount - hosts.length;
  const more = group.n - group.samples.length;
  return {
    kind: MARKS[group.kind],
    what: CHANGE_KINDS[group.kind],
    severity: severityMark(control.meta.severity),
    control: controlLink(survey, control),
    hosts: hosts.map((index) => hostLink(survey, index)),
    unnamed: unnamed > 0 ? `and ${count(unnamed, 'more host')}` : '',
    samples: group.samples.map(sampleOf),
    more: more > 0 ? `and ${grouped(more)} more` : '',
  };
}

const sampleOf = ({ subject = '', before = '', after = '' }: Change): SampleView => ({
  subject: name(subject),
  before: text(before),
  after: text(after),
  moved: before !== '' && after !== '',
});

function scopeOf({
  newHosts,
  lostHosts,
  newlyUnreachable,
  newChecks,
  lostChecks,
  changedChecks = [],
}: NonNullable<Survey['changes']>): string {
  const parts: readonly (readonly [number, string, string])[] = [
    [newHosts.length, 'new host', 'new hosts'],
    [lostHosts.length, 'host no longer there', 'hosts no longer there'],
    [newlyUnreachable.length, 'host newly not read', 'hosts newly not read'],
    [newChecks.length, 'new control', 'new controls'],
    [lostChecks.length, 'control no longer asked', 'controls no longer asked'],
    [changedChecks.length, 'control asked otherwise', 'controls asked otherwise'],
  ];
  const words = parts.filter(([n]) => n > 0).map(([n, one, many]) => count(n, one, many));
  return words.length === 0 ? 'The same hosts and controls.' : `${capital(words.join(', '))}.`;
}

const name = (words: string): string => visibleLine(words, NAME_CHARACTERS);
const text = (words: string): string => visibleLine(words, VALUE_CHARACTERS);
