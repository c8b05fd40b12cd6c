import { createHash } from 'node:crypto';
import { callsOf } from './calls.ts';
import type { Plan } from './plan.ts';
import { MAIN, PRELUDE } from './prelude.ts';

export interface Script {
  /** Constant for a version and a policy, so that a site can review it and pin it. */
  readonly body: string;
  /** SHA-256 of the body, hexadecimal. */
  readonly hash: string;
}

/** Deadlines on the host, in whole seconds. */
export interface HostDeadlines {
  readonly commandSeconds: number;
  readonly wholeSeconds: number;
}

/**
 * One POSIX sh script: prelude, a function a reader, then their calls with what they read. Bodies of
 * functions stand at the margin: a step more would be over a thousand bytes for every host.
 */
export function compile(plan: Plan): Script {
  const functions = plan.map(({ reader }) => `read_${reader.name}() {\n${reader.sh}\n}`);
  const all = `all() {\n${callsOf(plan).join('\n')}\n}`;
  const body = indentedByTabs([PRELUDE, ...functions, all, MAIN].join('\n'));
  return { body, hash: createHash('sha256').update(body).digest('hex') };
}

/**
 * The script as it goes on the standard input of `sh`. The call stands on the last line:
 * a script that arrives cut runs nothing.
 * @param nonce 32 hexadecimal digits, new for each host and run.
 */
export function invoke(script: Script, nonce: string, deadlines: HostDeadlines): string {
  const { commandSeconds, wholeSeconds } = deadlines;
  return `${script.body}main ${nonce} ${commandSeconds} ${wholeSeconds} </dev/null\n`;
}

/** A tab a step: a script of a thousand lines is two thousand bytes shorter, and reads the same. */
const indentedByTabs = (text: string): string =>
  text.replace(/^(?: {2})+/gm, (spaces) => '\t'.repeat(spaces.length / 2));
