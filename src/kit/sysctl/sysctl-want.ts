/** What a sysctl's value must be. */
export type SysctlWant =
  | { readonly oneOf: readonly [string, ...string[]] }
  | { readonly atLeast: number }
  | { readonly atMost: number }
  | { readonly between: readonly [number, number] }
  | { readonly not: string }
  /** Every set bit is one of these. */
  | { readonly bitsWithin: number }
  /** Each of these bits is set. */
  | { readonly bits: number }
  /** Words among others. */
  | { readonly words: readonly string[] }
  | { readonly matches: RegExp; readonly meaning: string }
  | Accepted;

/** For values that are no single number. */
interface Accepted {
  readonly accepts: (text: string) => boolean;
  readonly meaning: string;
  /** A value to recommend. */
  readonly good: string;
}

/** Whether a value, of the kernel or of a file, is what is wanted. */
export function satisfies(want: SysctlWant, text: string): boolean {
  const number = kernelNumber(text);
  if ('oneOf' in want) return want.oneOf.some((wanted) => isSame(wanted, text));
  if ('not' in want) return differs(want.not, text);
  if ('atLeast' in want) return number >= want.atLeast;
  if ('atMost' in want) return number <= want.atMost;
  if ('between' in want) return number >= want.between[0] && number <= want.between[1];
  if ('bitsWithin' in want)
    return isBits(number) && bitsOf(number, ~BigInt(want.bitsWithin)) === 0n;
  if ('bits' in want) {
    return isBits(number) && bitsOf(number, BigInt(want.bits)) === BigInt(want.bits);
  }
  if ('words' in want) return want.words.every((word) => text.split(/\s+/).includes(word));
  if ('accepts' in want) return want.accepts(text);
  return want.matches.test(text);
}

/** What the kernel would refuse is no other value. */
function differs(unwanted: string, text: string): boolean {
  const isNumber = !Number.isNaN(kernelNumber(unwanted));
  return !isSame(unwanted, text) && !(isNumber && Number.isNaN(kernelNumber(text)));
}

/** Operators on numbers see 32 bits alone: 0x100000000 would have none. */
const isBits = (number: number): boolean => Number.isSafeInteger(number) && number >= 0;
const bitsOf = (number: number, mask: bigint): bigint => BigInt(number) & mask;

export function expected(want: SysctlWant): string {
  if ('oneOf' in want) return want.oneOf.map((wanted) => wanted || '(empty)').join(' or ');
  if ('not' in want) return `anything but ${want.not}`;
  if ('atLeast' in want) return `at least ${want.atLeast}`;
  if ('atMost' in want) return `at most ${want.atMost}`;
  if ('between' in want) return `${want.between[0]} to ${want.between[1]}`;
  if ('bitsWithin' in want) return `no bit beyond ${want.bitsWithin}`;
  if ('bits' in want) return `all bits of ${want.bits}`;
  if ('words' in want) return `with ${want.words.join(', ')}`;
  return want.meaning;
}

/** One good value, as a line of a sysctl.d file says it. */
export function recommended(want: SysctlWant): string {
  if ('oneOf' in want) return want.oneOf[0];
  if ('not' in want) return want.not === '0' ? '1' : '0';
  if ('atLeast' in want) return String(want.atLeast);
  if ('atMost' in want) return String(want.atMost);
  if ('between' in want) return String(want.between[1]);
  if ('bitsWithin' in want) return '0';
  if ('bits' in want) return String(want.bits);
  if ('words' in want) return want.words.join(' ');
  if ('accepts' in want) return want.good;
  return want.meaning;
}

/**
 * A number as the kernel reads one that is written to it: C notation, white space ends it, and what
 * follows is dropped (`1 # on` is 1). NaN for what the kernel refuses.
 */
export function kernelNumber(text: string): number {
  const [, sign, digits = ''] = /^(-?)(0x[0-9a-f]+|0[0-7]*|[1-9]\d*)(?:\s|$)/i.exec(text) ?? [];
  const octal = /^0[0-7]+$/.test(digits);
  const number = digits === '' ? Number.NaN : Number(octal ? `0o${digits}` : digits);
  return sign === '-' ? -number : number;
}

function isSame(wanted: string, text: string): boolean {
  const number = kernelNumber(wanted);
  return Number.isNaN(number) ? wanted === text : number === kernelNumber(text);
}
