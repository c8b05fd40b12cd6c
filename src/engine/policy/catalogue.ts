import type { AnyCheck } from '../../kit/define-check.ts';
import type { Position, Profile } from '../../model/profile.ts';

export interface ProfileSource {
  readonly profile: Profile;
  /** `file:line:column` of a place in it; absent where it comes from no file. */
  readonly position?: Position;
}

/** A benchmark as far as policies see it: the checks of each section, `2.1`. */
interface BenchmarkIndex {
  /** `cis-docker-1.6` */
  readonly id: string;
  readonly sections: ReadonlyMap<string, readonly string[]>;
}

/** All that a policy can be made of. */
export interface Catalogue {
  readonly checks: readonly AnyCheck[];
  readonly profiles: readonly ProfileSource[];
  readonly benchmarks: readonly BenchmarkIndex[];
}
