import { type Observation, unsupported, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import {
  compareReleases,
  type EngineRelease,
  engineRelease,
  parseRelease,
  type Release,
  type ReleasedProgram,
} from './engine-release.ts';

/** A flaw, and the first release of each line that has the fix. Later lines were born with it. */
export interface Flaw {
  readonly id: string;
  readonly fixed: readonly [string, ...string[]];
  /** Lines of which nobody told whether they got the fix: `2.2`. */
  readonly untold?: readonly string[];
}

export interface EngineFlaws {
  readonly release: EngineRelease;
  /** Flaws that the release has. */
  readonly open: readonly Flaw[];
}

/**
 * Flaws that a release still has. A distribution mends a release without changing its number:
 * of an old one nobody can say, of a new one that it has every fix.
 */
export function engineFlaws(
  program: ReleasedProgram,
  flaws: readonly Flaw[],
): Derived<EngineFlaws> {
  const from = { release: engineRelease(program) };
  return derived(`engine-flaws:${program}`, from, ({ release }): Observation<EngineFlaws> => {
    if (release.state !== 'value') return release;
    const { packageName, version, upstream } = release.value;
    const states = flaws.map((flaw) => ({ flaw, state: stateOf(flaw, release.value) }));
    const open = states.filter(({ state }) => state === 'open').map(({ flaw }) => flaw);
    if (open.length > 0 && !upstream) {
      const ids = open.map(({ id }) => id).join(', ');
      return unsupported(
        `${packageName} ${version} is older than the release with the fix for ${ids}; only the distribution’s advisories tell whether it was mended`,
      );
    }
    const untold = states.find(({ state }) => state === 'untold');
    if (open.length === 0 && untold !== undefined) {
      return unsupported(
        `nobody told whether ${packageName} ${version} has the fix for ${untold.flaw.id}`,
      );
    }
    return value({ release: release.value, open });
  });
}

const lineOf = ({ numbers: [major, minor] }: Release): string => `${major}.${minor}`;

function stateOf({ fixed, untold = [] }: Flaw, release: Release): 'fixed' | 'open' | 'untold' {
  const line = lineOf(release);
  const fixes = fixed.flatMap((one) => parseRelease(one) ?? []);
  const own = fixes.find((one) => lineOf(one) === line);
  if (own !== undefined) return compareReleases(release, own) >= 0 ? 'fixed' : 'open';
  if (untold.includes(line)) return 'untold';
  return fixes.every((one) => compareReleases(release, one) > 0) ? 'fixed' : 'open';
}
