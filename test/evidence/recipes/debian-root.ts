import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './system.ts';

/** Roots are kept between recordings: making one takes minutes. */
export const WORK = process.env['HOSTWARD_RECORD_DIR'] ?? '/var/tmp/hostward-record';

const MIRROR = 'http://deb.debian.org/debian';

/** The root file system of a release as debootstrap leaves it, with more packages. */
export function debianRoot(suite: string, packages: readonly string[]): string {
  const root = join(WORK, 'roots', suite);
  if (!existsSync(join(root, 'etc/os-release'))) {
    mkdirSync(root, { recursive: true });
    run('debootstrap', [
      '--variant=minbase',
      `--include=${packages.join(',')}`,
      suite,
      root,
      MIRROR,
    ]);
  }
  return root;
}

/** Installs more into a root, without what is only recommended. */
export function install(root: string, suite: string, packages: readonly string[]): void {
  const policy = join(root, 'usr/sbin/policy-rc.d');
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  writeFileSync(join(root, 'etc/apt/sources.list'), sourcesOf(suite));
  const apt = (...words: readonly string[]) =>
    run('chroot', [root, 'apt-get', '-qq', '-o', 'Acquire::Check-Valid-Until=false', ...words]);
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...packages);
  apt('clean');
  run('rm', [policy]);
}

/** The archive of security updates of a release whose support has ended names files that are gone. */
const WITHOUT_SECURITY = ['sid', 'bullseye'];

const sourcesOf = (suite: string): string =>
  [
    `deb ${MIRROR} ${suite} main`,
    ...(WITHOUT_SECURITY.includes(suite) ? [] : [`deb ${MIRROR}-security ${suite}-security main`]),
    '',
  ].join('\n');
