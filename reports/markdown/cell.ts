import { visibleLine } from '../../src/model/visible-text.ts';

/** Text from hosts must neither end a cell nor act as markup, a mention or a link. */
export const cell = (text: string): string =>
  visibleLine(text, 200).replace(/[\\`*_{}[\]()<>#+!|~&@:$-]/g, (c) =>
    /[<>&@:]/.test(c) ? `&#${c.charCodeAt(0)};` : `\\${c}`,
  );
