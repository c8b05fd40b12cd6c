import { applicable, lookedAt, proven, provenAtBest, sumOf, WORST_FIRST } from '../../totals.ts';
import { capital, count, grouped, listed, percent } from '../../wording.ts';
import type { Survey } from '../survey/survey.ts';
import { day } from '../text/instants.ts';
import { anythingAudited, failuresBySeverity } from './verdict-view.ts';

export interface Figure {
  readonly label: string;
  readonly number: string;
  readonly unit: string;
  /** Says of what the number is; never a bare percentage. */
  readonly sentence: string;
  readonly href: string | undefined;
}

export const figuresOf = (survey: Survey): readonly Figure[] =>
  anythingAudited(survey)
    ? [
        provenFigure(survey),
        lookedAtFigure(survey),
        failuresFigure(survey),
        ...changesFigure(survey),
        survey.containers.total > 0 ? containersFigure(survey) : questionsFigure(survey),
      ]
    : ['Proven compliant', 'Looked at', 'Open failures'].map((label) => ({
        label,
        number: '–',
        unit: '',
        sentence: 'Nothing was audited.',
        href: undefined,
      }));

function provenFigure({ tally }: Survey): Figure {
  const share = proven(tally);
  const passed = `${grouped(tally.pass)} of ${count(applicable(tally), 'applicable result')} ${tally.pass === 1 ? 'passes' : 'pass'}.`;
  const best =
    tally.unknown === 0 ? '' : ` ${percent(provenAtBest(tally))} % if every unknown passed.`;
  return {
    label: 'Proven compliant',
    number: percent(share),
    unit: share === undefined ? '' : '%',
    sentence: share === undefined ? 'No control applied.' : `${passed}${best}`,
    href: undefined,
  };
}

function lookedAtFigure(survey: Survey): Figure {
  const { tally, hosts } = survey;
  const share = lookedAt(tally);
  const automatic = sumOf(tally) - tally.manual;
  const read = hosts.filter((host) => host.failure === undefined);
  const rooted = read.filter((host) => host.privilege !== 'none').length;
  const withRoot = rooted === read.length ? 'with root' : `${grouped(rooted)} of them with root`;
  const of = `${grouped(automatic - tally.unknown)} of ${count(automatic, 'automatic result')}.`;
  const people =
    hosts.length === 1
      ? `Read ${rooted === 1 ? 'with' : 'without'} root.`
      : `${grouped(read.length)} of ${count(hosts.length, 'host')}${rooted === read.length ? ' ' : ', '}${withRoot}.`;
  return {
    label: 'Looked at',
    number: percent(share),
    unit: share === undefined ? '' : '%',
    sentence: `${of} ${people}`,
    href: undefined,
  };
}

function failuresFigure(survey: Survey): Figure {
  const { fail } = survey.tally;
  const failing = failuresBySeverity(survey);
  const kinds = WORST_FIRST.filter((severity) => failing[severity] > 0);
  const words = listed(kinds.map((severity) => `${grouped(failing[severity])} ${severity}`));
  return {
    label: 'Open failures',
    number: grouped(fail),
    unit: '',
    sentence: fail === 0 ? 'Nothing that was looked at fails.' : `${words}.`,
    href: fail === 0 ? undefined : survey.links.controls('outcome=fail'),
  };
}

/** Absent where no earlier run is known. */
function changesFigure({ changes, links }: Survey): readonly Figure[] {
  if (changes === undefined) return [];
  const { before, counts, worseHosts, incomparable } = changes;
  const worse = count(counts.newFailure, 'mismatch is', 'mismatches are');
  const on = counts.newFailure === 0 ? '' : `, on ${count(worseHosts, 'host')}`;
  const untold = counts.newlyUnknown === 0 ? '' : ` ${grouped(counts.newlyUnknown)} newly unknown.`;
  const apart = incomparable === undefined ? '' : ' The runs differ in more than the hosts.';
  return [
    {
      label: 'New, repaired',
      number: `+${grouped(counts.newFailure)} −${grouped(counts.repaired)}`,
      unit: '',
      sentence: `Since ${day(before.startedAt)}: ${worse} new${on}; ${grouped(counts.repaired)} repaired.${untold}${apart}`,
      href: links.section('changes'),
    },
  ];
}

function containersFigure({ containers, hosts }: Survey): Figure {
  const { escaping, total, hostsEscaping, partlyTold } = containers;
  const on = hosts.length === 1 ? '' : `, on ${count(hostsEscaping.size, 'host')}`;
  const told =
    partlyTold === 0 ? '' : ` ${count(partlyTold, 'container')} could not be read in full.`;
  const of = `of ${count(total, 'running container')}`;
  return {
    label: 'Containers with a path to root',
    number: grouped(escaping),
    unit: '',
    sentence: escaping === 0 ? `None ${of} has a known one.${told}` : `${capital(of)}${on}.${told}`,
    href: hosts.length === 1 ? '#isolation' : '#containers',
  };
}

function questionsFigure({ tally, controls }: Survey): Figure {
  const asking = controls.filter((control) => control.tally.manual > 0).length;
  return {
    label: 'Questions',
    number: grouped(asking),
    unit: '',
    sentence:
      asking === 0
        ? 'Nothing is left to a person.'
        : `${count(tally.manual, 'answer')} for a person to give.`,
    href: asking === 0 ? undefined : '#questions',
  };
}
