import { Duplex } from 'node:stream';
import type { HostFailure } from '../../model/host.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { brokenFailure, tooManyBytesFailure, unreadFailure } from '../connect-errors.ts';
import { createGreeting } from './greeting.ts';

export interface WireOptions {
  /** What is at the other end, for messages. */
  readonly where: string;
  /** Received bytes, whatever they mean; more end the run. */
  readonly maxBytes: number;
  readonly fail: (failure: HostFailure) => void;
  /** The server has introduced itself: SSH begins. */
  readonly onGreeted: () => void;
}

/** Answers of ours that the host leaves unread; each may be some dozen bytes and cost a kilobyte. */
const MAX_UNSENT = 256 * 1024;

/**
 * The connection as the ssh2 library sees it: a TCP socket, or a channel of a jump host, that is
 * counted on both sides and does not begin before the server has introduced itself. It never
 * pauses what comes in: hosts may ignore that, so bytes are counted instead. Destroying it stops
 * everything at once, which the library's own `end` and `destroy` do not.
 */
export class Wire extends Duplex {
  readonly #lower: Duplex;
  readonly #options: WireOptions;
  #greeting: ReturnType<typeof createGreeting> | undefined = createGreeting();
  #received = 0;
  #isEnded = false;
  #pending: Buffer[] = [];
  #unsent = 0;
  #onDrain: (() => void) | undefined;

  constructor(lower: Duplex, options: WireOptions) {
    super({ allowHalfOpen: true });
    this.#lower = lower;
    this.#options = options;
    this.on('error', () => undefined);
    lower.on('data', (bytes: Buffer) => this.#take(bytes));
    lower.on('end', () => this.#ended());
    lower.on('close', () => this.#ended());
    lower.on('error', (error: Error) => this.destroy(error));
  }

  /** Resolves when little is left unsent, so that a long script is not taken for unread answers. */
  drained(): Promise<void> {
    if (this.#unsent < MAX_UNSENT / 4) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onDrain = resolve;
    });
  }

  override _read(): void {
    // What comes is pushed as it comes.
  }

  /** ssh2 writes a packet in three pieces: they go out as one. */
  override _write(bytes: Buffer, _encoding: string, done: () => void): void {
    this.#unsent += bytes.length;
    if (this.#pending.push(bytes) === 1) process.nextTick(() => this.#flush());
    done();
  }

  override _final(done: () => void): void {
    this.#flush();
    this.#lower.end();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    // A goodbye, or the signal that kills the remote command, still goes out if it can at once.
    this.#flush();
    this.#lower.destroy();
    done(error);
  }

  #flush(): void {
    if (this.#pending.length === 0 || this.#lower.destroyed) return;
    const bytes = Buffer.concat(this.#pending);
    this.#pending = [];
    this.#lower.write(bytes, () => {
      this.#unsent -= bytes.length;
      if (this.#unsent < MAX_UNSENT / 4) this.#onDrain?.();
    });
  }

  #take(bytes: Buffer): void {
    if (this.destroyed || this.#isEnded) return;
    const { maxBytes, where, fail } = this.#options;
    this.#received += bytes.length;
    if (this.#received > maxBytes) fail(tooManyBytesFailure(where, maxBytes));
    else if (this.#greeting === undefined) this.push(bytes);
    else this.#greet(bytes);
    if (this.#unsent > MAX_UNSENT) fail(unreadFailure(where));
  }

  #greet(bytes: Buffer): void {
    const greeting = this.#greeting?.take(bytes);
    if (greeting?.state === 'complete') {
      this.#greeting = undefined;
      this.#options.onGreeted();
      this.push(greeting.bytes);
    } else if (greeting?.state === 'unusable') {
      this.#options.fail(protocolFailure(`${this.#options.where} ${greeting.why}`));
    }
  }

  #ended(): void {
    if (this.#isEnded || this.destroyed) return;
    this.#isEnded = true;
    if (this.#greeting === undefined) this.push(null);
    else this.#options.fail(greetingFailure(this.#options.where, this.#greeting.said()));
  }
}

const protocolFailure = (message: string): HostFailure => ({ class: 'protocol', message });

/** sshd says why it lets nobody in (MaxStartups, penalties) in a line before the identification. */
function greetingFailure(where: string, said: string): HostFailure {
  if (said === '') return brokenFailure('greet', where);
  const line = visibleLine(said.trim(), 200);
  return /Exceeded MaxStartups|Not allowed at this time/.test(said)
    ? brokenFailure('greet', where, ` but “${line}”`)
    : protocolFailure(`${where} is not an SSH server: it said “${line}” and closed the connection`);
}
