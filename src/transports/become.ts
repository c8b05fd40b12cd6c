import { randomBytes } from 'node:crypto';
import type { BecomeMethod, HostFailure } from '../model/host.ts';
import { becomeFailure, otherScriptFailure, pinnedFailure } from './become-errors.ts';
import type { PinnedScript } from './transport.ts';

export type GateEvent = 'prompt' | 'ready' | 'other-script';

export type Elevation = Exclude<BecomeMethod, 'none'>;

/** What a chunk of standard error meant before root was reached. */
interface GateStep {
  /** What is left for the sink: everything but our own tokens. */
  readonly show: Buffer;
  readonly events: readonly GateEvent[];
}

/**
 * Tells when the shell of root listens. Until then nothing is sent but the password, and only when
 * it is asked for: where none is needed (NOPASSWD), it would reach `sh` as a command.
 */
export interface BecomeGate {
  /** The words to run, without a shell's quoting. */
  readonly argv: readonly string[];
  readonly take: (stderr: Buffer) => GateStep;
  readonly isReady: () => boolean;
  /** Bytes held back because they may begin a token: for the sink when the output ends. */
  readonly rest: () => Buffer;
  /** Why root was not reached, as far as the messages seen say. */
  readonly failure: (seen: GateEnd) => HostFailure;
}

export type GateEnd =
  | { readonly end: 'exited' }
  | { readonly end: 'prompted-again' }
  | { readonly end: 'other-script' }
  | { readonly end: 'silent'; readonly ms: number };

/** Enough for a lecture and an error message. */
const KEPT = 8192;

/** @param method undefined starts the pinned script as whoever logs in. */
export function createBecomeGate(
  method: Elevation | undefined,
  hasPassword: boolean,
  token: string = randomBytes(16).toString('hex'),
  pinned?: PinnedScript,
): BecomeGate {
  const prompt = `${token}-prompt`;
  const ready = pinned?.greeting ?? `${token}-ready\n`;
  let held = Buffer.alloc(0);
  let isReady = false;
  let said = '';

  function take(stderr: Buffer): GateStep {
    if (isReady) return { show: stderr, events: [] };
    held = Buffer.concat([held, stderr]);
    const shown: Buffer[] = [];
    const events: GateEvent[] = [];
    for (let found = firstToken(held, prompt, ready); found !== undefined; ) {
      shown.push(held.subarray(0, found.at));
      held = held.subarray(found.at + found.length);
      events.push(found.event);
      isReady = found.event === 'ready';
      found = isReady ? undefined : firstToken(held, prompt, ready);
    }
    const keep = isReady ? 0 : unfinishedToken(held, [prompt, ready]);
    shown.push(held.subarray(0, held.length - keep));
    held = held.subarray(held.length - keep);
    const show = Buffer.concat(shown);
    said = (said + show.toString()).slice(-KEPT);
    if (pinned !== undefined && !isReady && OTHER_GREETING.test(said)) events.push('other-script');
    return { show, events };
  }

  return {
    argv: becomeArgv(method, hasPassword, token, pinned),
    take,
    isReady: () => isReady,
    rest: () => {
      const rest = held;
      held = Buffer.alloc(0);
      said += rest.toString();
      return rest;
    },
    failure: (seen) => {
      if (pinned !== undefined && seen.end === 'other-script') return otherScriptFailure(pinned);
      return method === undefined
        ? pinnedFailure(pinned?.path ?? '', seen, said)
        : becomeFailure(method, hasPassword, seen, said, pinned?.path);
    },
  };
}

/**
 * `env` sets English messages whatever the login shell is. The ready token is put together by the
 * shell, so that an error message quoting the command cannot be taken for it.
 */
function becomeArgv(
  method: Elevation | undefined,
  hasPassword: boolean,
  token: string,
  pinned: PinnedScript | undefined,
): readonly string[] {
  const announce = `t=${token}; echo "$t-ready" >&2; exec sh`;
  const ask = hasPassword ? ['-S', '-p', `${token}-prompt`] : ['-n'];
  // doas reads a password from a terminal only: there is none here.
  const options = method === 'sudo' ? ask : ['-n'];
  const command = pinned === undefined ? ['sh', '-c', announce] : [pinned.path];
  if (method === undefined) return command;
  return ['env', 'LC_ALL=C', 'LANGUAGE=C', method, ...options, ...command];
}

/** Of a pinned script of another version or policy. */
const OTHER_GREETING = /^hostward-collect [\da-f]{64}$/m;

interface Token {
  readonly event: GateEvent;
  readonly at: number;
  readonly length: number;
}

function firstToken(bytes: Buffer, prompt: string, ready: string): Token | undefined {
  const found: Token[] = [
    { event: 'prompt' as const, at: bytes.indexOf(prompt), length: prompt.length },
    { event: 'ready' as const, at: bytes.indexOf(ready), length: ready.length },
  ].filter((token) => token.at >= 0);
  return found.sort((a, b) => a.at - b.at)[0];
}

/** How many of the last bytes may be the start of a token that the next chunk completes. */
function unfinishedToken(bytes: Buffer, tokens: readonly string[]): number {
  const longest = Math.max(...tokens.map((token) => token.length - 1));
  for (let length = Math.min(longest, bytes.length); length > 0; length--) {
    const tail = bytes.toString('latin1', bytes.length - length);
    if (tokens.some((token) => token.startsWith(tail))) return length;
  }
  return 0;
}
