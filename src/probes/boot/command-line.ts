import { value } from '../../model/observation.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';

/** One word that the kernel reads: `nokaslr`, `mitigations=off`. */
export interface Parameter {
  /** With underscores: the kernel takes a dash in a name for one. */
  readonly name: string;
  /** Undefined where the word has no `=`. */
  readonly value?: string;
}

export type CommandLine = readonly Parameter[];

/** What the kernel that runs was started with. */
export const runningCommandLine: Probe<CommandLine> = textProbe(
  'command-line',
  '/proc/cmdline',
  (content) => value(parseCommandLine(content)),
);

/**
 * As the kernel's next_arg() reads it: double quotes keep blanks, the first `=` parts name from value,
 * and what follows ` -- ` is for init alone.
 */
export function parseCommandLine(line: string): CommandLine {
  const found: Parameter[] = [];
  for (const [word] of line.matchAll(/(?:"[^"]*"?|[^\s"])+/g)) {
    if (word === '--') break;
    found.push(parameterOf(word));
  }
  return found;
}

function parameterOf(word: string): Parameter {
  const equals = word.indexOf('=');
  if (equals < 1) return { name: normalName(unquoted(word)) };
  return {
    name: normalName(word.slice(0, equals).replace(/^"/, '')),
    value: word.startsWith('"')
      ? word.slice(equals + 1).replace(/"$/, '')
      : unquoted(word.slice(equals + 1)),
  };
}

const unquoted = (text: string): string =>
  text.startsWith('"') ? text.slice(1).replace(/"$/, '') : text;

/** The name under which a parameter is found, whichever way it is written. */
export const normalName = (name: string): string => name.replaceAll('-', '_');

/** As it would stand on the line. */
export const wordOf = ({ name, value }: Parameter): string =>
  value === undefined ? name : `${name}=${value}`;
