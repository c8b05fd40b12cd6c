import { compareDigits, isDigit, isLetter } from './order.ts';

/** Debian's order of package versions, `[epoch:]upstream[-revision]` (deb-version(7)). */
export function compareDpkg(a: string, b: string): number {
  const x = partsOf(a);
  const y = partsOf(b);
  return (
    compareDigits(x.epoch, y.epoch) ||
    comparePart(x.upstream, y.upstream) ||
    comparePart(x.revision, y.revision)
  );
}

function partsOf(version: string): { epoch: string; upstream: string; revision: string } {
  const [, epoch = '0', rest = version] = /^(\d+):(.*)$/.exec(version) ?? [];
  const dash = rest.lastIndexOf('-');
  if (dash === -1) return { epoch, upstream: rest, revision: '' };
  return { epoch, upstream: rest.slice(0, dash), revision: rest.slice(dash + 1) };
}

/** Turns of text and number; in text a tilde sorts before the end, and letters before the rest. */
function comparePart(a: string, b: string): number {
  const x = runsOf(a);
  const y = runsOf(b);
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const left = x[i] ?? EMPTY;
    const right = y[i] ?? EMPTY;
    const difference =
      compareText(left.text, right.text) || compareDigits(left.digits, right.digits);
    if (difference !== 0) return difference;
  }
  return 0;
}

const EMPTY = { text: '', digits: '' };

function runsOf(part: string): readonly { readonly text: string; readonly digits: string }[] {
  return [...part.matchAll(/(\D*)(\d*)/g)]
    .map(([, text = '', digits = '']) => ({ text, digits }))
    .filter(({ text, digits }) => text !== '' || digits !== '');
}

function compareText(a: string, b: string): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = weightOf(a[i]) - weightOf(b[i]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function weightOf(c: string | undefined): number {
  if (c === undefined || isDigit(c)) return 0;
  if (c === '~') return -1;
  return isLetter(c) ? c.charCodeAt(0) : c.charCodeAt(0) + 256;
}
