import { z } from 'zod';
import { patternMatches } from '../model/shell-pattern.ts';

const SCALAR = 'a text, a number, true or false';
const scalar = z
  .union([z.string(), z.number(), z.boolean()], SCALAR)
  .transform((written) => String(written));
const bound = z.int('a whole number').exactOptional();

/** What a value must be; keys of a requirement. */
export const expectationShape = {
  equals: scalar.exactOptional().describe('The value itself.'),
  oneOf: z.array(scalar, 'a list of values').min(1, 'at least one value').exactOptional(),
  like: z
    .string('a shell pattern')
    .min(1, 'a shell pattern')
    .exactOptional()
    .describe('`*.example`'),
  atLeast: bound,
  atMost: bound,
};

type Written = z.infer<z.ZodObject<typeof expectationShape>>;

/** Whether the keys of a requirement say one thing of a value. */
export const saysOne = ({ equals, oneOf, like, atLeast, atMost }: Written): boolean =>
  [equals, oneOf, like, atLeast ?? atMost].filter((each) => each !== undefined).length === 1;

export const SAYS_ONE = 'one of equals, oneOf, like, or atLeast and atMost';

/** What a value must be, as a test and in words. */
export interface Expectation {
  readonly words: string;
  readonly holds: (text: string) => boolean;
}

export function expectationOf({ equals, oneOf, like, atLeast, atMost }: Written): Expectation {
  if (equals !== undefined) return { words: shown(equals), holds: (text) => text === equals };
  if (oneOf !== undefined) {
    return { words: oneOf.map(shown).join(' or '), holds: (text) => oneOf.includes(text) };
  }
  if (like !== undefined) {
    return { words: `like ${like}`, holds: (text) => patternMatches(like, text) };
  }
  const least = atLeast ?? Number.NEGATIVE_INFINITY;
  const most = atMost ?? Number.POSITIVE_INFINITY;
  const words = [
    ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
    ...(atMost === undefined ? [] : [`at most ${atMost}`]),
  ].join(' and ');
  return {
    words,
    holds: (text) => /^[-+]?\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most,
  };
}

const shown = (text: string): string => (text === '' ? '(empty)' : text);
