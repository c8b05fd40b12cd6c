import type { AnyCheck, Need, Needs } from '../kit/define-check.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Observer } from './observe.ts';

/** Thrown when a check itself is broken; never when a host is. */
export class CheckDefectError extends Error {
  override name = 'CheckDefectError';
  readonly checkId: string;
  constructor(checkId: string, cause: unknown) {
    super(`check ${checkId} threw instead of answering`, { cause });
    this.checkId = checkId;
  }
}

/**
 * Gives one check its evidence. Missing evidence is answered here, so no check has to.
 * @param params parsed by the check's own schema; undefined where it has none.
 * @throws CheckDefectError when the check throws.
 */
export function judge(
  check: AnyCheck,
  observe: Observer,
  collectedAt: string,
  params: unknown,
): Verdict {
  const seen: Record<string, unknown> = {};
  for (const [name, { fact, absentIsEvidence }] of needsOf(check)) {
    const observation = observe(fact);
    if (observation.state === 'value') seen[name] = observation.value;
    else if (observation.state === 'absent' && absentIsEvidence) seen[name] = undefined;
    else return { outcome: 'unknown', reason: observation.reason };
  }
  try {
    const context = { params, collectedAt };
    const verdict = check.evaluate(seen, context);
    const isGood = verdict.outcome === 'pass' || verdict.outcome === 'notApplicable';
    const doubt = isGood ? check.doubt?.(seen, context) : undefined;
    return doubt === undefined ? verdict : { outcome: 'unknown', reason: doubt };
  } catch (cause) {
    throw new CheckDefectError(check.id, cause);
  }
}

const knownNeeds = new WeakMap<AnyCheck, readonly (readonly [string, Need<unknown, unknown>])[]>();

function needsOf(check: AnyCheck): readonly (readonly [string, Need<unknown, unknown>])[] {
  const known = knownNeeds.get(check);
  if (known !== undefined) return known;
  const needs = Object.entries(check.needs as Needs);
  knownNeeds.set(check, needs);
  return needs;
}
