import { compareDigits } from './order.ts';

/** RPM's order of `epoch:version-release` (rpm-version(7)); a missing epoch is 0. */
export function compareRpm(a: string, b: string): number {
  const x = partsOf(a);
  const y = partsOf(b);
  return (
    compareDigits(x.epoch, y.epoch) ||
    compareRpmPart(x.version, y.version) ||
    compareRpmPart(x.release, y.release)
  );
}

function partsOf(evr: string): { epoch: string; version: string; release: string } {
  const [, epoch = '0', rest = evr] = /^(\d+):(.*)$/.exec(evr) ?? [];
  const dash = rest.lastIndexOf('-');
  if (dash === -1) return { epoch, version: rest, release: '' };
  return { epoch, version: rest.slice(0, dash), release: rest.slice(dash + 1) };
}

/** What `rpm --eval '%{lua: print(rpm.vercmp(a, b))}'` says of one version or one release. */
function compareRpmPart(a: string, b: string): number {
  const x = segmentsOf(a);
  const y = segmentsOf(b);
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const difference = compareSegment(x[i], y[i]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Digits, letters, `~` and `^` are segments; all else only separates. */
const segmentsOf = (part: string): readonly string[] => part.match(/\d+|[A-Za-z]+|~|\^/g) ?? [];

/** `~` sorts before the end, `^` after the end and before anything else; numbers beat letters. */
function compareSegment(a: string | undefined, b: string | undefined): number {
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0 || a === undefined || b === undefined) return rank;
  if (/\d/.test(a)) return compareDigits(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}

function rankOf(segment: string | undefined): number {
  if (segment === undefined) return 1;
  if (segment === '~') return 0;
  if (segment === '^') return 2;
  return /\d/.test(segment) ? 4 : 3;
}
