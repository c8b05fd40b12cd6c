export const ENABLED = 'text:/sys/module/apparmor/parameters/enabled';
export const MODE = 'text:/sys/module/apparmor/parameters/mode';
export const PROFILES = 'text:/sys/kernel/security/apparmor/profiles';
export const ENFORCE = 'text:/sys/fs/selinux/enforce';
export const CONFIG = 'text:/etc/selinux/config';
export const OS = 'text:/etc/os-release';
export const LSM = 'text:/sys/kernel/security/lsm';

/** Debian 12, the profile of Docker among those of the host. */
export const LOADED = `docker-default (enforce)
/usr/sbin/chronyd (enforce)
man_filter (enforce)
lsb_release (enforce)
`;

export const DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n';
export const ROCKY =
  'NAME="Rocky Linux"\nID="rocky"\nID_LIKE="rhel centos fedora"\nVERSION_ID="9.4"\n';
export const ALPINE = 'ID=alpine\nVERSION_ID=3.21.0\n';

/** Of Fedora and its like. */
export const SHIPPED = `# This file controls the state of SELinux on the system.
# SELINUX= can take one of these three values:
SELINUX=enforcing
# SELINUXTYPE= can take one of these three values:
SELINUXTYPE=targeted
`;

export const ROOT = 'Uid:\t0\t0\t0\t0\nCapEff:\t000001ffffffffff\n';
export const USER = 'Uid:\t1000\t1000\t1000\t1000\nCapEff:\t0000000000000000\n';
export const SELF = 'text:/proc/self/status';

/** Process 1, and none of an engine. */
export const INIT = '/proc/1/status:Name:\tsystemd\n/proc/1/status:Uid:\t0\t0\t0\t0\n';
/** dockerd that root runs. */
export const DOCKERD = `mark 700 dockerd\n${INIT}/proc/700/status:Name:\tdockerd\n/proc/700/status:PPid:\t1\n/proc/700/status:Uid:\t0\t0\t0\t0\n`;

export const file = (path: string, type = 'regular file'): string =>
  `755|0|0|root|root|${type}|4096|1700000000|${path}\n`;
