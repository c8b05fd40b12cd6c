import { denied, failed, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import type { RawOutput } from '../reader.ts';
import { isAsked, packages as reader } from '../readers/packages.ts';

const PACKAGE_MANAGERS = ['dpkg', 'rpm', 'apk', 'pacman', 'none'] as const;
export type PackageManager = (typeof PACKAGE_MANAGERS)[number];

export interface InstalledPackage {
  readonly name: string;
  /** In the package manager's own writing, an epoch included. */
  readonly version: string;
  readonly architecture?: string;
  /** Seconds since 1970; only rpm keeps it. */
  readonly installedAt?: number;
  /** dpkg's mark that upgrades leave the package alone. */
  readonly held?: true;
}

/**
 * What the package manager says is installed. dpkg is asked only about kernels, container engines
 * and their like; the others list every package. Without a manager the list is empty.
 */
export interface PackageDatabase {
  readonly manager: PackageManager;
  readonly packages: readonly InstalledPackage[];
}

export const installedPackages: Probe<PackageDatabase> = {
  key: 'packages:',
  reading: { reader, arg: '' },
  parse: parsePackages,
};

function parsePackages({ exit, stdout, stderr }: RawOutput): Observation<PackageDatabase> {
  const [first = '', ...lines] = stdout.split('\n');
  const manager = PACKAGE_MANAGERS.find((name) => first === `manager ${name}`);
  if (manager === undefined)
    return failed(`no package manager was named: ${visibleLine(first, 100)}`);
  if (/Permission denied/.test(stderr)) return denied('the package database needs more privilege');
  // grep's status 1 means that nothing matched, which is an answer.
  if (exit > (manager === 'rpm' ? 0 : 1)) {
    return failed(`reading the ${manager} database ended with status ${exit}`);
  }
  const packages = PARSERS[manager](lines);
  return packages === undefined
    ? failed(`the ${manager} database has an entry that is cut short`)
    : value({ manager, packages });
}

/** Undefined when an entry lacks what it must have. */
type Parser = (lines: readonly string[]) => readonly InstalledPackage[] | undefined;

const PARSERS: Readonly<Record<PackageManager, Parser>> = {
  dpkg: dpkgPackages,
  rpm: rpmPackages,
  apk: apkPackages,
  pacman: pacmanPackages,
  none: () => [],
};

/** States of dpkg(1) in which a package's files are in place and its set-up has run. */
const IN_PLACE = /^\S+ ok (installed|triggers-pending|triggers-awaited)$/;

function dpkgPackages(lines: readonly string[]): readonly InstalledPackage[] | undefined {
  const found: InstalledPackage[] = [];
  for (const stanza of stanzasOf(lines)) {
    const status = stanza.get('Status') ?? '';
    const name = stanza.get('Package');
    // A neighbour in grep's window may be cut off anywhere.
    if (name === undefined || !isAsked(name) || !IN_PLACE.test(status)) continue;
    const version = stanza.get('Version');
    const architecture = stanza.get('Architecture');
    if (version === undefined) return undefined;
    found.push({
      name,
      version,
      ...(architecture === undefined ? {} : { architecture }),
      ...(status.startsWith('hold ') ? { held: true } : {}),
    });
  }
  return found;
}

function stanzasOf(lines: readonly string[]): readonly ReadonlyMap<string, string>[] {
  const stanzas: Map<string, string>[] = [];
  for (const line of lines) {
    const [, field, content] = /^([A-Z][A-Za-z-]*): (.*)$/.exec(line) ?? [];
    if (field === undefined || content === undefined) continue;
    if (field === 'Package') stanzas.push(new Map());
    stanzas.at(-1)?.set(field, content.trim());
  }
  return stanzas;
}

function rpmPackages(lines: readonly string[]): readonly InstalledPackage[] | undefined {
  const found: InstalledPackage[] = [];
  for (const line of lines.filter((l) => l !== '')) {
    const [name = '', version = '', installed = '', architecture = '', ...more] = line.split('|');
    if (name === '' || version === '' || more.length > 0 || !/^\d{1,12}$/.test(installed))
      return undefined;
    found.push({ name, version, architecture, installedAt: Number(installed) });
  }
  return found;
}

function apkPackages(lines: readonly string[]): readonly InstalledPackage[] | undefined {
  const found: InstalledPackage[] = [];
  let name: string | undefined;
  for (const line of lines) {
    if (line.startsWith('P:')) name = line.slice(2);
    else if (line.startsWith('V:')) {
      if (name === undefined) return undefined;
      found.push({ name, version: line.slice(2) });
      name = undefined;
    }
  }
  return name === undefined ? found : undefined;
}

function pacmanPackages(lines: readonly string[]): readonly InstalledPackage[] | undefined {
  const found: InstalledPackage[] = [];
  let name: string | undefined;
  for (const [i, line] of lines.entries()) {
    const next = lines[i + 1] ?? '';
    if (line === '%NAME%') name = next;
    else if (line === '%VERSION%') {
      if (!name || next === '') return undefined;
      found.push({ name, version: next });
      name = undefined;
    }
  }
  return name === undefined ? found : undefined;
}
