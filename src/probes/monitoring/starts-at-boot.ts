import { type Observation, value } from '../../model/observation.ts';
import { allOf } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import { type FileStat, stats } from '../files/stat.ts';

/** A unit or service, and the link by which it starts at boot. */
export interface BootStart {
  readonly name: string;
  readonly link: string;
}

/** By the links of systemd and OpenRC. A masked unit starts not, whatever links to it. */
const bootStarts: Derived<ReadonlyMap<string, string>> = derived(
  'boot-starts',
  {
    own: stats('/etc/systemd/system/*'),
    etc: stats('/etc/systemd/system/*.wants/*'),
    usr: stats('/usr/lib/systemd/system/*.wants/*'),
    openrc: stats('/etc/runlevels/*/*'),
  },
  ({ own, etc, usr, openrc }): Observation<ReadonlyMap<string, string>> => {
    const all = allOf([own, etc, usr, openrc]);
    if (all.state !== 'value') return all;
    const [files = [], ...links] = all.value;
    const masked = new Set(files.filter(({ type }) => type === 'device').map(nameOf));
    const starts = links
      .flat()
      .map((file) => [unitOf(file), file.path] as const)
      .filter(([name]) => !masked.has(name));
    return value(new Map(starts.reverse()));
  },
);

const nameOf = ({ path }: FileStat): string => path.slice(path.lastIndexOf('/') + 1);

/** OpenRC's links have no suffix. */
const unitOf = (file: FileStat): string =>
  file.path.startsWith('/etc/runlevels/') ? `${nameOf(file)}.service` : nameOf(file);

/** Units and unit files of /etc: what the administrator made, masks among them. */
export const ownUnits = stats('/etc/systemd/system/*');

/** Those of some units that a boot starts; names with their suffix: `ufw.service`. */
export function startsAtBoot(names: readonly string[]): Derived<readonly BootStart[]> {
  return derived(
    `starts-at-boot:${names.join(' ')}`,
    { starts: bootStarts },
    ({ starts }): Observation<readonly BootStart[]> => {
      if (starts.state !== 'value') return starts;
      return value(
        names.flatMap((name) => {
          const link = starts.value.get(name);
          return link === undefined ? [] : [{ name, link }];
        }),
      );
    },
  );
}
