import type { OsRelease } from '../../probes/host/os-release.ts';
import type { Contained } from '../../probes/isolation/contained.ts';
import {
  isRolling,
  predatesTable,
  type ReleaseSupport,
  supportOf,
} from '../lifecycle/distribution-support.ts';
import { type Certain, exempt, fine, wrong } from './container-table.ts';

/** Why the distribution of a container is not known. */
export const blindToBase = ({ container: { release } }: Contained): string | undefined =>
  release === undefined ? 'its os-release is a link, or may not be read' : undefined;

/** Extended support that a host has to buy is not seen in a container, and does not count. */
export function endOfLifeBase({ container: { release } }: Contained, at: string): Certain {
  if (release === undefined || release === 'none') {
    return exempt('no running image says which distribution it is built on');
  }
  if (isRolling(release) || release.versionId === undefined) {
    return exempt('the images that run are built on distributions without releases');
  }
  const expected = 'a release that gets security updates';
  const name = `${release.fields.get('NAME') ?? release.id} ${release.versionId}`;
  const support = supportOf(release);
  if (support === undefined) return ofUnknown(release, name, expected);
  const until = endOf(support);
  if (at.slice(0, 10) <= until) return fine;
  return wrong([{ what: 'base', expected, actual: `${name}, ended on ${until}` }]);
}

const endOf = ({ until, extended }: ReleaseSupport): string =>
  extended?.by === 'archive' ? extended.until : until;

function ofUnknown(release: OsRelease, name: string, expected: string): Certain {
  return predatesTable(release)
    ? wrong([{ what: 'base', expected, actual: `${name}, ended long since` }])
    : exempt('the distributions of the images that run are not in the table of releases');
}
