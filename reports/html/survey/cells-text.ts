import { ENDINGS } from '../../../src/model/run.ts';
import { endingAt, type Survey, type SurveyedControl } from './survey.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * The results of one host as text that a page holds as data: two a character, each an index into
 * `ENDINGS` of three bits, in the order of the controls given.
 */
export function cellsText(
  { cells }: Survey,
  host: number,
  controls: readonly SurveyedControl[],
): string {
  const codes = controls.map(({ index }) => ENDINGS.indexOf(endingAt(cells[host], index)));
  let text = '';
  for (let n = 0; n < codes.length; n += 2) {
    text += ALPHABET.charAt(((codes[n] ?? 0) << 3) | (codes[n + 1] ?? 0));
  }
  return text;
}
