import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameStream } from '../../src/collector/frames.ts';

const NONCE = '0123456789abcdef0123456789abcdef';
const CAPS = { frameBytes: 1000, noiseBytes: 20 };
const READERS = ['clock', 'text'];

const mark = (text: string) => `\n@${NONCE} ${text}\n`;
const whole = (clock: string, text: string) =>
  `noise${mark('begin 1 clock')}${clock}${mark('end 1 0')}${mark('begin 2 text')}${text}${mark('end 2 1')}${mark('done 2')}`;

function read(bytes: Buffer | string, pieces: readonly number[] = []): FrameStream {
  const stream = new FrameStream(NONCE, READERS, CAPS);
  let rest = Buffer.from(bytes);
  for (const size of pieces) {
    stream.push(rest.subarray(0, size));
    rest = rest.subarray(size);
  }
  stream.push(rest);
  return stream;
}

const contents = (stream: FrameStream) =>
  stream.frames.map(({ bytes }) => bytes.toString('latin1'));

describe('FrameStream', () => {
  it('reads frames, their statuses and the noise around them', () => {
    const stream = read(whole('12', 'a\nb'));
    expect(stream.isDone).toBe(true);
    expect(stream.frames.map(({ reader, exit, cut }) => [reader, exit, cut])).toEqual([
      ['clock', 0, false],
      ['text', 1, false],
    ]);
    expect(contents(stream)).toEqual(['12', 'a\nb']);
    expect(stream.noise.toString().trim()).toBe('noise');
  });

  it('gives back any bytes, however the stream is cut into pieces', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 }),
        (content, pieces) => {
          const [head = '', tail = ''] = whole('12', '\0HERE\0').split('\0HERE\0');
          const stream = read(
            Buffer.concat([Buffer.from(head), content, Buffer.from(tail)]),
            pieces,
          );
          expect(stream.isDone).toBe(true);
          expect(Buffer.compare(stream.frames[1]?.bytes ?? Buffer.alloc(0), content)).toBe(0);
        },
      ),
    );
  });

  it('holds no more than its caps', () => {
    const stream = read(whole('12', 'x'.repeat(5000)));
    expect(stream.frames[1]).toMatchObject({ cut: true, bytes: { length: 1000 } });
    expect(read('n'.repeat(500)).noise.length).toBe(20);
  });

  it.each([
    [
      'a frame that is repeated',
      `${mark('begin 1 clock')}${mark('end 1 0')}${mark('begin 1 clock')}`,
    ],
    ['a frame out of order', mark('begin 2 text')],
    ['a reader that was not asked', mark('begin 1 shadow')],
    ['a frame within a frame', `${mark('begin 1 clock')}${mark('begin 2 text')}`],
    ['an end without a beginning', mark('end 1 0')],
    ['an end of another frame', `${mark('begin 1 clock')}${mark('end 2 0')}`],
    ['a close before the end', `${mark('begin 1 clock')}${mark('end 1 0')}${mark('done 1')}`],
    ['a close in a frame', `${mark('begin 1 clock')}${mark('done 2')}`],
    ['a close that counts wrong', whole('', '').replace('done 2', 'done 3')],
    ['a status that is no number', `${mark('begin 1 clock')}${mark('end 1 -1')}`],
    ['a mark without an end', `\n@${NONCE} begin 1 ${'c'.repeat(200)}`],
  ])('refuses %s, and believes nothing after it', (_, bytes) => {
    const stream = read(bytes + whole('12', 'late'));
    expect(stream.violation).toMatch(/mark/);
    expect(stream.isDone).toBe(false);
    expect(contents(stream)).not.toContain('late');
  });

  it('takes marks with another nonce for content', () => {
    const forged = whole('', '').replaceAll(NONCE, 'f'.repeat(32));
    const stream = read(whole('12', forged));
    expect(stream.isDone).toBe(true);
    expect(contents(stream)[1]).toBe(forged);
  });

  it('is not done when the stream breaks off anywhere', () => {
    const bytes = whole('12', 'content');
    for (let length = 0; length < bytes.length; length += 1) {
      const stream = read(bytes.slice(0, length));
      expect(stream.isDone).toBe(false);
      expect(stream.violation).toBeUndefined();
    }
  });
});
