import { type Observation, value } from '../../model/observation.ts';
import { allOf } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import { type FileStat, stats } from '../files/stat.ts';

/** A unit or service, and the link by which it starts at boot. */
export interface BootStart {
  readonly name: string;
  readonly link: string;
}

/**
 * Links by unit: of systemd, of OpenRC, and of System V, whose scripts systemd starts as units where they
 * have none of their own. A masked unit starts not, whatever links to it.
 */
export const bootStarts: Derived<ReadonlyMap<string, string>> = derived(
  'boot-starts',
  {
    own: stats('/etc/systemd/system/*'),
    etc: stats('/etc/systemd/system/*.wants/*'),
    usr: stats('/usr/lib/systemd/system/*.wants/*'),
    openrc: stats('/etc/runlevels/*/*'),
    sysv: stats('/etc/rc?.d/S*'),
  },
  ({ own, etc, usr, openrc, sysv }): Observation<ReadonlyMap<string, string>> => {
    const all = allOf([own, etc, usr, openrc, sysv]);
    if (all.state !== 'value') return all;
    const [files = [], ...links] = all.value;
    const masked = new Set(files.filter(({ type }) => type === 'device').map(nameOf));
    const starts = links
      .flat()
      .filter(({ path }) => !HALTING.test(path))
      .map((file) => [unitOf(file), file.path] as const)
      .filter(([name]) => !masked.has(name));
    return value(new Map(starts.reverse()));
  },
);

const nameOf = ({ path }: FileStat): string => path.slice(path.lastIndexOf('/') + 1);

/** Run levels in which System V starts nothing that stays. */
const HALTING = /^\/etc\/rc[016]\.d\//;

/** Links of OpenRC and of System V have no suffix; the latter begin with their order. */
function unitOf(file: FileStat): string {
  const name = nameOf(file);
  if (file.path.startsWith('/etc/runlevels/')) return `${name}.service`;
  return file.path.startsWith('/etc/rc') ? `${name.replace(/^S\d\d/, '')}.service` : name;
}

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
