import { z } from 'zod';
import { patternMatches } from '../../model/shell-pattern.ts';
import { type Judged, requirement, shown, whenAbsent } from '../requirement.ts';
import { absence, form, textPath } from './form.ts';

const PATTERN = 'a shell pattern of a whole line: *PermitRootLogin*';
const pattern = z.string(PATTERN).min(1, PATTERN);

const hasSchema = z
  .strictObject({ file: textPath, hasLine: pattern, whenAbsent: absence })
  .describe('A file in which some line, blanks around it taken away, is like a shell pattern.');

const lacksSchema = z
  .strictObject({ file: textPath, lacksLine: pattern, whenAbsent: absence })
  .describe('A file in which no line is like a shell pattern. A file that is not there passes.');

export const hasLineForm = form(['file', 'hasLine'], hasSchema, hasSchema, (written, textOf) => {
  const { file, hasLine, whenAbsent: meaning = 'fail' } = written;
  const expected = `a line like ${hasLine}`;
  return requirement(
    written,
    textOf(file),
    (content): Judged => {
      const found = lineLike(content, hasLine);
      return found === undefined
        ? { mismatch: { subject: file, expected, actual: 'no such line' } }
        : { note: `${file} has ${shown(found)}` };
    },
    () => whenAbsent(meaning, file, expected, `there is no ${file}`),
  );
});

export const lacksLineForm = form(
  ['file', 'lacksLine'],
  lacksSchema,
  lacksSchema,
  (written, textOf) => {
    const { file, lacksLine, whenAbsent: meaning = 'pass' } = written;
    const expected = `no line like ${lacksLine}`;
    return requirement(
      written,
      textOf(file),
      (content): Judged => {
        const found = lineLike(content, lacksLine);
        return found === undefined
          ? { note: `${file} has ${expected}` }
          : { mismatch: { subject: file, expected, actual: shown(found) } };
      },
      () => whenAbsent(meaning, file, expected, `there is no ${file}`),
    );
  },
);

/** Comments are no lines. */
const lineLike = (content: string, like: string): string | undefined =>
  content
    .split('\n')
    .map((line) => line.trim())
    .find((line) => !/^[#;]|^$/.test(line) && patternMatches(like, line));
