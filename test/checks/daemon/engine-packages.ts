import { DENIED, type Given } from '../../../src/testing/check-cases.ts';
import { IDLE, processes } from '../../support/daemon-evidence.ts';

/** Packages with their versions, as dpkg tells. */
export const dpkg = (...packages: readonly (readonly [string, string])[]): Given => ({
  'packages:': `manager dpkg\n${packages
    .map(
      ([name, version]) =>
        `Package: ${name}\nStatus: install ok installed\nVersion: ${version}\n--\n`,
    )
    .join('')}`,
});

export const rpm = (name: string, version: string): Given => ({
  'packages:': `manager rpm\n${name}|${version}|1700000000|x86_64\n`,
});

export const pacman = (name: string, version: string): Given => ({
  'packages:': `manager pacman\n%NAME%\n${name}\n--\n%VERSION%\n${version}\n`,
});

export const NOT_INSTALLED = [{ name: 'not installed', given: { ...IDLE, ...dpkg() } }];
export const UNREAD = {
  name: 'the database may not be read',
  given: { ...IDLE, 'packages:': DENIED },
};
/** A program that no package brought. */
export const byHand = (name: string) => ({
  name: 'not from a package',
  given: { ...dpkg(), 'processes:': processes({ name, args: [name] }) },
});
