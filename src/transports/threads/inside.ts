import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { createSsh2Transport } from '../ssh2/transport.ts';
import type { OutputSink, ScriptRun } from '../transport.ts';
import {
  BEAT_MS,
  type FromThread,
  type RunOrder,
  type ThreadStart,
  type ToThread,
} from './messages.ts';

type Post = (message: FromThread, transfer?: readonly ArrayBuffer[]) => void;

/** A thread of connections: the library's whole work, so that what stops it stops nothing else. */
function serve(port: MessagePort, { ssh2, pulse }: ThreadStart): void {
  const post: Post = (message, transfer = []) => port.postMessage(message, transfer);
  const runOverSsh = createSsh2Transport(ssh2);
  const stops = new Map<number, AbortController>();
  const questions = createQuestions(post);

  async function carryOut(run: number, { what, secrets, canAsk }: RunOrder): Promise<void> {
    const { connection } = what.host;
    if (connection.transport !== 'ssh2') throw new Error(`${connection.transport} is not SSH`);
    const stop = new AbortController();
    stops.set(run, stop);
    const whole: ScriptRun = {
      ...what,
      secrets: { ...secrets, ...(canAsk && { passphrase: questions.asker(run) }) },
      sink: sinkTo(post, run),
      signal: stop.signal,
      onReached: () => post({ kind: 'reached', run }),
    };
    post({ kind: 'end', run, end: await runOverSsh(whole, connection) });
  }

  port.on('message', (message: ToThread) => {
    switch (message.kind) {
      case 'run': {
        const { run, order } = message;
        carryOut(run, order)
          .catch((error: unknown) => post({ kind: 'crash', run, error }))
          .finally(() => stops.delete(run));
        break;
      }
      case 'abort':
        stops.get(message.run)?.abort(message.reason);
        break;
      case 'passphrase':
        questions.answer(message.question, message.passphrase);
        break;
    }
  });
  setInterval(() => Atomics.add(pulse, 0, 1), BEAT_MS);
  post({ kind: 'ready' });
}

function sinkTo(post: Post, run: number): OutputSink {
  const send = (stream: 'stdout' | 'stderr') => (chunk: Buffer) => {
    // A copy: the library's chunks share their memory with others.
    const bytes = new Uint8Array(chunk);
    post({ kind: 'output', run, stream, bytes }, [bytes.buffer]);
  };
  return { stdout: send('stdout'), stderr: send('stderr') };
}

/** Passphrases are asked for by the thread that has the terminal. */
function createQuestions(post: Post) {
  const waiting: ((passphrase: string | undefined) => void)[] = [];
  return {
    asker: (run: number) => (identityFile: string) => {
      const { promise, resolve } = Promise.withResolvers<string | undefined>();
      const question = waiting.push(resolve) - 1;
      post({ kind: 'question', run, question, identityFile });
      return promise;
    },
    answer: (question: number, passphrase: string | undefined) => waiting[question]?.(passphrase),
  };
}

if (parentPort === null) throw new Error('this is the inside of a thread');
serve(parentPort, workerData);
