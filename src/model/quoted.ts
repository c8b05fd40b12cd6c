import { visibleLine } from './visible-text.ts';

/** Text of the user in a message: quoted, harmless, and short enough for a line. */
export const quoted = (text: string): string => `"${visibleLine(text, 100)}"`;
