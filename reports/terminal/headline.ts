import type { Summary } from '../summary/summary.ts';
import { applicable, proven, provenAtBest, WORST_FIRST } from '../totals.ts';
import { count, grouped, listed, percent } from '../wording.ts';
import type { Ink } from './pen.ts';

export interface Verdict {
  readonly words: string;
  readonly ink: Ink;
  readonly because: string;
}

/** Failures decide before gaps, gaps before passes. */
export function verdictOf(summary: Summary): Verdict {
  const { audited, unreached, tally } = summary;
  if (audited === 0 || applicable(tally) === 0) {
    return { words: 'Nothing was audited.', ink: 'verdictOpen', because: nothing(summary) };
  }
  if (tally.fail > 0) {
    return { words: 'Not compliant.', ink: 'verdictBad', because: failures(summary) };
  }
  if (tally.unknown > 0) {
    const hosts = unreached === 0 ? '' : ` and ${count(unreached, 'host')} could not be read`;
    const because = `Nothing failed, but ${count(summary.unknown, 'result')} could not be told${hosts}.`;
    return { words: 'Not determined.', ink: 'verdictOpen', because };
  }
  return { words: 'Compliant.', ink: 'verdictGood', because: allPassed(summary) };
}

function allPassed({ tally, audited }: Summary): string {
  const results = `${count(tally.pass, 'result')} on ${count(audited, 'host')}`;
  return tally.waived === 0
    ? `${results}, all passed.`
    : `${results} passed; ${count(tally.waived, 'failure is', 'failures are')} accepted by waivers.`;
}

function nothing({ audited, unreached }: Summary): string {
  if (audited > 0) return `No check applies to the ${count(audited, 'host')} read.`;
  return unreached === 0
    ? 'There was no host.'
    : `None of ${count(unreached, 'host')} was reached.`;
}

function failures({ failing, failingHosts, audited, unreached, tally }: Summary): string {
  const kinds = WORST_FIRST.filter((severity) => failing[severity] > 0).map(
    (severity) => `${grouped(failing[severity])} ${severity}`,
  );
  const all = audited + unreached;
  const hosts = all === 1 ? '' : ` on ${grouped(failingHosts)} of ${count(all, 'host')}`;
  return `${listed(kinds)} ${tally.fail === 1 ? 'failure' : 'failures'}${hosts}.`;
}

/** Whether everything was looked at; a figure of its own, since no score says it. */
export function completenessOf(summary: Summary): {
  readonly whole: boolean;
  readonly text: string;
} {
  const { audited, unreached, unknown, withoutRoot } = summary;
  const hosts = audited + unreached;
  const whole = unreached + unknown + withoutRoot === 0 && hosts > 0;
  if (whole) {
    const all = hosts === 1 ? 'The host was' : `All ${count(hosts, 'host')} were`;
    return { whole, text: `${all} read in full.` };
  }
  const parts = [
    `${grouped(audited)} of ${count(hosts, 'host')} reached`,
    ...(unknown === 0 ? [] : [count(unknown, 'unknown result')]),
    ...(withoutRoot === 0 ? [] : [`${count(withoutRoot, 'host')} read without root`]),
  ];
  return { whole, text: `${listed(parts)}.` };
}

/** What was proven, and what stands outside that figure. */
export function scoreOf({ tally, unreached, questions }: Summary): string {
  const share = proven(tally);
  if (share === undefined) return 'no result to count.';
  const best =
    tally.unknown === 0 ? '' : `; ${percent(provenAtBest(tally))} % if every unknown passed`;
  const lost = unreached === 0 ? '' : ' (hosts not reached count as unknown)';
  const accepted = tally.waived === 0 ? '' : `; ${count(tally.waived, 'failure')} accepted`;
  const outside = [
    ...(questions === 0 ? [] : [`${count(questions, 'question')} for a person`]),
    ...(tally.notApplicable === 0 ? [] : [`${grouped(tally.notApplicable)} not applicable`]),
  ];
  const beside = outside.length === 0 ? '' : ` Not counted: ${listed(outside)}.`;
  return `${percent(share)} % proven${best}${lost}${accepted}.${beside}`;
}
