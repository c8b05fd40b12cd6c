import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { abortReason } from '../run-ending.ts';
import type { Ssh2Options } from '../ssh2/transport.ts';
import type { ScriptEnd, ScriptRun } from '../transport.ts';
import type { FromThread, RunOrder, ThreadStart, ToThread } from './messages.ts';
import { createPulseWatch, type PulseWatch } from './pulse-watch.ts';
import { createRunsUnderWay, type RunsUnderWay } from './runs-under-way.ts';

export interface SessionThread {
  /** As a transport does. A run that the end of the thread broke off ends as `lost`. */
  readonly run: (run: ScriptRun) => Promise<ScriptEnd>;
  readonly end: () => void;
}

export interface SessionThreadOptions {
  readonly ssh2: Ssh2Options;
  /** What the thread runs; `inside.ts` unless told. */
  readonly inside?: URL;
  /** Milliseconds without a sign of life after which a thread is ended. */
  readonly silenceMs: number;
  /** Called when nothing more can be run in it. */
  readonly onDeath: () => void;
}

/** Heap of one thread. Hundreds of connections take a tenth; one that takes all ends its thread. */
const HEAP_MEGABYTES = 512;
/** A passphrase is tried without a pause: 18 ms for each round that the key's owner asked for. */
const PASSPHRASE_MS = 120_000;

const INSIDE = new URL(`./inside${extname(import.meta.url)}`, import.meta.url);

/** A thread that speaks SSH with many hosts. It keeps the process alive while a run is under way. */
export function startSessionThread(options: SessionThreadOptions): SessionThread {
  const { silenceMs, inside = INSIDE } = options;
  const pulse = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData: ThreadStart = { ssh2: options.ssh2, pulse };
  const resourceLimits = { maxOldGenerationSizeMb: HEAP_MEGABYTES };
  const worker = new Worker(inside, { workerData, resourceLimits });
  worker.unref();
  const post = (message: ToThread): void => worker.postMessage(message);
  const runs = createRunsUnderWay({
    abort: (run, reason) => post({ kind: 'abort', run, reason }),
    idle: () => {
      watch.stop();
      worker.unref();
    },
  });
  let isReady = false;
  let isOver = false;

  /** @param error what kept it from ever running; then it is no host's fault. */
  const die = (how: string, error: unknown = new Error(how)): void => {
    if (isOver) return;
    isOver = true;
    options.onDeath();
    void worker.terminate();
    for (const id of runs.ids()) {
      if (isReady) runs.settle(id, { ended: 'lost', how });
      else runs.crash(id, error);
    }
  };
  const watch = createPulseWatch(pulse, silenceMs, () =>
    die(`it held up the thread that read it for ${silenceMs / 1000} s`),
  );
  worker.once('message', () => {
    isReady = true;
  });
  worker.on('message', (message: FromThread) => take(message, { runs, watch, post }));
  worker.on('error', (error: unknown) =>
    die(`it broke the thread that read it (${wordsOf(error)})`, error),
  );
  worker.on('exit', () => die('it ended the thread that read it'));

  return {
    run: (run) => {
      const { id, end } = runs.add(run);
      worker.ref();
      watch.start();
      post({ kind: 'run', run: id, order: orderOf(run) });
      if (run.signal.aborted)
        post({ kind: 'abort', run: id, reason: abortReason(run.signal.reason) });
      return end;
    },
    end: () => die('its thread was ended'),
  };
}

function take(
  message: FromThread,
  to: {
    readonly runs: RunsUnderWay;
    readonly watch: PulseWatch;
    readonly post: (message: ToThread) => void;
  },
): void {
  const { runs, watch, post } = to;
  switch (message.kind) {
    case 'ready':
      break;
    case 'output':
      runs.feed(message.run, message.stream, message.bytes);
      break;
    case 'reached':
      runs.reached(message.run);
      break;
    case 'end':
      runs.settle(message.run, message.end);
      break;
    case 'crash':
      runs.crash(message.run, message.error);
      break;
    case 'question': {
      const { run, question, identityFile } = message;
      void runs.ask(run, identityFile).then((passphrase) => {
        watch.bear(PASSPHRASE_MS);
        post({ kind: 'passphrase', question, passphrase });
      });
      break;
    }
  }
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

function orderOf({ sink, signal, onReached, secrets, ...what }: ScriptRun): RunOrder {
  const { passphrase, ...others } = secrets;
  return { what, secrets: others, canAsk: passphrase !== undefined };
}
