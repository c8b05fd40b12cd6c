import { sysctlName } from './sysctl.ts';

/** A line of a sysctl.d file that says something. */
export interface SysctlLine {
  /** Path below /proc/sys; may hold shell patterns. */
  readonly name: string;
  /** Undefined: patterns of other lines pass this key by. */
  readonly value: string | undefined;
  /** Written with a leading `-`. */
  readonly dashed: boolean;
  readonly line: number;
}

const isBlank = (character: string): boolean => ' \t\r'.includes(character);

/** By hand: an expression that looks for blanks at the end takes a day for a few million in the middle. */
function stripped(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charAt(start))) start++;
  while (end > start && isBlank(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** sysctl.d(5). There are no quotes and no comments behind a value. */
export function parseSysctlLines(content: string): readonly SysctlLine[] {
  return content.split('\n').flatMap((text, index) => parseLine(stripped(text), index + 1));
}

function parseLine(text: string, line: number): readonly SysctlLine[] {
  if (text === '' || text.startsWith('#') || text.startsWith(';')) return [];
  const equals = text.indexOf('=');
  const dashed = text.startsWith('-');
  if (equals === -1 && !dashed) return [];
  const key = stripped(text.slice(dashed ? 1 : 0, equals === -1 ? undefined : equals));
  if (key === '') return [];
  const value = equals === -1 ? undefined : stripped(text.slice(equals + 1));
  return [{ name: sysctlName(key), value, dashed, line }];
}
