/** What a server said before SSH begins. */
export type Greeting =
  | { readonly state: 'waiting' }
  /** The identification line and what came after it; lines before it are left out. */
  | { readonly state: 'complete'; readonly bytes: Buffer }
  | { readonly state: 'unusable'; readonly why: string };

const PREFIX = 'SSH-';
/** RFC 4253 §4.2 allows 255; some devices send more. */
const LONGEST_LINE = 1024;
/** Lines before the identification are for people: a screenful. */
const LONGEST_GREETING = 16 * 1024;

/**
 * Holds what a server says until its identification line is whole: the ssh2 library never parses a
 * line that comes in three or more pieces, and raises an error for every chunk of an endless one.
 */
export function createGreeting(): {
  readonly take: (bytes: Buffer) => Greeting;
  /** What was said so far, without any identification among it. */
  readonly said: () => string;
} {
  let held = Buffer.alloc(0);
  let checked = 0;

  function take(bytes: Buffer): Greeting {
    held = Buffer.concat([held, bytes]);
    for (let end = held.indexOf('\n', checked); end >= 0; end = held.indexOf('\n', checked)) {
      const greeting = readLine(held.toString('latin1', checked, end), held.subarray(checked));
      if (greeting.state !== 'waiting') return greeting;
      checked = end + 1;
    }
    const isEndless = held.length - checked >= LONGEST_LINE && startsWell(held.subarray(checked));
    if (isEndless) return ENDLESS;
    return held.length > LONGEST_GREETING
      ? unusable('sends text without end and no SSH identification')
      : WAITING;
  }

  return { take, said: () => held.toString() };
}

function readLine(line: string, bytes: Buffer): Greeting {
  if (/^HTTP\/\d/.test(line)) return unusable('answers HTTP, not SSH: is the port right?');
  if (!line.startsWith(PREFIX)) return WAITING;
  if (line.length > LONGEST_LINE) return ENDLESS;
  const text = line.replace(/\r$/, '');
  if (!/^[\x20-\x7e]+$/.test(text)) {
    return unusable(
      'identifies itself with characters outside ASCII, which the ssh2 library cannot verify',
    );
  }
  if (!/^SSH-(2\.0|1\.99)-\S/.test(text)) return unusable('speaks another version of SSH than 2');
  return { state: 'complete', bytes };
}

const startsWell = (line: Buffer): boolean => line.toString('latin1', 0, PREFIX.length) === PREFIX;

const WAITING: Greeting = { state: 'waiting' };

const unusable = (why: string): Greeting => ({ state: 'unusable', why });

const ENDLESS = unusable('sent an identification without end');
