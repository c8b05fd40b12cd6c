import { AREAS } from '../../../src/model/check.ts';
import { FAILURE_CLASSES } from '../../../src/model/host.ts';
import { ENDINGS, type Ending } from '../../../src/model/run.ts';
import { FAILURE_WORDS } from '../../failure-words.ts';
import { count } from '../../wording.ts';
import { NAMES_IN_ROW } from '../limits.ts';
import { type ControlLink, controlLink } from '../survey/control-order.ts';
import type { FoundGroup } from '../survey/evidence.ts';
import { type HostLink, hostLinks } from '../survey/host-order.ts';
import type { Survey, SurveyedControl } from '../survey/survey.ts';
import { controlAnchor } from '../text/anchors.ts';
import { type ReferenceLink, referenceLink } from '../text/references.ts';
import { type RichBlock, richText } from '../text/rich-text.ts';
import { type ExcerptView, excerptView } from './excerpt-view.ts';
import { type FoundView, foundView, shared } from './found-view.ts';
import {
  type Bar,
  type EndingMark,
  kindOf,
  markOf,
  type SeverityMark,
  type Strip,
  scoredBar,
  severityMark,
  stripOf,
  type TallyMark,
  tallies,
} from './marks.ts';
import { type ProcedureView, procedureView } from './procedure-view.ts';

export interface ControlView {
  readonly id: string;
  readonly open: boolean;
  readonly control: ControlLink;
  readonly area: string;
  readonly areaTitle: string;
  readonly level: number;
  readonly severity: SeverityMark;
  /** Kinds of outcome that occur, and hosts that did not pass: what the filter looks at. */
  readonly kinds: string;
  readonly unpassed: string;
  readonly strip: Strip | undefined;
  readonly bar: Bar | undefined;
  readonly tallies: readonly TallyMark[];
  readonly rationale: readonly RichBlock[];
  /** What all mismatches have in common, said once. */
  readonly subject: string;
  readonly expected: string;
  readonly remedy: readonly RichBlock[];
  readonly references: readonly ReferenceLink[];
  /** How it is read, by reader. */
  readonly procedure: readonly ProcedureView[];
  readonly fleet: boolean;
  readonly evidence: readonly EvidenceRow[];
}

interface EvidenceRow {
  readonly mark: EndingMark;
  /** `3 hosts`, where several share the row. */
  readonly many: string;
  readonly hosts: readonly HostLink[];
  readonly unnamed: string;
  readonly indices: string;
  readonly found: FoundView;
  readonly excerpt: ExcerptView | undefined;
}

const ROW_ORDER: readonly Ending[] = [
  'fail',
  'unknown',
  'manual',
  'waived',
  'pass',
  'notApplicable',
];

export function controlView(
  survey: Survey,
  order: readonly number[],
  control: SurveyedControl,
  open: boolean,
): ControlView {
  const { meta, tally } = control;
  const groups = [...control.evidence.values(), ...lostGroups(survey)];
  const mismatches = groups.flatMap((group) => group.mismatches);
  const subject = shared(mismatches.map((mismatch) => mismatch.subject));
  const expected = shared(mismatches.map((mismatch) => mismatch.expected));
  const strip = stripOf(survey, order, control);
  const fleet = survey.hosts.length > 1;
  return {
    id: controlAnchor(meta.id),
    open,
    control: controlLink(survey, control),
    area: meta.area,
    areaTitle: AREAS[meta.area],
    level: meta.level,
    severity: severityMark(meta.severity),
    kinds: ENDINGS.filter((ending) => tally[ending] > 0)
      .map((ending) => kindOf(ending))
      .join(' '),
    unpassed: unpassed(groups),
    strip,
    bar: strip === undefined && fleet ? scoredBar(tally) : undefined,
    tallies: tallies(tally),
    rationale: richText(meta.rationale),
    subject,
    expected,
    remedy: richText(meta.remedy),
    references: meta.references.map((reference) => referenceLink(reference)),
    procedure: procedureView(meta.reads ?? []),
    fleet,
    evidence: [
      ...groups
        .toSorted(compareGroups)
        .map((found) =>
          evidenceRow(survey, found, { subject: subject === '', expected: expected === '' }),
        ),
      ...countedPasses(survey, control),
    ],
  };
}

const compareGroups = (a: FoundGroup, b: FoundGroup): number =>
  ROW_ORDER.indexOf(a.ending) - ROW_ORDER.indexOf(b.ending) || b.hosts.length - a.hosts.length;

function unpassed(groups: readonly FoundGroup[]): string {
  const hosts = groups
    .filter(({ ending }) => ending === 'fail' || ending === 'unknown')
    .flatMap((group) => group.hosts);
  return hosts.toSorted((a, b) => a - b).join(' ');
}

const group = (ending: Ending, text: string, hosts: number[]): FoundGroup => ({
  ending,
  mismatches: [],
  unlisted: 0,
  text,
  hosts,
  excerpt: undefined,
});

/** Hosts that were not read, one row a reason: they stand in every control. */
function lostGroups({ hosts }: Survey): readonly FoundGroup[] {
  return FAILURE_CLASSES.flatMap((failure) => {
    const lost = hosts.filter((host) => host.failure?.class === failure);
    if (lost.length === 0) return [];
    const text = `Not read: ${FAILURE_WORDS[failure].clause}`;
    return [
      group(
        'unknown',
        text,
        lost.map((host) => host.index),
      ),
    ];
  });
}

function evidenceRow(
  survey: Survey,
  found: FoundGroup,
  shown: { readonly subject: boolean; readonly expected: boolean },
): EvidenceRow {
  const { hosts } = found;
  const { links, unnamed } = hostLinks(survey, hosts, NAMES_IN_ROW);
  return {
    mark: markOf(found.ending),
    many: hosts.length > 1 ? count(hosts.length, 'host') : '',
    hosts: links,
    unnamed,
    indices: survey.layout === 'page' ? hosts.join(' ') : '',
    found: foundView(found, shown),
    excerpt: excerptView(survey, found),
  };
}

/** In a folder passes are counted, not named: each stands on the page of its host. */
function countedPasses(survey: Survey, { tally }: SurveyedControl): readonly EvidenceRow[] {
  if (survey.layout === 'page' || tally.pass === 0) return [];
  return [
    {
      mark: markOf('pass'),
      many: count(tally.pass, 'host'),
      hosts: [],
      unnamed: '',
      indices: '',
      found: { lines: [], expected: '', text: '', more: '' },
      excerpt: undefined,
    },
  ];
}
