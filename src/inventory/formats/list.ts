import { quoted } from '../../model/quoted.ts';
import type { YamlDocument } from '../../yaml/document.ts';
import { parseAuthority } from '../address.ts';
import { createPositions, positionedDocument } from '../positioned.ts';
import { parseRange } from '../range.ts';

/** A host a line: a name or range, or `user@host:port`. What follows a `#` is for people. */
export function readList(text: string, fileName: string): YamlDocument {
  const positions = createPositions(fileName);
  const hosts = new Map<string, object>();
  const document = positionedDocument(undefined, positions);
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const word = line.replace(/(^|\s)#.*$/, '').trim();
    if (word === '') continue;
    const path = ['lines', index];
    positions.note(path, `${fileName}:${index + 1}`);
    for (const [name, settings] of hostsOf(word, (problem) => document.report(path, problem))) {
      if (!hosts.has(name)) positions.note(['hosts', name], `${fileName}:${index + 1}`);
      hosts.set(name, settings);
    }
  }
  document.throwProblems();
  return positionedDocument({ version: 1, hosts: Object.fromEntries(hosts) }, positions);
}

function hostsOf(
  written: string,
  report: (problem: string) => void,
): readonly (readonly [string, object])[] {
  const word = written.replace(/^ssh:\/\//, '');
  if (/^[^@\s]*\[[^\]]*:[^\]]*\]/.test(word) && !/^\[[\da-f:.]+\](:\d+)?$/i.test(word)) {
    const range = parseRange(word);
    if (range.ok) return [...range.names()].map((name) => [name, {}] as const);
    report(range.problem);
    return [];
  }
  const { address, port, user } = parseAuthority(word) ?? {};
  if (address === undefined) {
    report(`found ${quoted(written)}; expected a host a line: name, user@host:port or a range`);
    return [];
  }
  const name = port === undefined || port === 22 ? address : `${address}:${port}`;
  return [
    [
      name,
      {
        ...(name !== address && { address }),
        ...(port !== undefined && { port }),
        ...(user !== undefined && { user }),
      },
    ],
  ];
}
