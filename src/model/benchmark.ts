/** One section of a benchmark, in our own words. */
export interface OutlineSection {
  /** As the benchmark numbers it: `2.1`, `AC-6`. */
  readonly id: string;
  /** Where it is left out, the title of the first check that answers the section stands for it. */
  readonly title?: string;
  /** Checks, or shell patterns of them, that answer it besides those whose references name it. */
  readonly checks?: readonly string[];
  /** What a person has to look at, because no host can tell. */
  readonly manual?: string;
  /** Why no check answers it. */
  readonly left?: string;
}

/** A benchmark as data: which sections it has, and what is known of each beside the checks' own references. */
export interface BenchmarkOutline {
  /** Also the source that references name: `cis-docker-1.6:2.1`. */
  readonly id: string;
  readonly title: string;
  /** What it is, which of its sections stand here, and where their numbers come from. */
  readonly about: string;
  /** Another edition, whose sections mean the same as those here of the same number. */
  readonly sameAs?: string;
  readonly sections: readonly OutlineSection[];
}

/** A section with the checks that answer it. */
export interface CoveredSection {
  readonly id: string;
  readonly title: string;
  /** Ids, in the order of the registry. */
  readonly checks: readonly string[];
  readonly coverage: 'checked' | 'manual' | 'left';
  /** Why no check answers it, or what a person has to look at. */
  readonly reason?: string;
}

export interface Benchmark extends Pick<BenchmarkOutline, 'id' | 'title' | 'about'> {
  readonly sections: readonly CoveredSection[];
}
