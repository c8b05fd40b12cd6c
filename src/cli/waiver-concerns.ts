import { visibleLine } from '../model/visible-text.ts';
import { type ReportedWaiver, WAIVER_CONCERNS, type WaiverConcern } from '../model/waiver.ts';

/** Concerns that `--strict` fails for: somebody has to decide something. */
const GRAVE: readonly WaiverConcern[] = ['expired', 'unused', 'notNeeded', 'tooBroad'];

/** What `--strict` fails for, a line each. */
export const graveConcerns = (waivers: readonly ReportedWaiver[]): readonly string[] =>
  waivers.flatMap(({ id, concerns }) => {
    const grave = concerns.filter((concern) => GRAVE.includes(concern));
    return grave.map((concern) => `waiver ${visibleLine(id)} ${WAIVER_CONCERNS[concern]}`);
  });
