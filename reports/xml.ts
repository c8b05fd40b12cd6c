/** All but XML 1.0's Char: what a document cannot hold even when escaped. */
const IMPOSSIBLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

const escaped = (text: string, special: RegExp): string =>
  text.replace(IMPOSSIBLE, '\ufffd').replace(special, (c) => ENTITIES[c] ?? c);

/** Between tags. */
export const xmlText = (text: string): string => escaped(text, /[&<>\r]/g);

/** A start tag without its closing bracket; line breaks in values survive. */
export function xmlTag(name: string, attributes: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(value, /[&<>"\t\n\r]/g)}"`,
  );
  return `<${name}${pairs.join('')}`;
}
