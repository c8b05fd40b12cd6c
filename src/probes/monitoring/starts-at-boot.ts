import { type Observation, value } from '../../model/observation.ts';
import { isBlind } from '../all-of.ts';
import { type Derived, derived, type Facts } from '../fact.ts';
import { type FileStat, stat, stats } from '../files/stat.ts';

/** A unit or service of this name, and the link by which it starts at boot. */
export interface BootStart {
  readonly name: string;
  readonly link: string;
}

/**
 * Those of some units that a boot starts, by the links of systemd and OpenRC. A masked unit starts not,
 * whatever links to it. Names with their suffix: `ufw.service`.
 */
export function startsAtBoot(names: readonly string[]): Derived<readonly BootStart[]> {
  const from: Facts = Object.fromEntries(names.flatMap((name) => Object.entries(linksOf(name))));
  return derived(`starts-at-boot:${names.join(' ')}`, from, (seen) =>
    startsAmong(
      names,
      seen as Readonly<Record<string, Observation<FileStat | readonly FileStat[]>>>,
    ),
  );
}

function linksOf(name: string): Facts {
  return {
    [`mask ${name}`]: stat(`/etc/systemd/system/${name}`),
    [`etc ${name}`]: stats(`/etc/systemd/system/*.wants/${name}`),
    [`usr ${name}`]: stats(`/usr/lib/systemd/system/*.wants/${name}`),
    [`openrc ${name}`]: stats(`/etc/runlevels/*/${name.replace(/\.service$/, '')}`),
  };
}

function startsAmong(
  names: readonly string[],
  seen: Readonly<Record<string, Observation<FileStat | readonly FileStat[]>>>,
): Observation<readonly BootStart[]> {
  const blind = Object.values(seen).find(isBlind);
  if (blind !== undefined && isBlind(blind)) return blind;
  const filesOf = (key: string): readonly FileStat[] => {
    const one = seen[key];
    return one?.state === 'value' ? [one.value].flat() : [];
  };
  return value(
    names.flatMap((name): BootStart[] => {
      const masked = filesOf(`mask ${name}`).some(({ type }) => type === 'device');
      const link = ['etc', 'usr', 'openrc'].flatMap((kind) => filesOf(`${kind} ${name}`))[0]?.path;
      return masked || link === undefined ? [] : [{ name, link }];
    }),
  );
}
