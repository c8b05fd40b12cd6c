import { visibleLine } from '../../../src/model/visible-text.ts';
import type { ReportedWaiver, WaiverConcern } from '../../../src/model/waiver.ts';
import { capital, count, grouped, listed } from '../../wording.ts';
import { NAME_CHARACTERS } from '../limits.ts';
import type { Survey } from '../survey/survey.ts';
import { type Piece, say } from './cells.ts';

/** What no machine decides: waivers that end, and questions. */
export interface DecisionsView {
  readonly lines: readonly (readonly Piece[])[];
}

const NAMED = 3;

/** Undefined where nothing waits for a person. */
export function decisionsOf(survey: Survey): DecisionsView | undefined {
  const lines = [...expired(survey), ...expiring(survey), ...otherwise(survey), ...asked(survey)];
  return lines.length === 0 ? undefined : { lines };
}

const having = ({ waivers }: Survey, concern: WaiverConcern): readonly ReportedWaiver[] =>
  waivers
    .filter(({ concerns }) => concerns.includes(concern))
    .toSorted((a, b) => (a.expiresOn < b.expiresOn ? -1 : Number(a.expiresOn > b.expiresOn)));

function expired(survey: Survey): DecisionsView['lines'] {
  const waivers = having(survey, 'expired');
  if (waivers.length === 0) return [];
  const what = waivers.length === 1 ? 'What it covered' : 'What they covered';
  return [
    [
      link(survey, count(waivers.length, 'waiver has expired', 'waivers have expired')),
      say(`: ${named(waivers)}. ${what} counts again.`),
    ],
  ];
}

function expiring(survey: Survey): DecisionsView['lines'] {
  const waivers = having(survey, 'expiring');
  const [first] = waivers;
  if (first === undefined) return [];
  const soonest = `${waivers.length === 1 ? 'on' : 'the first on'} ${name(first.expiresOn)}`;
  return [
    [
      link(survey, count(waivers.length, 'waiver is', 'waivers are')),
      say(` about to expire, ${soonest}: ${named(waivers)}.`),
    ],
  ];
}

/** Waivers that a person has to look at for another reason than their end. */
function otherwise(survey: Survey): DecisionsView['lines'] {
  const waivers = survey.waivers.filter(
    ({ concerns }) =>
      concerns.length > 0 && !concerns.some((c) => c === 'expired' || c === 'expiring'),
  );
  if (waivers.length === 0) return [];
  return [
    [
      link(survey, count(waivers.length, 'waiver needs', 'waivers need')),
      say(` a look: ${named(waivers)}.`),
    ],
  ];
}

function asked({ controls, tally, links }: Survey): DecisionsView['lines'] {
  const n = controls.filter((control) => control.tally.manual > 0).length;
  if (n === 0) return [];
  const answers = `${capital(count(tally.manual, 'result waits', 'results wait'))} for the answer${n === 1 ? '' : 's'}.`;
  return [
    [
      {
        text: `${grouped(n)} ${n === 1 ? 'question' : 'questions'}`,
        href: links.section('questions'),
      },
      say(` only a person can answer. ${answers}`),
    ],
  ];
}

const link = ({ links }: Survey, text: string): Piece => ({ text, href: links.section('waivers') });

function named(waivers: readonly ReportedWaiver[]): string {
  const shown = waivers.slice(0, NAMED).map(({ id, owner }) => `${name(id)} (${name(owner)})`);
  const rest = waivers.length - shown.length;
  return listed(rest === 0 ? shown : [...shown, `${grouped(rest)} more`]);
}

const name = (words: string): string => visibleLine(words, NAME_CHARACTERS);
