import type { CheckMeta } from '../../src/model/check.ts';
import type { Finding, ReportedMismatch } from '../../src/model/run.ts';
import { visible, visibleLine } from '../../src/model/visible-text.ts';
import type { Waiver } from '../../src/model/waiver.ts';
import { acceptance, mismatchLine } from '../findings.ts';

/** By id. */
export type Waivers = ReadonlyMap<string, Waiver>;

/** How a case ended, unless it passed. A message stands in the body too: not every reader shows both. */
interface Ending {
  readonly element: 'failure' | 'error' | 'skipped';
  /** Ant's schema takes no type of what was skipped. */
  readonly attributes: { readonly type?: string; readonly message: string };
  readonly body: string;
}

export interface JunitCase {
  readonly area: string;
  readonly title: string;
  readonly ending: Ending | undefined;
}

/** One finding as a case. What is unknown is an error, since no reader fails on what was skipped. */
export function caseOf(check: CheckMeta, finding: Finding, waivers: Waivers): JunitCase {
  return {
    area: check.area,
    title: `${check.id}: ${check.title}`,
    ending: endingOf(check, finding, waivers),
  };
}

function endingOf(check: CheckMeta, finding: Finding, waivers: Waivers): Ending | undefined {
  const { outcome, reason = '', question = '', mismatches = [], waiver } = finding;
  switch (outcome) {
    case 'pass':
      return undefined;
    case 'fail':
      return waiver === undefined ? failure(check, mismatches) : accepted(waiver, waivers);
    case 'unknown':
      return stated('error', { type: 'unknown', message: visibleLine(reason) }, textOf(check));
    case 'notApplicable':
      return stated('skipped', { message: visibleLine(reason) });
    case 'manual':
      return stated('skipped', { message: visibleLine(question) }, textOf(check));
  }
}

/** An ending with its message in its body too, and `more` below. */
export function stated(
  element: Ending['element'],
  attributes: Ending['attributes'],
  more?: string,
): Ending {
  const { message } = attributes;
  return {
    element,
    attributes,
    body:
      more === undefined
        ? message
        : `${message}

${more}`,
  };
}

function failure(check: CheckMeta, mismatches: readonly ReportedMismatch[]): Ending {
  const open = mismatches.filter(({ waiver }) => waiver === undefined);
  const [first = '', ...others] = open.map(mismatchLine);
  const message = others.length === 0 ? first : `${first} (and ${others.length} more)`;
  const body = [first, ...others, '', textOf(check)].join('\n');
  return { element: 'failure', attributes: { type: check.severity, message }, body };
}

/** No reader fails on what was skipped: somebody answers for it. */
function accepted(id: string, waivers: Waivers): Ending {
  const waiver = waivers.get(id);
  const message =
    waiver === undefined ? visibleLine(`accepted by waiver ${id}`) : acceptance(waiver);
  return stated('skipped', { message });
}

/** What a reader needs to act: no other place in a case is valid for it in every schema. */
function textOf({ severity, rationale, remedy, references }: CheckMeta): string {
  return [
    `Severity: ${severity}`,
    `Why: ${visible(rationale)}`,
    `Remedy: ${visible(remedy)}`,
    `References: ${visibleLine(references.join(', '))}`,
  ].join('\n');
}
