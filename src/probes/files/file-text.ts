import { failed, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import { pathOf } from '../readers/path-argument.ts';
import { text } from '../readers/text.ts';
import { pathGap } from './text-gap.ts';

/** A file's text; each line ends in a line feed. */
export function fileText(path: string): Probe<string> {
  return textProbe('file', path, (content) => value(content));
}

/**
 * A fact of some kind that one file tells.
 * @param key the fact's key; two facts of one key are the same fact.
 * @param parse gets the whole text; an absent or unreadable file never reaches it.
 */
export function textProbe<T>(
  kind: string,
  path: string,
  parse: (content: string, path: string) => Observation<T>,
  key = `${kind}:${path}`,
): Probe<T> {
  return {
    key,
    reading: { reader: text, arg: path },
    parse: (raw) => pathGap(raw, path) ?? parse(raw.stdout, path),
  };
}

/** A file and its text, found by a pattern. */
export interface TextFile {
  readonly path: string;
  readonly content: string;
}

/**
 * All files that a shell pattern finds, sorted by path in byte order. No file at all is an empty list:
 * it was looked for. One unreadable file makes the whole unreadable.
 */
export function filesText(pattern: string): Probe<readonly TextFile[]> {
  return {
    key: `files:${pattern}`,
    reading: { reader: text, arg: pattern },
    parse: (raw) => {
      const gap = pathGap(raw, pattern);
      // Beside files that were read, a name that leads nowhere is a dangling link.
      if (gap !== undefined && gap.state !== 'absent') return gap;
      return filesOf(raw.stdout, pattern);
    },
  };
}

function filesOf(stdout: string, pattern: string): Observation<readonly TextFile[]> {
  const lines = new Map<string, string>();
  let last: string | undefined;
  for (const line of stdout.split('\n')) {
    // The lines of a file come one after another.
    const path = last !== undefined && line.startsWith(`${last}:`) ? last : pathOf(line, pattern);
    if (path === undefined) {
      if (line === '') continue;
      // A lost file must not pass for one that is not there.
      return failed(`no line of ${pattern}: ${visibleLine(line, 200)}`);
    }
    lines.set(path, `${lines.get(path) ?? ''}${line.slice(path.length + 1)}\n`);
    last = path;
  }
  const files = [...lines].map(([path, content]) => ({ path, content }));
  return value(files.sort((a, b) => (a.path < b.path ? -1 : 1)));
}

/** For a derived fact: the file's text, or that it is not there, which is an answer too. */
export function presentText(observation: Observation<string>): Observation<string | undefined> {
  return observation.state === 'absent' ? value(undefined) : observation;
}
