import { z } from 'zod';
import { AREAS, type Area, SEVERITIES } from '../model/check.ts';
import { nearest } from '../model/nearest.ts';

// Object.keys forgets that the table has no other names.
const AREA_IDS = Object.keys(AREAS) as Area[];

const oneOrMore = <T extends z.ZodType>(item: T, expected: string) =>
  z.union([item, z.array(item).min(1, `at least one: ${expected}`)], expected);

const nearestOf = (input: unknown, words: readonly string[]): string =>
  typeof input === 'string'
    ? nearest(input, words)
        .map((word) => `"${word}"`)
        .join(' or ')
    : '';

/** The nearest of many words, where one is near; else all. */
const oneOf = (what: string, words: readonly string[], input: unknown): string =>
  nearestOf(input, words) || `one of the ${what} ${words.join(', ')}`;

const text = (expected: string) => z.string(expected).min(1, expected);
const severity = z.enum(SEVERITIES, {
  error: ({ input }) => oneOf('severities', SEVERITIES, input),
});
const area = z.enum(AREA_IDS, { error: ({ input }) => oneOf('areas', AREA_IDS, input) });
export const level = z.literal([1, 2], 'level 1 or 2');

const CHECK_ID = 'a check id, or a shell pattern of ids';

const traits = z
  .strictObject(
    {
      id: oneOrMore(text(CHECK_ID), CHECK_ID)
        .exactOptional()
        .describe('A check id, or a shell pattern of ids.'),
      area: oneOrMore(area, 'an area or a list of areas')
        .exactOptional()
        .describe('What a check is about.'),
      tag: oneOrMore(text('a tag'), 'a tag or a list of tags')
        .exactOptional()
        .describe('A word that checks carry.'),
      severity: oneOrMore(severity, 'a severity or a list of severities')
        .exactOptional()
        .describe('As the check itself has it, whatever a profile makes of it.'),
      level: level
        .exactOptional()
        .describe('1: every host can have it; 2: defence in depth that may cost something.'),
      benchmark: oneOrMore(text('a benchmark'), 'a benchmark or a list of them')
        .exactOptional()
        .describe('A section with all below it: cis-docker-1.6:2'),
    },
    'a map of traits',
  )
  .meta({ id: 'traits', description: 'All that is said must hold; of a list, one item' });

const selector = z.union(
  [text(CHECK_ID), traits],
  `${CHECK_ID}, or a map of id, area, tag, severity, level, benchmark`,
);

/** What a profile, or a group of an inventory, changes. */
export const changes = {
  include: z
    .array(selector, 'a list of checks')
    .exactOptional()
    .describe('Checks to take. Without it, a profile that extends none takes all.'),
  exclude: z
    .array(selector, 'a list of checks')
    .exactOptional()
    .describe('Checks to leave out; stronger than include.'),
  parameters: z
    .record(
      z.string(),
      z.record(z.string(), z.unknown(), 'a map of parameters'),
      'a map of check ids to parameters',
    )
    .exactOptional()
    .describe('By check id. What they are and their units: hostward checks show ID.'),
  severities: z
    .record(z.string(), severity, 'a map of check ids to severities')
    .exactOptional()
    .describe('By check id.'),
};

const TRAITS: readonly string[] = ['id', 'area', 'tag', 'severity', 'level', 'benchmark'];
const CHANGES: readonly string[] = Object.keys(changes);

/** The keys that may stand at a path within changes; undefined where a path is none of theirs. */
export function knownChangeKeys(path: readonly (string | number)[]): readonly string[] {
  return path.length === 0 ? CHANGES : TRAITS;
}
