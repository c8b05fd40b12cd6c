import { compareDigits } from './order.ts';

/**
 * The kinds of token in an Alpine version, in apk's own order: where one version ends or goes on
 * in another way, the kind that stands later here belongs to the older version.
 */
const KINDS = ['number', 'letter', 'suffix', 'suffixNumber', 'revision', 'end'] as const;

interface Token {
  readonly kind: (typeof KINDS)[number];
  readonly text: string;
}

const END: Token = { kind: 'end', text: '' };

/** From apk-tools' version.c: those before a release, then those after it. */
const BEFORE = ['alpha', 'beta', 'pre', 'rc'];
const AFTER = ['cvs', 'svn', 'git', 'hg', 'p'];

/** Alpine's order of package versions, `digit{.digit}{letter}{_suffix{number}}{-r#}`. */
export function compareApk(a: string, b: string): number {
  const x = tokensOf(a);
  const y = tokensOf(b);
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const left = x[i] ?? END;
    const right = y[i] ?? END;
    const difference =
      left.kind === right.kind ? compareSame(left, right, i) : compareKinds(left, right);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareKinds(a: Token, b: Token): number {
  if (a.kind === 'suffix' && suffixRank(a.text) < 0) return -1;
  if (b.kind === 'suffix' && suffixRank(b.text) < 0) return 1;
  return KINDS.indexOf(b.kind) - KINDS.indexOf(a.kind);
}

function compareSame(a: Token, b: Token, index: number): number {
  if (a.kind === 'suffix') return suffixRank(a.text) - suffixRank(b.text);
  if (a.kind === 'letter') return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
  const fraction = a.kind === 'number' && index > 0;
  return fraction && (a.text.startsWith('0') || b.text.startsWith('0'))
    ? compareFractions(a.text, b.text)
    : compareDigits(a.text, b.text);
}

/** A later number with leading zeros is a decimal fraction: 1.02 is before 1.1. */
function compareFractions(a: string, b: string): number {
  const x = zerosOf(a);
  const y = zerosOf(b);
  return y - x || compareDigits(a, b);
}

const zerosOf = (digits: string): number => /^0*/.exec(digits)?.[0].length ?? 0;

function suffixRank(name: string): number {
  const before = BEFORE.indexOf(name);
  return before === -1 ? AFTER.indexOf(name) : before - BEFORE.length;
}

/** What is no version ends the list: no order is claimed behind it. */
function tokensOf(version: string): readonly Token[] {
  const match =
    /^(\d+(?:\.\d+)*)([a-z]?)((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*)(?:-r(\d+))?/.exec(
      version,
    );
  const [, numbers = '', letter = '', suffixes = '', revision] = match ?? [];
  return [
    ...numbers.split('.').map((text): Token => ({ kind: 'number', text })),
    ...(letter === '' ? [] : [{ kind: 'letter', text: letter } as const]),
    ...[...suffixes.matchAll(/_([a-z]+)(\d*)/g)].flatMap(([, name = '', number = '']): Token[] => [
      { kind: 'suffix', text: name },
      ...(number === '' ? [] : [{ kind: 'suffixNumber', text: number } as const]),
    ]),
    ...(revision === undefined ? [] : [{ kind: 'revision', text: revision } as const]),
  ];
}
