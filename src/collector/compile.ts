import { createHash } from 'node:crypto';
import type { Plan, PlannedRead } from './plan.ts';
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

/** One POSIX sh script: prelude, a function a reader, a line an argument. */
export function compile(plan: Plan): Script {
  const functions = plan.map(({ reader }) => `read_${reader.name}() {\n${indent(reader.sh)}\n}`);
  const body = `${[PRELUDE, ...functions, `all() {\n${plan.map(callOf).join('\n')}\n}`, MAIN].join('\n')}`;
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

function callOf({ reader, args }: PlannedRead): string {
  if (args.length === 1 && args[0] === '') return `  collect ${reader.name}`;
  return `  collect ${reader.name} \\\n${args.map((arg) => `    ${quote(arg)}`).join(' \\\n')}`;
}

/** Single quotes as POSIX sh reads them: nothing inside is special. */
const quote = (arg: string): string =>
  /^[\w./:@=-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`;

const indent = (text: string): string => text.replace(/^(?=.)/gm, '  ');
