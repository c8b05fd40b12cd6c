import { CappedBytes } from './capped-bytes.ts';

/** The bytes of one reader on one stream. */
export interface StreamFrame {
  readonly reader: string;
  readonly exit: number;
  readonly bytes: Buffer;
  readonly cut: boolean;
}

export interface FrameCaps {
  /** Bytes of one frame that are kept. */
  readonly frameBytes: number;
  /** Bytes outside frames that are kept. */
  readonly noiseBytes: number;
}

const LONGEST_MARK = 96;
const MARK = /^(?:begin (\d{1,6}) ([a-z_]{1,40})|end (\d{1,6}) (\d{1,3})|done (\d{1,6}))$/;

/**
 * Reads frames out of one stream, piece by piece, holding no more than the caps.
 * Marks must come in the planned order and number. Content cannot forge one, because no process
 * on the host but the script itself knows the nonce. A violation is final: nothing after it is believed.
 */
export class FrameStream {
  readonly frames: StreamFrame[] = [];
  readonly #needle: Buffer;
  readonly #readers: readonly string[];
  readonly #frameBytes: number;
  readonly #noiseBytes: number;
  readonly #noise: CappedBytes;
  #pending: Buffer = Buffer.alloc(0);
  #open: { readonly reader: string; readonly content: CappedBytes } | undefined;
  #done = false;
  #violation: string | undefined;

  /** @param readers names in the order in which their frames must come. */
  constructor(nonce: string, readers: readonly string[], caps: FrameCaps) {
    this.#needle = Buffer.from(`\n@${nonce} `);
    this.#readers = readers;
    this.#frameBytes = caps.frameBytes;
    this.#noiseBytes = caps.noiseBytes;
    this.#noise = new CappedBytes(caps.noiseBytes);
  }

  /** Whether the closing mark was read: the stream is whole. */
  get isDone(): boolean {
    return this.#done;
  }

  get violation(): string | undefined {
    return this.#violation;
  }

  /** The beginning of what came outside frames. */
  get noise(): Buffer {
    const tail = this.#open || this.#isOver() ? Buffer.alloc(0) : this.#pending;
    return Buffer.concat([this.#noise.taken().bytes, tail]).subarray(0, this.#noiseBytes);
  }

  push(bytes: Buffer): void {
    if (this.#isOver()) return;
    this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    while (!this.#isOver() && this.#takeMark());
  }

  #isOver(): boolean {
    return this.#done || this.#violation !== undefined;
  }

  /** Takes what stands before the next whole mark, and the mark; false when more bytes are needed. */
  #takeMark(): boolean {
    const at = this.#pending.indexOf(this.#needle);
    if (at === -1) {
      this.#keepTail();
      return false;
    }
    this.#content(this.#pending.subarray(0, at));
    this.#pending = this.#pending.subarray(at);
    const end = this.#pending.indexOf(10, this.#needle.length);
    if (end === -1) {
      if (this.#pending.length > this.#needle.length + LONGEST_MARK) {
        this.#violation = 'a mark without an end';
      }
      return false;
    }
    if (!this.#follows(this.#pending.subarray(this.#needle.length, end).toString('latin1'))) {
      this.#violation = `an unexpected mark after ${this.frames.length} of ${this.#readers.length} readings`;
    }
    this.#pending = this.#pending.subarray(end + 1);
    return true;
  }

  /** A mark may be split over two pieces: all but a possible beginning of one is content. */
  #keepTail(): void {
    const keep = Math.min(this.#pending.length, this.#needle.length - 1);
    this.#content(this.#pending.subarray(0, this.#pending.length - keep));
    this.#pending = Buffer.from(this.#pending.subarray(this.#pending.length - keep));
  }

  #content(bytes: Buffer): void {
    (this.#open?.content ?? this.#noise).add(bytes);
  }

  /** Whether a mark is the one that must come now; if so, it takes effect. */
  #follows(text: string): boolean {
    const [, begun, reader, ended, exit, closed] = MARK.exec(text) ?? [];
    if (begun !== undefined && reader !== undefined) return this.#begins(Number(begun), reader);
    if (ended !== undefined && exit !== undefined) return this.#ends(Number(ended), Number(exit));
    const whole = !this.#open && this.frames.length === this.#readers.length;
    this.#done = whole && closed !== undefined && Number(closed) === this.frames.length;
    return this.#done;
  }

  #begins(number: number, reader: string): boolean {
    const next = this.frames.length;
    if (this.#open || number !== next + 1 || this.#readers[next] !== reader) return false;
    this.#open = { reader, content: new CappedBytes(this.#frameBytes) };
    return true;
  }

  #ends(number: number, exit: number): boolean {
    if (!this.#open || number !== this.frames.length + 1) return false;
    this.frames.push({ reader: this.#open.reader, exit, ...this.#open.content.taken() });
    this.#open = undefined;
    return true;
  }
}
