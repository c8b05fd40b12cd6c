import { visibleLine } from '../../../src/model/visible-text.ts';
import { proven, sumOf } from '../../totals.ts';
import { count, ENDING_WORDS, grouped, listed, percent, shortHash } from '../../wording.ts';
import { NAME_CHARACTERS } from '../limits.ts';
import type { Survey } from '../survey/survey.ts';
import { span } from '../text/instants.ts';
import { BAR_ORDER } from './marks.ts';
import { noticeOf } from './notice-view.ts';
import { auditorOf } from './summary-view.ts';
import { anythingAudited } from './verdict-view.ts';

export interface MethodView {
  readonly population: string;
  readonly sum: string;
  readonly window: string;
  readonly hashes: readonly { readonly title: string; readonly hash: string }[];
}

export function methodView(survey: Survey): MethodView {
  const { run, hosts, controls, tally } = survey;
  const terms = BAR_ORDER.map((ending) => `${grouped(tally[ending])} ${ENDING_WORDS[ending]}`);
  return {
    population: population(survey),
    sum: `${count(hosts.length, 'host')} × ${count(controls.length, 'control')} = ${count(sumOf(tally), 'result')} = ${terms.join(' + ')}.`,
    window: span(run.startedAt, run.finishedAt),
    hashes: [
      {
        title: `Policy, profile ${visibleLine(run.profile, NAME_CHARACTERS)}`,
        hash: shown(run.policyHash),
      },
      { title: 'Collector script', hash: shown(run.collectorHash) },
      ...optional('Inventory', run.inventoryHash),
      ...optional('Waivers and attestations', run.waiversHash),
    ],
  };
}

const optional = (title: string, hash: string | undefined): MethodView['hashes'] =>
  hash === undefined ? [] : [{ title, hash: shown(hash) }];

const shown = (hash: string): string => visibleLine(hash, NAME_CHARACTERS);

/** That the list of hosts is whole, and how each was read. */
function population(survey: Survey): string {
  const { hosts, run } = survey;
  const as = (wanted: readonly string[]): number =>
    hosts.filter(({ privilege }) => privilege !== undefined && wanted.includes(privilege)).length;
  const lost = hosts.filter((host) => host.failure !== undefined).length;
  const parts: readonly (readonly [number, string])[] = [
    [as(['root', 'sudo', 'doas']), 'read with root'],
    [as(['none']), 'read without root'],
    [lost, 'not read'],
  ];
  const words = parts.filter(([n]) => n > 0).map(([n, word]) => `${grouped(n)} ${word}`);
  const goesOn =
    run.continues === undefined
      ? ''
      : ` It goes on with run ${visibleLine(run.continues, NAME_CHARACTERS)}, and took over what that had read.`;
  const which = words.length === 0 ? '' : `: ${listed(words)}`;
  return `${count(hosts.length, 'host was', 'hosts were')} selected${which}. Run ${visibleLine(run.id, NAME_CHARACTERS)} by ${auditorOf(run)}.${goesOn}`;
}

export interface SignOffView {
  readonly intro: string;
  readonly statement: string;
  readonly roles: readonly string[];
}

/** Undefined where nothing was audited: then there is nothing to sign. */
export function signOffView(survey: Survey): SignOffView | undefined {
  if (!anythingAudited(survey)) return undefined;
  const { tally, run } = survey;
  const partial = noticeOf(survey) === undefined ? 'an audit' : 'a partial audit';
  const score =
    proven(tally) === undefined
      ? 'nothing applicable'
      : `${percent(proven(tally))} % proven compliant`;
  const figures = listed([
    score,
    count(tally.fail, 'failure open', 'failures open'),
    count(tally.unknown, 'result unknown', 'results unknown'),
    count(tally.manual, 'question to answer', 'questions to answer'),
  ]);
  return {
    intro: `Run ${visibleLine(run.id, NAME_CHARACTERS)}, policy sha256 ${shortHash(shown(run.policyHash))}.`,
    statement: `I have read this report of ${partial} of ${count(survey.hosts.length, 'host')}: ${figures}.`,
    roles: ['Prepared by', 'Reviewed by', 'Accepted by'],
  };
}
