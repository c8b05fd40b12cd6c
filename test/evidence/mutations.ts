import type { Recorded } from '../../src/model/evidence.ts';

/** One way in which a reading goes wrong, between the host and the judge. */
export type Mutation = (record: Recorded, random: () => number) => Recorded | undefined;

const NOT_ALLOWED = 'Permission denied\n';

/**
 * Losses of sight: after each of them less is known than before, never something else.
 * Undefined takes the record out of the evidence.
 */
const BLINDING = {
  deleted: () => undefined,
  cut: (record) => ({ ...record, cut: true, stdout: half(record.stdout) }),
  denied: () => ({ exit: 1, stdout: '', stderr: NOT_ALLOWED }),
  'denied in part': ({ stdout, stderr }) => ({
    exit: 2,
    stdout,
    stderr: `${typeof stderr === 'string' ? stderr : ''}grep: /x: ${NOT_ALLOWED}`,
  }),
  'without its command': () => ({ exit: 127, stdout: '', stderr: 'sh: stat: not found\n' }),
  'out of time': (record) => ({ ...record, exit: 124 }),
  'killed at its deadline': (record) => ({ ...record, exit: 137 }),
} satisfies Readonly<Record<string, Mutation>>;

/** Noise in place of an answer, which no host would give. */
const GARBLING = {
  'random text': (record, random) => ({ ...record, stdout: noise(random, 0x20, 0x7f) }),
  'random bytes': (record, random) => ({
    ...record,
    stdout: { base64: Buffer.from(noise(random, 0x80, 0x100), 'latin1').toString('base64') },
  }),
  'control characters': (record, random) => ({ ...record, stdout: noise(random, 0, 0x20) }),
} satisfies Readonly<Record<string, Mutation>>;

/** Lines of a file that nobody understands, after some that are. */
const SPOILING = {
  'random text from its middle on': (record, random) => ({
    ...record,
    stdout: `${half(record.stdout)}${noise(random, 0x20, 0x7f)}`,
  }),
} satisfies Readonly<Record<string, Mutation>>;

const IS_ONE_FILE = /^text:[^*?[]*$/;

/** Of the kernel's, every text is a command line, and every one a pattern. */
const MEANS_ANYTHING = /^text:(\/proc\/cmdline|\/proc\/sys\/kernel\/core_pattern)$/;

/** All that can go wrong with a reading, by name. */
export function mutationsOf(reading: string): readonly (readonly [string, Mutation])[] {
  if (MEANS_ANYTHING.test(reading)) return Object.entries<Mutation>(BLINDING);
  const spoiling = IS_ONE_FILE.test(reading) ? SPOILING : {};
  return Object.entries<Mutation>({ ...BLINDING, ...GARBLING, ...spoiling });
}

const half = (bytes: Recorded['stdout']): string =>
  typeof bytes === 'string' ? bytes.slice(0, bytes.length / 2) : '';

const NOISE = 200;

/** Lines of characters from a range. */
function noise(random: () => number, from: number, to: number): string {
  const character = () => String.fromCharCode(from + Math.floor(random() * (to - from)));
  return `${Array.from({ length: NOISE }, (_, i) => (i % 40 === 39 ? '\n' : character())).join('')}\n`;
}

/** The same numbers for the same seed: a failure comes again. mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
