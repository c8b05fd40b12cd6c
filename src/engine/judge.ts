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
  for (const [name, need] of Object.entries(check.needs as Needs)) {
    const gap = see(need, observe, (value) => {
      seen[name] = value;
    });
    if (gap !== undefined) return { outcome: 'unknown', reason: gap };
  }
  try {
    return check.evaluate(Object.freeze(seen), { params, collectedAt });
  } catch (cause) {
    throw new CheckDefectError(check.id, cause);
  }
}

function see(
  { fact, absentIsEvidence }: Need<unknown, unknown>,
  observe: Observer,
  keep: (value: unknown) => void,
): string | undefined {
  const observation = observe(fact);
  if (observation.state === 'value') keep(observation.value);
  else if (observation.state === 'absent' && absentIsEvidence) keep(undefined);
  else return observation.reason;
  return undefined;
}
