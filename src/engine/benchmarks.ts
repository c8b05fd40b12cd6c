import type { AnyCheck } from '../kit/define-check.ts';
import type {
  Benchmark,
  BenchmarkOutline,
  CoveredSection,
  OutlineSection,
} from '../model/benchmark.ts';
import { patternMatcher } from '../model/shell-pattern.ts';

const NOT_YET = 'No check answers it yet';

/** `2.9` before `2.10`. */
const ORDER = new Intl.Collator('en', { numeric: true });

/**
 * The checks, whose references also name the sections that outlines give them: what follows looks at
 * references alone.
 */
export function withSections(
  checks: readonly AnyCheck[],
  outlines: readonly BenchmarkOutline[],
): readonly AnyCheck[] {
  const rules = rulesOf(outlines);
  return checks.map((check) => {
    const more = (rules.get(subjectOf(check.id)) ?? [])
      .filter(({ names }) => names(check.id))
      .map(({ reference }) => reference);
    return more.length === 0
      ? check
      : Object.freeze({ ...check, references: [...new Set([...check.references, ...more])] });
  });
}

interface Rule {
  readonly names: (id: string) => boolean;
  /** What those that it names get. */
  readonly reference: string;
}

/** By the first word of ids: all rules against all checks would cost each command a tenth of a second. */
function rulesOf(outlines: readonly BenchmarkOutline[]): ReadonlyMap<string, readonly Rule[]> {
  const rules = new Map<string, Rule[]>();
  for (const { id, sections } of outlines) {
    for (const { id: section, checks = [] } of sections) {
      for (const name of checks) {
        const those = rules.get(subjectOf(name)) ?? [];
        those.push({ names: patternMatcher(name), reference: `${id}:${section}` });
        rules.set(subjectOf(name), those);
      }
    }
  }
  return rules;
}

const subjectOf = (id: string): string => id.slice(0, id.indexOf('.'));

/** Which checks answer which sections; sections that only references name are added. */
export function coverOutlines(
  checks: readonly AnyCheck[],
  outlines: readonly BenchmarkOutline[],
): readonly Benchmark[] {
  const answers = answersOf(checks);
  return outlines.map(({ id, title, about, sameAs = id, sections }) => {
    const own = answers.get(id) ?? new Map<string, readonly AnyCheck[]>();
    const same = answers.get(sameAs) ?? own;
    const known = new Map<string, OutlineSection>([
      ...[...own.keys()].map((section): [string, OutlineSection] => [section, { id: section }]),
      ...sections.map((section): [string, OutlineSection] => [section.id, section]),
    ]);
    return {
      id,
      title,
      about,
      sections: [...known.values()]
        .sort((a, b) => ORDER.compare(a.id, b.id))
        .map((section) => {
          const those = [...(same.get(section.id) ?? []), ...(own.get(section.id) ?? [])];
          return covered(section, [...new Set(those)]);
        }),
    };
  });
}

/** By benchmark and section. A reference without a section counts for the area of its check. */
function answersOf(checks: readonly AnyCheck[]): ReadonlyMap<string, Map<string, AnyCheck[]>> {
  const answers = new Map<string, Map<string, AnyCheck[]>>();
  for (const check of checks) {
    for (const reference of new Set(check.references)) {
      const colon = reference.indexOf(':');
      const source = colon === -1 ? reference : reference.slice(0, colon);
      const section = colon === -1 ? check.area : reference.slice(colon + 1);
      const sections = answers.get(source) ?? new Map<string, AnyCheck[]>();
      answers.set(source, sections);
      const those = sections.get(section) ?? [];
      those.push(check);
      sections.set(section, those);
    }
  }
  return answers;
}

function covered(section: OutlineSection, those: readonly AnyCheck[]): CoveredSection {
  const { id, manual, left } = section;
  const [first] = those;
  const title = section.title ?? first?.title ?? id;
  const checks = those.map((check) => check.id);
  if (first !== undefined) return { id, title, checks, coverage: 'checked' };
  return manual === undefined
    ? { id, title, checks, coverage: 'left', reason: left ?? NOT_YET }
    : { id, title, checks, coverage: 'manual', reason: manual };
}
