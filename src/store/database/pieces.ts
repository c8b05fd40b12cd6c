import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import {
  brotliCompress,
  brotliDecompress,
  constants,
  deflateSync,
  inflateSync,
  type ZlibOptions,
} from 'node:zlib';

/**
 * A document in pieces, each a reading or a finding: from run to run most stay the same.
 * A document is kept as a base and what differs from it.
 */
export type Pieces = readonly string[];

export interface Base {
  /** SHA-256 of its pieces. */
  readonly hash: Uint8Array;
  readonly packed: Uint8Array;
  readonly pieces: Pieces;
  /** Where each piece stands. */
  readonly places: ReadonlyMap<string, number>;
}

/** Unpacked bytes of one document that are read: what was altered to fill memory ends here. */
const MAX_BYTES = 256 * 1024 * 1024;

/** More does not reach back in deflate. */
const DICTIONARY_BYTES = 32 * 1024;

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

export async function packBase(pieces: Pieces): Promise<Base> {
  const text = Buffer.from(JSON.stringify(pieces));
  const packed = await compress(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  return baseOf(hashOf(text), packed, pieces);
}

/** @throws Error when the bytes are not those that were packed. */
export async function unpackBase(hash: Uint8Array, packed: Uint8Array): Promise<Base> {
  const text = await decompress(packed, { maxOutputLength: MAX_BYTES });
  if (Buffer.compare(hashOf(text), hash) !== 0) throw new Error('its hash is another one');
  return baseOf(hash, packed, strings(text));
}

const baseOf = (hash: Uint8Array, packed: Uint8Array, pieces: Pieces): Base => ({
  hash,
  packed,
  pieces,
  places: new Map(pieces.map((piece, place) => [piece, place])),
});

const hashOf = (text: Uint8Array): Buffer => createHash('sha256').update(text).digest();

/** Beside what they replace, changed readings pack to a part this small at best. */
const BEST = 1 / 20;

/**
 * What turns the base into these pieces: which of its runs to take, and what stands between them.
 * @param most bytes that it may have. @returns undefined where it would have more.
 */
export function packDelta(base: Base, pieces: Pieces, most: number): Uint8Array | undefined {
  const { steps, fresh } = stepsFrom(base, pieces);
  const head = JSON.stringify(steps.map(({ from, taken, fresh: news }) => [from, taken, news]));
  const length = fresh.reduce((sum, piece) => sum + piece.length, head.length);
  if (length * BEST > most) return undefined;
  const delta = fresh.length === 0 ? Buffer.from(head) : packSteps(base, { steps, fresh }, head);
  return delta.length > most ? undefined : delta;
}

/** The delta of a base of its own: all of it. */
export const packWhole = (pieces: Pieces): Uint8Array =>
  Buffer.from(JSON.stringify([[0, pieces.length, 0]]));

function packSteps({ pieces }: Base, { steps, fresh }: Steps, head: string): Buffer {
  const body = deflateSync(JSON.stringify(fresh), { level: 9, ...dictionaryOf(pieces, steps) });
  return Buffer.concat([Buffer.from(`${head}\n`), body]);
}

interface Steps {
  readonly steps: readonly Step[];
  /** The pieces that the base does not have. */
  readonly fresh: Pieces;
}

function stepsFrom({ places }: Base, pieces: Pieces): Steps {
  const steps: Step[] = [];
  const fresh: string[] = [];
  for (const piece of pieces) {
    const place = places.get(piece);
    const last = steps.at(-1);
    if (place === undefined) {
      if (last === undefined) steps.push({ from: 0, taken: 0, fresh: 1 });
      else last.fresh += 1;
      fresh.push(piece);
    } else if (last !== undefined && last.fresh === 0 && place === last.from + last.taken) {
      last.taken += 1;
    } else steps.push({ from: place, taken: 1, fresh: 0 });
  }
  return { steps, fresh };
}

interface Step {
  /** Of the base, the place of the first piece and how many follow. */
  readonly from: number;
  taken: number;
  /** Pieces of their own after those. */
  fresh: number;
}

/** @throws Error when the delta is none of this base. */
export function applyDelta({ pieces: known }: Base, delta: Uint8Array): Pieces {
  const bytes = Buffer.from(delta.buffer, delta.byteOffset, delta.byteLength);
  const end = bytes.indexOf('\n');
  const steps = stepsOf(bytes.subarray(0, end === -1 ? bytes.length : end));
  const options = { ...dictionaryOf(known, steps), maxOutputLength: MAX_BYTES };
  const fresh = end === -1 ? [] : strings(inflateSync(bytes.subarray(end + 1), options));
  const pieces: string[] = [];
  let next = 0;
  for (const step of steps) {
    for (const piece of known.slice(step.from, step.from + step.taken)) pieces.push(piece);
    for (const piece of fresh.slice(next, next + step.fresh)) pieces.push(piece);
    next += step.fresh;
  }
  return pieces;
}

/** The pieces that are not taken: what replaced them is most like them. */
function dictionaryOf(known: Pieces, steps: readonly Step[]): Pick<ZlibOptions, 'dictionary'> {
  const isTaken = new Set<number>();
  for (const { from, taken } of steps) {
    for (let place = from; place < from + taken; place += 1) isTaken.add(place);
  }
  const left = Buffer.from(known.filter((_, place) => !isTaken.has(place)).join(''));
  return left.length === 0 ? {} : { dictionary: left.subarray(-DICTIONARY_BYTES) };
}

function stepsOf(head: Buffer): readonly Step[] {
  const steps: unknown = JSON.parse(head.toString('utf8'));
  if (!Array.isArray(steps)) throw new Error('no delta');
  return steps.map((step: unknown) => {
    if (!Array.isArray(step) || !step.every(Number.isSafeInteger)) throw new Error('no delta');
    const [from = 0, taken = 0, fresh = 0] = step.map(Number);
    return { from, taken, fresh };
  });
}

function strings(text: Uint8Array): Pieces {
  const pieces: unknown = JSON.parse(Buffer.from(text).toString('utf8'));
  if (!Array.isArray(pieces)) throw new Error('no pieces');
  return pieces.map(String);
}
