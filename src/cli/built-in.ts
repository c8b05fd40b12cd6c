import { benchmarks } from '../../checks/benchmarks/index.ts';
import { checks as registered } from '../../checks/index.ts';
import { profiles } from '../../checks/profiles/index.ts';
import { coverOutlines, withSections } from '../engine/benchmarks.ts';
import type { Catalogue } from '../engine/policy/catalogue.ts';
import type { AnyCheck } from '../kit/define-check.ts';
import type { Benchmark } from '../model/benchmark.ts';

const checks: readonly AnyCheck[] = withSections(registered, benchmarks);

/** Each with the checks that answer its sections. */
export const BENCHMARKS: readonly Benchmark[] = coverOutlines(checks, benchmarks);

/** What comes with hostward. */
export const BUILT_IN: Catalogue = {
  checks,
  profiles: profiles.map((profile) => ({ profile })),
  benchmarks: BENCHMARKS.map(({ id, sections }) => ({
    id,
    sections: new Map(sections.map((section) => [section.id, section.checks])),
  })),
};
