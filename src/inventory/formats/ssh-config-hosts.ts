import { globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { YamlDocument } from '../../yaml/document.ts';
import { readTextFile } from '../../yaml/text-file.ts';
import { createPositions, positionedDocument } from '../positioned.ts';

const ROLE = { what: 'configuration of ssh', danger: 'who could choose where root logs in' };
/** As deep as ssh follows them. */
const MAX_INCLUDES = 16;

/** The hosts that a configuration of ssh names, without its patterns. What it says of them is for ssh to read. */
export function readSshConfigHosts(
  text: string,
  fileName: string,
  from: { readonly path: string; readonly homeDirectory: string },
): YamlDocument {
  const positions = createPositions(fileName);
  const hosts = new Map<string, object>();

  function read(content: string, name: string, depth: number): void {
    for (const [index, line] of content.split(/\r?\n/).entries()) {
      const [, keyword = '', rest = ''] = /^\s*(\w+)(?:\s*=\s*|\s+)(.*)$/.exec(line) ?? [];
      if (/^include$/i.test(keyword)) include(wordsOf(rest), depth + 1);
      if (/^host$/i.test(keyword)) add(wordsOf(rest), `${name}:${index + 1}`);
    }
  }

  function include(patterns: readonly string[], depth: number): void {
    if (depth > MAX_INCLUDES) return;
    for (const file of patterns.flatMap(included)) read(readTextFile(file, ROLE).text, file, depth);
  }

  function add(words: readonly string[], at: string): void {
    for (const word of words.filter((each) => !/[*?!]/.test(each) && !hosts.has(each))) {
      positions.note(['hosts', word], at);
      hosts.set(word, {});
    }
  }

  /** Paths start at ~/.ssh, or at /etc/ssh for the configuration of the machine. */
  function included(pattern: string): readonly string[] {
    const base = from.path.startsWith('/etc/ssh/') ? '/etc/ssh' : join(from.homeDirectory, '.ssh');
    const home = pattern.startsWith('~/') ? join(from.homeDirectory, pattern.slice(2)) : pattern;
    return globSync(resolve(base, home)).sort();
  }

  read(text, fileName, 0);
  return positionedDocument({ version: 1, hosts: Object.fromEntries(hosts) }, positions);
}

const wordsOf = (text: string): readonly string[] =>
  [...text.matchAll(/"([^"]*)"|([^\s"#]+)|#.*$/g)].flatMap(([, quotedWord, plain]) => {
    const word = quotedWord ?? plain;
    return word === undefined ? [] : [word];
  });

/** Whether a file is the one that ssh reads by itself. */
export const isOwnSshConfig = (path: string, homeDirectory: string): boolean =>
  resolve(path) === join(homeDirectory, '.ssh', 'config');
