import { type Reader, unsplit } from '../reader.ts';

/** Packages whose versions are read: kernels, container engines, and what confines containers. */
const NAMES =
  'linux-image|linux-modules|kernel|docker|containerd|runc|crun|podman|buildah|skopeo|cri-o|cri-tools|kubelet|kubeadm|k3s|moby|nerdctl|buildkit|slirp4netns|passt|apparmor|selinux-policy|container-selinux|linux-lts|linux-virt|linux-hardened|linux';

/**
 * Installed packages, out of the package manager's own database: no hook runs, nothing is locked.
 * First line: `manager dpkg|rpm|apk|pacman|none`; then
 * dpkg stanzas cut short (`file:` and `file-` lines of grep), rpm `NAME|EVR|INSTALLTIME` lines,
 * apk `P:`/`V:` lines, pacman `%NAME%`/`%VERSION%` lines.
 */
export const packages: Reader = {
  name: 'packages',
  commands: ['grep', 'rpm'],
  offline: false,
  sh: `if [ -e /var/lib/dpkg/status ]; then
  say 'manager dpkg'
  t grep -a -A 10 -E '^Package: (${NAMES})' /var/lib/dpkg/status
elif [ -e /lib/apk/db/installed ]; then
  say 'manager apk'
  t grep -a -E '^[PV]:' /lib/apk/db/installed
elif [ -d /var/lib/pacman/local ]; then
  say 'manager pacman'
  set +f
  t grep -a -h -A 1 -E '^%(NAME|VERSION)%$' /var/lib/pacman/local/*/desc
  set -f
elif command -v rpm >/dev/null; then
  say 'manager rpm'
  t rpm -qa --qf '%{NAME}|%{EPOCHNUM}:%{VERSION}-%{RELEASE}|%{INSTALLTIME}|%{ARCH}\\n'
else
  say 'manager none'
fi`,
  split: unsplit,
};
