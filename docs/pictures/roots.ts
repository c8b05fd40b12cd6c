import { existsSync, renameSync, rmSync } from 'node:fs';
import { debianRoot, install } from '../../test/evidence/recipes/debian-root.ts';
import { run } from '../../test/evidence/recipes/system.ts';

const PACKAGES = ['openssh-server', 'procps', 'kmod'];
const ENGINE = ['docker.io', 'busybox-static', 'apparmor'];

/** A release of Debian that can be logged in to. Making it takes a minute; it is kept. */
export const plainRoot = (suite: string): string => debianRoot(suite, PACKAGES);

/** The same with Docker. */
export function engineRoot(suite: string): string {
  const root = `${plainRoot(suite)}-docker`;
  if (existsSync(root)) return root;
  const half = `${root}.half`;
  rmSync(half, { recursive: true, force: true });
  run('cp', ['-a', plainRoot(suite), half]);
  // Its client became a package of its own.
  install(half, suite, suite === 'bookworm' ? ENGINE : [...ENGINE, 'docker-cli']);
  renameSync(half, root);
  return root;
}
