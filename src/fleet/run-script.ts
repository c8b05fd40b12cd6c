import { randomBytes } from 'node:crypto';
import { type Collection, startCollection } from '../collector/collection.ts';
import { invoke } from '../collector/compile.ts';
import { pinnedGreeting, pinnedInput } from '../collector/pinned.ts';
import type { Host, HostFailure } from '../model/host.ts';
import { type Deadlines, ENOUGH, type ScriptEnd, type ScriptRun } from '../transports/transport.ts';
import type { CollectOptions } from './collect-host.ts';

/** Bytes of one reader's answer that are kept, and of all that a host may send. */
const FRAME_BYTES = 8 * 1024 * 1024;
const HOST_BYTES = 32 * 1024 * 1024;

/** How the script ended on a host, and what it answered. */
export interface Answered {
  readonly end: ScriptEnd;
  readonly collection: Collection;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** What a run is told, and tells, on its way. */
export type Way = Pick<ScriptRun, 'signal' | 'onReached'>;

/** Runs the script of a plan. A run that was lost is made once more, from the start. */
export async function runScript(host: Host, options: CollectOptions, way: Way): Promise<Answered> {
  const first = await runOnce(host, options, way);
  return first.end.ended === 'lost' ? await runOnce(host, options, way) : first;
}

async function runOnce(
  host: Host,
  options: CollectOptions,
  { signal, onReached }: Way,
): Promise<Answered> {
  const { plan, transport, deadlines, secrets, now } = options;
  const nonce = randomBytes(16).toString('hex');
  const collection = startCollection(plan, nonce, FRAME_BYTES);
  const stop = new AbortController();
  const startedAt = now();
  const end = await transport({
    host,
    ...scriptOf(host, options, nonce),
    sink: boundedSink(collection, stop),
    deadlines,
    secrets,
    signal: AbortSignal.any([signal, stop.signal]),
    ...(onReached && { onReached }),
  });
  return { end, collection, startedAt };
}

function scriptOf({ pinned }: Host, { script, deadlines }: CollectOptions, nonce: string) {
  const seconds = hostDeadlines(deadlines);
  if (pinned === undefined) return { script: invoke(script, nonce, seconds) };
  const greeting = pinnedGreeting(script.hash);
  return { script: pinnedInput(nonce, seconds), pinned: { path: pinned, greeting } };
}

/** The script gives up a little before its auditor does, so that what it has read still arrives. */
function hostDeadlines({ hostMs }: Deadlines) {
  const wholeSeconds = Math.max(1, Math.floor((hostMs / 1000) * 0.8));
  return { wholeSeconds, commandSeconds: Math.max(1, Math.min(20, Math.floor(wholeSeconds / 2))) };
}

function boundedSink(collection: Collection, stop: AbortController) {
  let received = 0;
  const take = (feed: (bytes: Buffer) => void) => (bytes: Buffer) => {
    if (stop.signal.aborted) return;
    received += bytes.length;
    if (received > HOST_BYTES) stop.abort(tooMuch());
    else feed(bytes);
    if (collection.isSettled()) stop.abort(ENOUGH);
  };
  return { stdout: take(collection.stdout), stderr: take(collection.stderr) };
}

const tooMuch = (): HostFailure => ({
  class: 'too-much-output',
  message: `it sent more than ${HOST_BYTES / 1024 / 1024} MiB; the connection was closed`,
});
