/** The bytes of one reader on one stream. */
export interface StreamFrame {
  readonly reader: string;
  readonly exit: number;
  readonly bytes: Buffer;
  readonly cut: boolean;
}

/** What one stream has given so far. A violation is final: nothing after it is believed. */
export interface FrameStream {
  readonly push: (bytes: Buffer) => void;
  readonly frames: readonly StreamFrame[];
  /** The closing mark was read: the stream is whole. */
  readonly isDone: () => boolean;
  readonly violation: () => string | undefined;
  /** The beginning of what came outside frames. */
  readonly noise: () => Buffer;
}

export interface FrameCaps {
  /** Bytes of one frame that are kept. */
  readonly frameBytes: number;
  /** Bytes of noise that are kept. */
  readonly noiseBytes: number;
}

const LONGEST_MARK = 96;
const MARK = /^(?:begin (\d{1,6}) ([a-z_]{1,40})|end (\d{1,6}) (\d{1,3})|done (\d{1,6}))$/;

/**
 * Reads frames out of one stream, piece by piece, holding no more than the caps.
 * Marks must come in the planned order and number; content cannot forge one,
 * because it is written before the nonce is drawn.
 */
export function frameStream(
  nonce: string,
  readers: readonly string[],
  caps: FrameCaps,
): FrameStream {
  const needle = Buffer.from(`\n@${nonce} `);
  const frames: StreamFrame[] = [];
  const noise = cappedBytes(caps.noiseBytes);
  let pending: Buffer = Buffer.alloc(0);
  let open: { readonly reader: string; readonly content: CappedBytes } | undefined;
  let done = false;
  let violation: string | undefined;

  function push(bytes: Buffer): void {
    if (done || violation !== undefined) return;
    pending = pending.length === 0 ? bytes : Buffer.concat([pending, bytes]);
    while (violation === undefined && !done) {
      const at = pending.indexOf(needle);
      if (at === -1) return keepTail();
      content(pending.subarray(0, at));
      const from = at + needle.length;
      const end = pending.indexOf(10, from);
      if (end === -1) {
        pending = pending.subarray(at);
        if (pending.length > needle.length + LONGEST_MARK) violation = 'a mark without an end';
        return;
      }
      mark(pending.subarray(from, end).toString('latin1'));
      pending = pending.subarray(end + 1);
    }
  }

  /** A mark may be split over two pieces: all but a possible beginning of one is content. */
  function keepTail(): void {
    const keep = Math.min(pending.length, needle.length - 1);
    content(pending.subarray(0, pending.length - keep));
    pending = Buffer.from(pending.subarray(pending.length - keep));
  }

  function content(bytes: Buffer): void {
    (open?.content ?? noise).add(bytes);
  }

  function mark(text: string): void {
    const [, begun, reader, ended, exit, closed] = MARK.exec(text) ?? [];
    const number = frames.length + 1;
    if (begun !== undefined && reader !== undefined && !open && frames.length < readers.length) {
      if (Number(begun) === number && readers[number - 1] === reader) {
        open = { reader, content: cappedBytes(caps.frameBytes) };
        return;
      }
    } else if (ended !== undefined && exit !== undefined && open && Number(ended) === number) {
      const { bytes, cut } = open.content.taken();
      frames.push({ reader: open.reader, exit: Number(exit), bytes, cut });
      open = undefined;
      return;
    } else if (closed !== undefined && !open && frames.length === readers.length) {
      done = Number(closed) === frames.length;
      if (done) return;
    }
    violation = `an unexpected mark after ${frames.length} of ${readers.length} frames`;
  }

  return {
    push,
    frames,
    isDone: () => done,
    violation: () => violation,
    noise: () => noise.taken().bytes,
  };
}

interface CappedBytes {
  readonly add: (bytes: Buffer) => void;
  readonly taken: () => { readonly bytes: Buffer; readonly cut: boolean };
}

function cappedBytes(limit: number): CappedBytes {
  const chunks: Buffer[] = [];
  let length = 0;
  let cut = false;
  return {
    add: (bytes) => {
      const room = limit - length;
      if (bytes.length > room) cut = true;
      if (room <= 0 || bytes.length === 0) return;
      const kept = Buffer.from(bytes.subarray(0, room));
      chunks.push(kept);
      length += kept.length;
    },
    taken: () => ({ bytes: Buffer.concat(chunks), cut }),
  };
}
