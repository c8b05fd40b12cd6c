import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { createSsh2Transport } from '../ssh2/transport.ts';
import type { OutputSink, Secrets } from '../transport.ts';
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

  async function carryOut(run: number, order: RunOrder): Promise<void> {
    const { host, script, pinned, deadlines } = order;
    const { connection } = host;
    if (connection.transport !== 'ssh2') throw new Error(`${connection.transport} is not SSH`);
    const stop = new AbortController();
    stops.set(run, stop);
    const what = { host, script, ...(pinned && { pinned }), deadlines };
    const secrets = secretsOf(order, questions.asker(run));
    const onReached = (): void => post({ kind: 'reached', run });
    const way = { sink: sinkTo(post, run), signal: stop.signal, onReached };
    const end = await runOverSsh({ ...what, secrets, ...way }, connection);
    post({ kind: 'end', run, end });
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

function secretsOf(
  { password, becomePassword, canAsk }: RunOrder,
  passphrase: NonNullable<Secrets['passphrase']>,
): Secrets {
  return {
    ...(password !== undefined && { password }),
    ...(becomePassword !== undefined && { becomePassword }),
    ...(canAsk && { passphrase }),
  };
}

if (parentPort === null) throw new Error('this is the inside of a thread');
serve(parentPort, workerData);
