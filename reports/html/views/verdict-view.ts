import { noSeverities, type SeverityCounts, WORST_FIRST } from '../../totals.ts';
import { count, grouped, listed } from '../../wording.ts';
import { hostLink } from '../survey/host-order.ts';
import type { Survey } from '../survey/survey.ts';

type VerdictWord = 'Nothing was audited.' | 'Not compliant.' | 'Not determined.' | 'Compliant.';

export interface VerdictView {
  readonly word: VerdictWord;
  /** The outcome whose colour the word has. */
  readonly kind: 'fail' | 'unknown' | 'pass';
  /** What follows the word, a sentence. */
  readonly sentence: string;
}

export function verdictOf(survey: Survey): VerdictView {
  const { tally, run } = survey;
  if (!anythingAudited(survey)) {
    return { word: 'Nothing was audited.', kind: 'unknown', sentence: whyNothing(survey) };
  }
  if (tally.fail > 0) {
    return { word: 'Not compliant.', kind: 'fail', sentence: openFailures(survey) };
  }
  if (tally.unknown > 0 || tally.pass === 0 || !run.complete) {
    return { word: 'Not determined.', kind: 'unknown', sentence: undetermined(survey) };
  }
  return { word: 'Compliant.', kind: 'pass', sentence: allPass(survey) };
}

function allPass(survey: Survey): string {
  const { pass, waived } = survey.tally;
  const on = `on ${where(survey, survey.hosts.length)}`;
  if (waived > 0) {
    return `${count(pass, 'result passes', 'results pass')} ${on}, and ${count(waived, 'failure is', 'failures are')} accepted by waivers.`;
  }
  const all =
    pass === 1
      ? 'The one applicable result passes'
      : `All ${grouped(pass)} applicable results pass`;
  return `${all} ${on}.`;
}

export const anythingAudited = ({ hosts, controls }: Survey): boolean =>
  controls.length > 0 && hosts.some((host) => host.failure === undefined);

function whyNothing({ hosts, controls }: Survey): string {
  if (hosts.length === 0) return 'No host was selected.';
  if (controls.length === 0) return 'No control was selected.';
  return hosts.length === 1
    ? 'The one host of this run could not be read.'
    : `None of ${count(hosts.length, 'host')} could be read.`;
}

export function failuresBySeverity({ hosts }: Survey): SeverityCounts {
  const sum = noSeverities();
  for (const { failing } of hosts)
    for (const severity of WORST_FIRST) sum[severity] += failing[severity];
  return sum;
}

/** The severities that the verdict speaks of: critical and high, or where none is open the lesser ones. */
export function threshold(failing: SeverityCounts): readonly (keyof SeverityCounts)[] {
  const serious = (['critical', 'high'] as const).filter((severity) => failing[severity] > 0);
  return serious.length > 0
    ? serious
    : (['medium', 'low'] as const).filter((severity) => failing[severity] > 0);
}

function openFailures(survey: Survey): string {
  const failing = failuresBySeverity(survey);
  const severities = threshold(failing);
  const n = severities.reduce((sum, severity) => sum + failing[severity], 0);
  const on = survey.hosts.filter((host) => severities.some((s) => host.failing[s] > 0)).length;
  const kinds = severities.length === 2 ? listed(severities) : (severities[0] ?? '');
  return `${grouped(n)} ${kinds} ${n === 1 ? 'failure is' : 'failures are'} open on ${where(survey, on)}.`;
}

function undetermined({ tally, hosts, run }: Survey): string {
  const unknown = hosts.filter((host) => host.tally.unknown > 0).length;
  if (tally.unknown > 0) {
    const results = count(tally.unknown, 'result is unknown', 'results are unknown');
    return `Nothing failed, but ${results}${hosts.length === 1 ? '' : ` on ${count(unknown, 'host')}`}.`;
  }
  if (!run.complete) return 'Nothing failed, but the run was stopped before its end.';
  return 'No control could be judged by a machine.';
}

/** `9 of 12 hosts`, `all 12 hosts`, or the name of the only host. */
function where(survey: Survey, n: number): string {
  const { hosts } = survey;
  if (hosts.length === 1) return hostLink(survey, 0).name;
  return n === hosts.length
    ? `all ${count(n, 'host')}`
    : `${grouped(n)} of ${count(hosts.length, 'host')}`;
}
