import { absent, type Observation, value } from '../model/observation.ts';
import { derived, type Fact } from '../probes/fact.ts';
import { filesText, fileText } from '../probes/files/file-text.ts';
import { isPattern, patternOf } from '../probes/readers/path-argument.ts';

/** How the text of one file is had. */
export type TextSource = (path: string) => Fact<string>;

/**
 * A script reads each file once: one that a pattern of other checks finds is had from that pattern.
 * @param patterns what other checks read.
 */
export function textSource(patterns: readonly string[]): TextSource {
  const compiled = patterns
    .filter(isPattern)
    .map((pattern) => ({ pattern, regExp: patternOf(pattern) }));
  return (path) => {
    const found = compiled.find(({ regExp }) => regExp.test(path));
    return found === undefined ? fileText(path) : fileWithin(found.pattern, path);
  };
}

const fileWithin = (pattern: string, path: string): Fact<string> =>
  derived(`file:${path}`, { files: filesText(pattern) }, ({ files }): Observation<string> => {
    if (files.state !== 'value') return files;
    const found = files.value.find((file) => file.path === path);
    return found === undefined ? absent(`${path} does not exist`) : value(found.content);
  });
