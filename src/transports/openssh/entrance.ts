import { randomBytes } from 'node:crypto';
import { shellWord } from '../shell-word.ts';

/** Of what ssh and the login shell say before the command runs. */
const KEPT = 64 * 1024;

/** What VisualHostKey has ssh print once it knows the key, the picture of it included. */
const SHOWN_KEY =
  /^Host key fingerprint is (SHA256:[A-Za-z0-9+/]{43})\r?\n(?:[+|][^\r\n]{0,40}\r?\n){0,12}/gm;

/** Tells the messages of ssh, which share standard error with the host, from those of the host. */
export interface Entrance {
  /** The command line for the host, which announces itself first. */
  readonly command: string;
  /** What of a chunk comes after the announcement; undefined before it. */
  readonly take: (stderr: Buffer) => Buffer | undefined;
  readonly isEntered: () => boolean;
  /** What was said before, without what ssh shows of the host's key. */
  readonly said: () => string;
  /** `SHA256:…`, told by ssh; undefined where it did not, or somebody else speaks in its words too. */
  readonly hostKey: () => string | undefined;
}

export function createEntrance(
  argv: readonly string[],
  token: string = randomBytes(16).toString('hex'),
): Entrance {
  const announced = `${token}-in\n`;
  let before = Buffer.alloc(0);
  let isEntered = false;
  let isCut = false;
  return {
    // Put together by the shell, so that a message quoting the command is not taken for it.
    command: ['sh', '-c', `t=${token}; echo "$t-in" >&2; exec "$@"`, 'sh', ...argv]
      .map(shellWord)
      .join(' '),
    take: (stderr) => {
      if (isEntered) return stderr;
      before = Buffer.concat([before, stderr]);
      const at = before.indexOf(announced);
      if (at < 0) {
        isCut ||= before.length > KEPT;
        before = before.subarray(Math.max(0, before.length - KEPT));
        return undefined;
      }
      isEntered = true;
      const after = before.subarray(at + announced.length);
      before = before.subarray(0, at);
      return after;
    },
    isEntered: () => isEntered,
    said: () => before.toString().replaceAll(SHOWN_KEY, ''),
    hostKey: () => {
      // What is left of a flood may be the words of the host alone.
      if (isCut) return undefined;
      const [shown, another] = [...before.toString().matchAll(SHOWN_KEY)];
      return another === undefined ? shown?.[1] : undefined;
    },
  };
}
