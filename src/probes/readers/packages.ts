import { type Reader, unsplit } from '../reader.ts';

/**
 * Beginnings of the names that are read: kernels and microcode, container engines,
 * what confines containers, what tells of a pending reboot, programs with flaws that gave root, and sensors.
 */
const NAMES =
  'linux-|proxmox-kernel|proxmox-default-kernel|pve-kernel|intel-microcode|amd64-microcode|' +
  'unattended-upgrades|update-notifier-common|' +
  'docker|containerd|runc|crun|podman|buildah|skopeo|cri-o|cri-tools|kubelet|kubeadm|k3s|moby|' +
  'nerdctl|buildkit|slirp4netns|passt|apparmor|selinux-policy|container-selinux|' +
  'sudo|liblzma5|xz-utils|policykit-1|polkitd|libc6|needrestart|aide|tripwire|samhain|debsums|' +
  'falco|tetragon|osquery|wazuh-agent|crowdsec|auditd|openssh';

/** Whether dpkg is asked about a package. */
export const isAsked = (name: string): boolean => ASKED.test(name);

const ASKED = new RegExp(`^(${NAMES})`);

/**
 * Installed packages, out of the package manager's own database: no hook runs, nothing is locked.
 * An empty dpkg database is none: where rpm rules, `dpkg` may be installed as a tool.
 * First line: `manager dpkg|rpm|apk|pacman|none`; then
 * dpkg stanzas as far as their version (14 lines at most, by dpkg's own order of fields), rpm `NAME|EPOCH:VERSION-RELEASE|INSTALLTIME|ARCH` lines,
 * apk `P:`/`V:` lines, pacman `%NAME%`/`%VERSION%` lines.
 */
export const packages: Reader = {
  name: 'packages',
  commands: ['grep', 'rpm'],
  offline: true,
  sh: `if [ -s /var/lib/dpkg/status ]; then
  say 'manager dpkg'
  command grep -a -A 14 -E '^Package: (${NAMES})' /var/lib/dpkg/status
elif [ -s /lib/apk/db/installed ]; then
  say 'manager apk'
  command grep -a -E '^[PV]:' /lib/apk/db/installed
elif [ -s /usr/lib/apk/db/installed ]; then
  say 'manager apk'
  command grep -a -E '^[PV]:' /usr/lib/apk/db/installed
elif [ -d /var/lib/pacman/local ]; then
  say 'manager pacman'
  set +f
  command grep -a -h -A 1 -E '^%(NAME|VERSION)%$' /var/lib/pacman/local/*/desc
  set -f
elif command -v rpm >/dev/null; then
  say 'manager rpm'
  t rpm -qa --qf '%{NAME}|%{EPOCHNUM}:%{VERSION}-%{RELEASE}|%{INSTALLTIME}|%{ARCH}\\n'
else
  say 'manager none'
fi`,
  split: unsplit,
};
