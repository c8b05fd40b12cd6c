import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a system is made of beside its programs, out of this machine's own packages. */
const PARTS = [
  'etc/apt',
  'etc/group',
  'etc/passwd',
  'etc/default',
  'etc/modprobe.d',
  'etc/os-release',
  'etc/security',
  'etc/pam.d',
  'etc/sysctl.d',
  'etc/systemd',
  'usr/lib/modprobe.d',
  'usr/lib/os-release',
  'usr/lib/sysctl.d',
  'usr/lib/systemd/system',
  'usr/lib/tmpfiles.d',
  'var/lib/dpkg/status',
];

/**
 * A root file system of real Debian files, with an engine's settings, links that lead about and a busybox that
 * runs the collector's script.
 */
export function makeDebianTree(root: string): void {
  mkdirSync(root);
  const copy = `cd / && tar -cf - --ignore-failed-read ${PARTS.join(' ')} 2>/dev/null | tar -C "$1" -xf -`;
  execFileSync('sh', ['-c', copy, 'sh', root]);
  for (const name of ['bin', 'proc', 'dev', 'run', 'etc/docker', 'usr/bin']) {
    mkdirSync(join(root, name), { recursive: true });
  }
  symlinkSync('usr/lib', join(root, 'lib'));
  execFileSync('cp', ['/bin/busybox', join(root, 'bin/busybox')]);
  for (const applet of [
    'sh',
    'grep',
    'sed',
    'stat',
    'timeout',
    'date',
    'awk',
    'sort',
    'tr',
    'id',
  ]) {
    symlinkSync('busybox', join(root, 'bin', applet));
  }
  const settings = { icc: false, 'live-restore': true, 'registry-mirrors': ['https://me:pw@m'] };
  writeFileSync(join(root, 'etc/docker/daemon.json'), JSON.stringify(settings));
  chmodSync(join(root, 'etc/docker/daemon.json'), 0o666);
  writeFileSync(join(root, 'usr/bin/dockerd'), '', { mode: 0o755 });
  writeFileSync(join(root, 'etc/sysctl.d/90-site.conf'), 'kernel.kptr_restrict = 2\n');
  symlinkSync('/etc/sysctl.d/91-loop.conf', join(root, 'etc/sysctl.d/91-loop.conf'));
  symlinkSync('/dev/null', join(root, 'etc/systemd/system/masked.service'));
}
