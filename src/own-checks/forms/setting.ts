import { z } from 'zod';
import { expectationOf, expectationShape, SAYS_ONE, saysOne } from '../expectation.ts';
import { compared, requirement, whenAbsent } from '../requirement.ts';
import { absence, form, textPath } from './form.ts';

const KEY = 'the name of a setting';

const schema = z
  .strictObject({
    file: textPath,
    key: z.string(KEY).min(1, KEY).regex(/^\S+$/, KEY),
    separator: z
      .enum(['=', ':', 'blank'], '"=", ":" or blank')
      .exactOptional()
      .describe('What stands between name and value. Default: "=".'),
    wins: z
      .enum(['first', 'last'], 'first or last')
      .exactOptional()
      .describe('Which of several lines counts for the program. Default: last.'),
    ignoreCase: z.boolean('true or false').exactOptional().describe('Of the name.'),
    ...expectationShape,
    whenAbsent: absence,
  })
  .describe('A line `name = value` of a file; lines that begin with # or ; are comments.');

export const settingForm = form(
  ['file', 'key'],
  schema,
  schema.refine(saysOne, { error: SAYS_ONE }),
  (written, textOf) => {
    const { file, key, separator = '=', wins = 'last', ignoreCase = false } = written;
    const { whenAbsent: meaning = 'fail' } = written;
    const wanted = expectationOf(written);
    const subject = `${key} in ${file}`;
    const absence = (what: string) => whenAbsent(meaning, subject, wanted.words, what);
    return requirement(
      written,
      textOf(file),
      (content) => {
        const values = settings(content, separator)
          .filter(([name]) => isSame(name, key, ignoreCase))
          .map(([, value]) => value);
        const counts = wins === 'last' ? values.at(-1) : values[0];
        return counts === undefined
          ? absence(`${file} does not set ${key}`)
          : compared(subject, counts, wanted);
      },
      () => absence(`there is no ${file}`),
    );
  },
);

const isSame = (a: string, b: string, ignoreCase: boolean): boolean =>
  ignoreCase ? a.toLowerCase() === b.toLowerCase() : a === b;

/** Name and value of each line, blanks around them and one pair of quotes taken away. */
function settings(content: string, separator: string): readonly (readonly [string, string])[] {
  return content.split('\n').flatMap((raw) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) return [];
    const at = separator === 'blank' ? line.search(/\s/) : line.indexOf(separator);
    if (at === -1) return separator === 'blank' ? [[line, ''] as const] : [];
    return [[line.slice(0, at).trim(), unquoted(line.slice(at + 1).trim())] as const];
  });
}

const unquoted = (text: string): string => /^(["'])(.*)\1$/.exec(text)?.[2] ?? text;
