import { type Observation, unsupported, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { installedPackages } from '../packages/packages.ts';

/** OpenSSH's version by its package: 9.2 is [9, 2]. */
export type OpensshVersion = readonly [major: number, minor: number];

const NAMES: readonly string[] = ['openssh-server', 'openssh', 'openssh-server-common'];

export const opensshVersion: Derived<OpensshVersion> = derived(
  'openssh-version',
  { database: installedPackages },
  ({ database }): Observation<OpensshVersion> => {
    if (database.state !== 'value') return database;
    for (const name of NAMES) {
      const version = database.value.packages.find((one) => one.name === name)?.version ?? '';
      const [, major, minor] = /^(?:\d+:)?(\d{1,3})\.(\d{1,3})/.exec(version) ?? [];
      if (major !== undefined) return value([Number(major), Number(minor)]);
    }
    return unsupported('no package tells which OpenSSH this is, and so what it does by default');
  },
);

export const isSince = ([major, minor]: OpensshVersion, since: OpensshVersion): boolean =>
  major > since[0] || (major === since[0] && minor >= since[1]);
