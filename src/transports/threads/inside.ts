import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { HostFailure } from '../../model/host.ts';
import { createSsh2Transport } from '../ssh2/transport.ts';
import type { ENOUGH, Secrets } from '../transport.ts';
import {
  BEAT_MS,
  type FromThread,
  type RunOrder,
  type ThreadStart,
  type ToThread,
} from './messages.ts';

/** A thread of connections: the library's whole work, so that what stops it stops nothing else. */
function serve(port: MessagePort, { ssh2, pulse }: ThreadStart): void {
  const runOverSsh = createSsh2Transport(ssh2);
  const stops = new Map<number, AbortController>();
  const askers = new Map<number, (passphrase: string | undefined) => void>();
  const post = (message: FromThread, transfer: readonly ArrayBuffer[] = []): void =>
    port.postMessage(message, transfer);

  const output = (run: number, stream: 'stdout' | 'stderr') => (chunk: Buffer) => {
    // A copy: the library's chunks share their memory with others.
    const bytes = new Uint8Array(chunk);
    post({ kind: 'output', run, stream, bytes }, [bytes.buffer]);
  };

  const ask = (run: number) => (identityFile: string) => {
    const question = askers.size;
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    askers.set(question, resolve);
    post({ kind: 'question', run, question, identityFile });
    return promise;
  };

  async function runOrder(run: number, order: RunOrder): Promise<void> {
    const { host, script, pinned, deadlines } = order;
    const { connection } = host;
    if (connection.transport !== 'ssh2') throw new Error(`${connection.transport} is not SSH`);
    const stop = new AbortController();
    stops.set(run, stop);
    const secrets: Secrets = {
      ...(order.password !== undefined && { password: order.password }),
      ...(order.becomePassword !== undefined && { becomePassword: order.becomePassword }),
      ...(order.canAsk && { passphrase: ask(run) }),
    };
    const sink = { stdout: output(run, 'stdout'), stderr: output(run, 'stderr') };
    const { signal } = stop;
    const end = await runOverSsh(
      { host, script, ...(pinned && { pinned }), sink, deadlines, secrets, signal },
      connection,
    );
    post({ kind: 'end', run, end });
  }

  port.on('message', (message: ToThread) => {
    switch (message.kind) {
      case 'run': {
        const { run, order } = message;
        runOrder(run, order)
          .catch((error: unknown) => post({ kind: 'crash', run, error }))
          .finally(() => stops.delete(run));
        break;
      }
      case 'abort':
        stops.get(message.run)?.abort(message.reason satisfies typeof ENOUGH | HostFailure);
        break;
      case 'passphrase':
        askers.get(message.question)?.(message.passphrase);
        break;
    }
  });
  setInterval(() => Atomics.add(pulse, 0, 1), BEAT_MS);
  post({ kind: 'ready' });
}

if (parentPort === null) throw new Error('this is the inside of a thread');
serve(parentPort, workerData);
