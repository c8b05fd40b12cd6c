import type { Bytes, Recorded } from '../model/evidence.ts';
import { type FrameText, readingKey } from '../probes/reader.ts';
import { toBytes } from './bytes.ts';
import { type FrameCaps, FrameStream, type StreamFrame } from './frames.ts';
import type { Plan, PlannedRead } from './plan.ts';

/** One host's answer as it arrives: two framed streams that must tell the same story. */
export interface Collection {
  readonly stdout: (bytes: Buffer) => void;
  readonly stderr: (bytes: Buffer) => void;
  /** Both streams are whole, or one of them broke a rule: nothing more is wanted. */
  readonly isSettled: () => boolean;
  readonly violation: () => string | undefined;
  /** How many readers have answered, of how many. */
  readonly progress: () => { readonly read: number; readonly planned: number };
  /** Noise of both streams, cut short, as text. */
  readonly diagnostics: () => string;
  /** By reading key. Call it only when the streams are whole. */
  readonly records: () => Readonly<Record<string, Recorded>>;
}

const NOISE_BYTES = 4096;

/** @param frameBytes bytes of one reader's answer that are kept; more makes it cut. */
export function startCollection(plan: Plan, nonce: string, frameBytes: number): Collection {
  const readers = plan.map(({ reader }) => reader.name);
  const caps: FrameCaps = { frameBytes, noiseBytes: NOISE_BYTES };
  const out = new FrameStream(nonce, readers, caps);
  const err = new FrameStream(nonce, readers, caps);
  const violation = () => out.violation ?? err.violation;
  return {
    stdout: (bytes) => out.push(bytes),
    stderr: (bytes) => err.push(bytes),
    violation,
    isSettled: () => violation() !== undefined || (out.isDone && err.isDone),
    progress: () => ({
      read: Math.min(out.frames.length, err.frames.length),
      planned: readers.length,
    }),
    diagnostics: () => noiseOf(out, err),
    records: () => Object.fromEntries(plan.flatMap((read, i) => recordsOf(read, out, err, i))),
  };
}

function noiseOf(out: FrameStream, err: FrameStream): string {
  return Buffer.concat([out.noise, err.noise]).toString('utf8').trim();
}

function recordsOf(
  { reader, args }: PlannedRead,
  out: FrameStream,
  err: FrameStream,
  index: number,
): readonly (readonly [string, Recorded])[] {
  const stdout = out.frames[index];
  const stderr = err.frames[index];
  if (stdout === undefined || stderr === undefined) return [];
  const split = reader.split(frameText(stdout, stderr), args);
  return [...split].map(([arg, part]) => [readingKey({ reader, arg }), recorded(part)]);
}

const frameText = (stdout: StreamFrame, stderr: StreamFrame): FrameText => ({
  exit: stdout.exit,
  stdout: stdout.bytes.toString('latin1'),
  stderr: stderr.bytes.toString('latin1'),
  ...(stdout.cut || stderr.cut ? { cut: true } : {}),
});

/** Most readings say nothing on one stream. */
const bytesOf = (latin1: string): Bytes =>
  latin1 === '' ? '' : toBytes(Buffer.from(latin1, 'latin1'));

const recorded = ({ exit, stdout, stderr, cut }: FrameText): Recorded => ({
  exit,
  stdout: bytesOf(stdout),
  stderr: bytesOf(stderr),
  ...(cut ? { cut } : {}),
});
