import type { AnyCheck } from '../../kit/define-check.ts';
import { AREAS } from '../../model/check.ts';
import { didYouMean } from '../../model/nearest.ts';
import type { CheckTraits, ProfilePath, Selector } from '../../model/profile.ts';
import { quoted } from '../../model/quoted.ts';
import { isNamed, isPattern } from '../../model/shell-pattern.ts';
import type { Catalogue } from './catalogue.ts';

/** Takes a problem at a place within a selector. */
export type Complain = (path: ProfilePath, problem: string) => void;

/** The ids of all checks that a selector names. A name that nothing has is complained of. */
export function checksNamed(
  selector: Selector,
  catalogue: Catalogue,
  complain: Complain,
): ReadonlySet<string> {
  const traits: CheckTraits = typeof selector === 'string' ? { id: selector } : selector;
  const steps = (trait: string): ProfilePath => (typeof selector === 'string' ? [] : [trait]);
  let wrong = Object.keys(traits).length === 0;
  if (wrong) complain([], `names nothing; expected one of ${Object.keys(TESTS).join(', ')}`);
  const tests = Object.entries(traits).flatMap(([trait, written]) => {
    const values: readonly (string | number)[] = Array.isArray(written) ? written : [written];
    const test = (TESTS as Readonly<Record<string, TestOf>>)[trait];
    if (test === undefined) {
      wrong = true;
      complain(
        steps(trait),
        `no such trait ${quoted(trait)}${didYouMean(trait, Object.keys(TESTS))}`,
      );
      return [];
    }
    const oneOf = values.map((value, n) =>
      test(String(value), catalogue, (problem) => {
        wrong = true;
        complain([...steps(trait), ...(Array.isArray(written) ? [n] : [])], problem);
      }),
    );
    return [(check: AnyCheck) => oneOf.some((matches) => matches(check))];
  });
  const matched = catalogue.checks.filter((check) => tests.every((matches) => matches(check)));
  // An area is known before it has checks.
  const isArea = Object.keys(traits).join() === 'area';
  if (matched.length === 0 && !wrong && !isArea)
    complain([], 'no check has all of these; expected traits that some check has');
  return new Set(wrong ? [] : matched.map(({ id }) => id));
}

type Matches = (check: AnyCheck) => boolean;
type TestOf = (value: string, catalogue: Catalogue, complain: (problem: string) => void) => Matches;

const TESTS: Readonly<Record<keyof CheckTraits, TestOf>> = {
  id: (value, { checks }, complain) => {
    const ids = checks.map(({ id }) => id);
    if (!ids.some((id) => isNamed([value], id))) {
      complain(
        isPattern(value)
          ? `the pattern ${quoted(value)} matches no check`
          : `there is no check ${quoted(value)}${didYouMean(value, ids)}`,
      );
    }
    return ({ id }) => isNamed([value], id);
  },
  area: (value, _, complain) => {
    const areas = Object.keys(AREAS);
    if (!areas.includes(value)) complain(`there is no area ${quoted(value)}${orAny(value, areas)}`);
    return ({ area }) => area === value;
  },
  tag: (value, { checks }, complain) => {
    const tags = new Set(checks.flatMap((check) => check.tags));
    if (!tags.has(value))
      complain(`no check has the tag ${quoted(value)}${didYouMean(value, tags)}`);
    return (check) => check.tags.includes(value);
  },
  severity: (value) => (check) => check.severity === value,
  level: (value) => (check) => String(check.level) === value,
  benchmark: (value, { benchmarks }, complain) => {
    const [id = '', section] = value.split(':', 2);
    const ids = benchmarks.map((each) => each.id);
    const benchmark = benchmarks.find((each) => each.id === id);
    if (benchmark === undefined) complain(`there is no benchmark ${quoted(id)}${orAny(id, ids)}`);
    const covered = sectionsOf(benchmark?.sections ?? new Map(), section);
    if (benchmark !== undefined && covered.length === 0) {
      const near = didYouMean(section ?? '', benchmark.sections.keys());
      complain(`${id} has no section ${quoted(section ?? '')}${near}`);
    }
    const named = new Set(covered.flatMap(([, checks]) => checks));
    return (check) => named.has(check.id);
  },
};

/** A section with all below it: `2` covers `2.1` and not `20`. */
const sectionsOf = (
  sections: ReadonlyMap<string, readonly string[]>,
  section: string | undefined,
): readonly (readonly [string, readonly string[]])[] =>
  [...sections].filter(
    ([number]) => section === undefined || number === section || number.startsWith(`${section}.`),
  );

function orAny(word: string, words: readonly string[]): string {
  if (words.length === 0) return '';
  return didYouMean(word, words) || `; there are ${words.join(', ')}`;
}
