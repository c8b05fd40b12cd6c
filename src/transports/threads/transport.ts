import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import type { Host } from '../../model/host.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { createRunEnding } from '../run-ending.ts';
import type { Ssh2Options } from '../ssh2/transport.ts';
import type { ScriptEnd, ScriptRun, Transport } from '../transport.ts';
import { type SessionThread, startSessionThread } from './session-thread.ts';

export interface ThreadsOptions {
  readonly ssh2: Ssh2Options;
  /** What a thread runs; `inside.ts` unless told. */
  readonly inside?: URL;
  /** Milliseconds without a sign of life after which a thread is ended; 10,000 unless told. */
  readonly silenceMs?: number;
}

const SILENCE_MS = 10_000;
/** More are of no use to one thread that judges. */
const MOST_THREADS = 4;
const ALONE_AT_ONCE = 4;

/**
 * SSH in threads of its own. A host can send what keeps the library busy for ever, or breaks it, in ways
 * that nobody knows yet: then its thread is ended, and every run of that thread ends as `lost`. Each of
 * those hosts, when it is run again, has a thread to itself, and one that does it again has shown itself.
 */
export function createThreadedSsh(options: ThreadsOptions): Transport {
  const { silenceMs = SILENCE_MS } = options;
  const count = Math.max(1, Math.min(MOST_THREADS, availableParallelism() - 1));
  const threads = new Map<number, SessionThread>();
  const suspects = new WeakSet<Host>();
  const alone = pLimit(ALONE_AT_ONCE);

  const start = (onDeath: () => void): SessionThread =>
    startSessionThread({ ...options, silenceMs, onDeath });

  function threadOf(host: Host): SessionThread {
    const shard = shardOf(host, count);
    const thread = threads.get(shard) ?? start(() => threads.delete(shard));
    threads.set(shard, thread);
    return thread;
  }

  async function runAlone(run: ScriptRun): Promise<ScriptEnd> {
    // Stopped while it waited.
    if (run.signal.aborted) return await createRunEnding(run.signal).result;
    const thread = start(() => undefined);
    try {
      return guilty(await thread.run(run));
    } finally {
      thread.end();
    }
  }

  return async (run) => {
    if (suspects.has(run.host)) return await alone(() => runAlone(run));
    const end = await threadOf(run.host).run(run);
    if (end.ended === 'lost') suspects.add(run.host);
    return end;
  };
}

const guilty = (end: ScriptEnd): ScriptEnd =>
  end.ended === 'lost'
    ? {
        ended: 'failed',
        failure: {
          class: 'protocol',
          message: visibleLine(
            `${end.how}, and again when it was read alone; it was given up`,
            300,
          ),
        },
      }
    : end;

/** Hosts that are reached through the same server share a thread, which lets few in there at a time. */
function shardOf({ connection }: Host, count: number): number {
  if (connection.transport !== 'ssh2') throw new Error(`${connection.transport} is not SSH`);
  const { address, port } = connection.jumps[0] ?? connection.endpoint;
  return createHash('sha256').update(`${address} ${port}`).digest().readUInt16BE() % count;
}
