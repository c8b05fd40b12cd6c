import { type Observation, value } from '../../model/observation.ts';
import type { Probe } from '../fact.ts';
import { filesText, type TextFile } from '../files/file-text.ts';
import { pathGap } from '../files/text-gap.ts';
import type { RawOutput } from '../reader.ts';
import { text } from '../readers/text.ts';

/** Where systemd looks for units, first found first used (systemd.unit(5), "Unit File Load Path"). */
export const UNIT_DIRS = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
] as const;

/** One file of a unit, or that it is masked: linked to /dev/null or empty. */
export type UnitText =
  | { readonly masked: true }
  | { readonly masked: false; readonly text: string };

/** /dev/null is left out by the reader, which says so: to systemd it means "never start this". */
const MASKED = /: Not a regular file$/m;

/** A unit's main file in one folder. */
export function unitText(path: string): Probe<UnitText> {
  return {
    key: `unit-text:${path}`,
    reading: { reader: text, arg: path },
    parse: (raw) => {
      if (MASKED.test(raw.stderr)) return value({ masked: true });
      return pathGap(raw, path) ?? unitValue(raw.stdout);
    },
  };
}

const unitValue = (content: string): Observation<UnitText> =>
  value(content.trim() === '' ? { masked: true } : { masked: false, text: content });

/** Drop-ins of a unit in one folder. One that is linked to /dev/null is there, with no text. */
export function dropInTexts(pattern: string): Probe<readonly TextFile[]> {
  const files = filesText(pattern);
  return {
    ...files,
    key: `drop-ins:${pattern}`,
    parse: (raw) => {
      const masked = maskedPaths(raw);
      const rest = raw.stderr.replace(/^.*: Not a regular file\n?/gm, '');
      const exit = masked.length > 0 && rest === '' ? 0 : raw.exit;
      const seen = files.parse({ ...raw, exit, stderr: rest });
      if (seen.state !== 'value') return seen;
      return value([...seen.value, ...masked.map((path) => ({ path, content: '' }))]);
    },
  };
}

const maskedPaths = ({ stderr }: RawOutput): readonly string[] =>
  [...stderr.matchAll(/^grep: (.+): Not a regular file$/gm)].flatMap(([, path]) => path ?? []);

/** One assignment of a unit file. */
export interface UnitSetting {
  /** `Service.ExecStart`. */
  readonly key: string;
  readonly value: string;
  readonly path: string;
  readonly line: number;
}

/**
 * Assignments in the order of the file, by systemd.syntax(7): a line that ends in a backslash goes on,
 * comments inside it are skipped, keys and sections are case-sensitive.
 */
export function parseUnitFile({ path, content }: TextFile): readonly UnitSetting[] {
  const settings: UnitSetting[] = [];
  let section = '';
  for (const { text: line, number } of logicalLines(content)) {
    const head = /^\[(.+)\]$/.exec(line)?.[1];
    if (head !== undefined) section = head;
    const [, key, val] = /^([A-Za-z][\w-]*)\s*=\s*(.*)$/s.exec(line) ?? [];
    if (key === undefined || val === undefined) continue;
    settings.push({ key: `${section}.${key}`, value: val, path, line: number });
  }
  return settings;
}

interface LogicalLine {
  readonly text: string;
  /** Where it begins, counted from 1. */
  readonly number: number;
}

function logicalLines(content: string): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  let open: { parts: string[]; number: number } | undefined;
  for (const [index, raw] of content.split('\n').entries()) {
    const line = raw.trim();
    if (/^[#;]/.test(line)) continue;
    const goesOn = /\\$/.test(line);
    const part = goesOn ? line.slice(0, -1) : line;
    if (open === undefined) open = { parts: [part], number: index + 1 };
    else open.parts.push(part);
    if (goesOn) continue;
    lines.push({ text: open.parts.join(' ').trim(), number: open.number });
    open = undefined;
  }
  if (open !== undefined) lines.push({ text: open.parts.join(' ').trim(), number: open.number });
  return lines.filter(({ text: line }) => line !== '');
}
