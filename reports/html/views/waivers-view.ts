import { daysBetween } from '../../../src/model/time.ts';
import { visibleLine } from '../../../src/model/visible-text.ts';
import { type ReportedWaiver, WAIVER_CONCERNS, WAIVER_KINDS } from '../../../src/model/waiver.ts';
import { count, listed } from '../../wording.ts';
import { NAME_CHARACTERS, VALUE_CHARACTERS } from '../limits.ts';
import type { Survey } from '../survey/survey.ts';
import { type NumberCell, numberCell } from './cells.ts';

/** What somebody answers for, and until when. */
export interface WaiversView {
  readonly intro: string;
  readonly rows: readonly WaiverRow[];
}

interface WaiverRow {
  readonly id: string;
  readonly kind: string;
  readonly expires: string;
  /** `14 days left`, by the day of the run. */
  readonly left: string;
  readonly covers: readonly string[];
  readonly accepts: NumberCell;
  readonly reason: string;
  readonly control: string;
  readonly ticket: string;
  readonly owner: string;
  readonly approver: string;
  readonly approved: string;
  readonly concerns: string;
}

/** Undefined where the policy has none. Those to look at come first, then the first to expire. */
export function waiversView({ waivers, tally, run }: Survey): WaiversView | undefined {
  if (waivers.length === 0) return undefined;
  const concerned = waivers.filter(({ concerns }) => concerns.length > 0).length;
  const look = concerned === 0 ? '' : ` ${count(concerned, 'needs', 'need')} a look.`;
  return {
    intro: `${count(waivers.length, 'waiver')} of the policy; ${count(tally.waived, 'failing result is', 'failing results are')} accepted as a whole. What is accepted still fails and is not part of what is proven.${look}`,
    rows: waivers.toSorted(byNeed).map((waiver) => rowOf(waiver, run.startedAt)),
  };
}

const byNeed = (a: ReportedWaiver, b: ReportedWaiver): number =>
  Math.sign(b.concerns.length) - Math.sign(a.concerns.length) ||
  (a.expiresOn < b.expiresOn ? -1 : Number(a.expiresOn > b.expiresOn));

function rowOf(waiver: ReportedWaiver, at: string): WaiverRow {
  const { scope, compensatingControl = '', ticket = '' } = waiver;
  const side = (word: string, names: readonly string[]): readonly string[] =>
    names.length === 0 ? [] : [name(`${word} ${names.join(', ')}`)];
  return {
    id: name(waiver.id),
    kind: WAIVER_KINDS[waiver.kind],
    expires: name(waiver.expiresOn),
    left: daysLeft(waiver.expiresOn, at),
    covers: [
      name(scope.checks.join(', ')),
      ...side('of', scope.subjects),
      ...side('on', scope.hosts),
      ...side('in', scope.groups),
    ],
    accepts: numberCell(waiver.accepts),
    reason: text(waiver.reason),
    control: text(compensatingControl),
    ticket: name(ticket),
    owner: name(waiver.owner),
    approver: name(waiver.approver),
    approved: name(waiver.approvedOn),
    concerns: listed(waiver.concerns.map((concern) => WAIVER_CONCERNS[concern])),
  };
}

/** A waiver holds to the end of its last day. */
function daysLeft(expiresOn: string, at: string): string {
  const days = daysBetween(at, expiresOn) + 1;
  if (Number.isNaN(days)) return '';
  if (days < 0) return `${count(-days, 'day')} ago`;
  return days === 0 ? 'the last day' : `${count(days, 'day')} left`;
}

const name = (words: string): string => visibleLine(words, NAME_CHARACTERS);
const text = (words: string): string => visibleLine(words, VALUE_CHARACTERS);
