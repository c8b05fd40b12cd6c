/** What all names of a fleet share, so that it is written once. */
export interface CommonName {
  readonly before: string;
  readonly after: string;
}

/** The common beginning and end of names, cut where a word of a name ends: `node-` and `.example.org`. */
export function commonName(names: readonly string[]): CommonName {
  const [first = '', ...rest] = names;
  if (rest.length === 0) return { before: '', after: '' };
  const before = rest.reduce((common, name) => sharedStart(common, name), first);
  const cut = before.replace(/[^.\-_]+$/, '');
  const tails = names.map((name) => [...name.slice(cut.length)].reverse().join(''));
  const [tail = '', ...others] = tails;
  const after = others.reduce((common, name) => sharedStart(common, name), tail);
  const kept = [...after.replace(/[^.]+$/, '')].reverse().join('');
  return { before: cut, after: kept };
}

function sharedStart(a: string, b: string): string {
  let n = 0;
  while (n < a.length && a[n] === b[n]) n += 1;
  return a.slice(0, n);
}

/** A name without what all names end in: `node-04` of `node-04.example.org`. */
export const shortName = (name: string, { after }: CommonName): string =>
  after !== '' && name.length > after.length ? name.slice(0, -after.length) : name;

/** What tells a name from the others: `04` of `node-04.example.org`. */
export function ownPart(name: string, common: CommonName): string {
  const own = shortName(name, common).slice(common.before.length);
  return own === '' ? name : own;
}
