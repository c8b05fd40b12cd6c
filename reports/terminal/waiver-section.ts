import { type ReportedWaiver, WAIVER_CONCERNS } from '../../src/model/waiver.ts';
import { shownName, shownText } from '../summary/shown-text.ts';
import { inWords } from '../wording.ts';
import type { Pen } from './pen.ts';
import { hanging, heading, more, type Section } from './sections.ts';

const WAIVERS_SHOWN = 6;

/** Waivers that somebody has to look at, in the order of their files. */
export function waiverConcerns(pen: Pen, waivers: readonly ReportedWaiver[]): Section {
  const concerning = waivers.filter(({ concerns }) => concerns.length > 0);
  if (concerning.length === 0) return [];
  return [
    heading(pen, `Waivers to look at: ${inWords(concerning.length)} of ${waivers.length}`),
    ...concerning
      .slice(0, WAIVERS_SHOWN)
      .flatMap(({ id, owner, expiresOn, concerns }) =>
        hanging(
          pen,
          `${shownName(id)} of ${shownText(owner)}, until ${expiresOn}: ${concerns
            .map((concern) => WAIVER_CONCERNS[concern])
            .join('; ')}`,
        ),
      ),
    ...more(pen, WAIVERS_SHOWN, concerning.length, 'waiver'),
  ];
}
