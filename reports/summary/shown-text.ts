import { visibleLine } from '../../src/model/visible-text.ts';

/** A name or value, made harmless and short enough to keep one for each host. */
export const shownName = (text: string): string => visibleLine(text, 100);

/** A sentence, likewise. */
export const shownText = (text: string): string => visibleLine(text, 300);
