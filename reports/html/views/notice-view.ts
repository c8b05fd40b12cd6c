import { FAILURE_CLASSES } from '../../../src/model/host.ts';
import { FAILURE_WORDS } from '../../failure-words.ts';
import { compareNaturally } from '../../natural-order.ts';
import { count, grouped } from '../../wording.ts';
import { type HostLink, hostLink } from '../survey/host-order.ts';
import type { Survey, SurveyedHost } from '../survey/survey.ts';
import { anythingAudited } from './verdict-view.ts';

/** What kept the audit from being whole, a line for each cause. */
export interface NoticeView {
  readonly title: string;
  readonly sentence: string;
  readonly causes: readonly Cause[];
}

interface Cause {
  readonly hosts: readonly HostLink[];
  /** Hosts that are not named. */
  readonly more: string;
  readonly clause: string;
}

const NAMED = 4;

/** Undefined where everything was looked at. */
export function noticeOf(survey: Survey): NoticeView | undefined {
  const causes = [
    ...lostHosts(survey),
    ...rootless(survey),
    ...otherUnknowns(survey),
    ...stopped(survey),
  ];
  if (causes.length === 0) return undefined;
  const { unknown } = survey.tally;
  const all = survey.hosts.length * survey.controls.length;
  const verb = unknown === 1 ? 'is unknown and counts' : 'are unknown and count';
  const sentence =
    unknown === 0
      ? 'No result is unknown.'
      : `${grouped(unknown)} of ${count(all, 'result')} ${verb} as not passed.`;
  const title = anythingAudited(survey) ? 'This audit is partial.' : 'Nothing was read.';
  return { title, sentence, causes };
}

function lostHosts(survey: Survey): readonly Cause[] {
  return FAILURE_CLASSES.flatMap((failure) => {
    const hosts = survey.hosts.filter((host) => host.failure?.class === failure);
    if (hosts.length === 0) return [];
    const clause = hosts.length === 1 ? 'was not read: ' : 'were not read, each because ';
    return [cause(survey, hosts, `${clause}${FAILURE_WORDS[failure].clause}. ${results(hosts)}`)];
  });
}

function rootless(survey: Survey): readonly Cause[] {
  const hosts = survey.hosts.filter((host) => host.privilege === 'none');
  if (hosts.length === 0) return [];
  const verb = hosts.length === 1 ? 'was' : 'were';
  return [cause(survey, hosts, `${verb} read without root. ${results(hosts)}`)];
}

function otherUnknowns(survey: Survey): readonly Cause[] {
  const hosts = survey.hosts.filter(
    (host) => host.failure === undefined && host.privilege !== 'none' && host.tally.unknown > 0,
  );
  if (hosts.length === 0) return [];
  const verb = hosts.length === 1 ? 'gave' : 'each gave';
  return [cause(survey, hosts, `${verb} no answer to a reading. ${results(hosts)}`)];
}

function stopped({ run, hosts }: Survey): readonly Cause[] {
  const explained = run.complete || hosts.some((host) => host.failure !== undefined);
  if (explained) return [];
  return [{ hosts: [], more: '', clause: 'The run was stopped before its end.' }];
}

function cause(survey: Survey, hosts: readonly SurveyedHost[], clause: string): Cause {
  const sorted = hosts.toSorted((a, b) => compareNaturally(a.name, b.name));
  const named = hosts.length > NAMED + 1 ? sorted.slice(0, NAMED) : sorted;
  const rest = hosts.length - named.length;
  return {
    hosts: named.map((host) => hostLink(survey, host.index)),
    more: rest === 0 ? '' : ` and ${count(rest, 'more host')}`,
    clause,
  };
}

const results = (hosts: readonly SurveyedHost[]): string =>
  `${count(
    hosts.reduce((sum, host) => sum + host.tally.unknown, 0),
    'result',
  )}.`;
