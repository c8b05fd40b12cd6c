import type { Given } from '../../src/testing/check-cases.ts';

export const RELEASE = 'text:/proc/sys/kernel/osrelease';
export const BANNER = 'text:/proc/version';
export const SIGNATURE = 'text:/proc/version_signature';
export const PACKAGES = 'packages:';
export const OFFERS = 'available:';
export const OS = 'text:/etc/os-release';
export const LISTS = 'stat:/var/lib/apt/lists';
/** Proves that /sys is mounted. */
export const SYSFS = 'text:/sys/kernel/uevent_seqnum';

/** A stanza of dpkg for each `name version`; `!` before the name holds it back. */
export const dpkg = (...packages: string[]): string =>
  `manager dpkg\n${packages
    .map((words) => {
      const [name = '', version = ''] = words.replace(/^!/, '').split(' ');
      const want = words.startsWith('!') ? 'hold' : 'install';
      return `Package: ${name}\nStatus: ${want} ok installed\nPriority: optional\nArchitecture: amd64\nVersion: ${version}\n`;
    })
    .join('--\n')}`;

/** Lines of `rpm -qa` for each `name version`, installed in December 2024. */
export const rpm = (...packages: string[]): string =>
  `manager rpm\n${packages
    .map((words) => `${words.replace(' ', '|0:')}|1733222400|x86_64\n`)
    .join('')}`;

const banner = (release: string, tail: string): string =>
  `Linux version ${release} (builder@host) (gcc 12.2.0, GNU ld 2.40) #1 SMP PREEMPT_DYNAMIC ${tail}\n`;

export const DEBIAN_12: Given = {
  [RELEASE]: '6.1.0-28-amd64\n',
  [BANNER]: banner('6.1.0-28-amd64', 'Debian 6.1.119-1 (2024-11-22)'),
  [PACKAGES]: dpkg('linux-image-6.1.0-28-amd64 6.1.119-1', 'linux-image-amd64 6.1.119-1'),
};

export const UBUNTU_22: Given = {
  [RELEASE]: '6.8.0-49-generic\n',
  [BANNER]: banner('6.8.0-49-generic', 'Wed Nov 6 17:42:15 UTC 2'),
  [SIGNATURE]: 'Ubuntu 6.8.0-49.49~22.04.1-generic 6.8.12\n',
  [PACKAGES]: dpkg(
    'linux-image-5.15.0-126-generic 5.15.0-126.136',
    'linux-image-6.8.0-49-generic 6.8.0-49.49~22.04.1',
    'linux-image-generic-hwe-22.04 6.8.0-49.49~22.04.1',
  ),
};

export const RHEL_9: Given = {
  [RELEASE]: '5.14.0-503.15.1.el9_5.x86_64\n',
  [PACKAGES]: rpm(
    'kernel 5.14.0-503.15.1.el9_5',
    'kernel-core 5.14.0-427.13.1.el9_4',
    'kernel-core 5.14.0-503.15.1.el9_5',
    'glibc 2.34-125.el9_5',
  ),
};

/** A micro virtual machine: its kernel comes from outside. */
export const FIRECRACKER: Given = {
  [RELEASE]: '6.18.44-fc-v595\n',
  [BANNER]: banner('6.18.44-fc-v595', '@0'),
  [PACKAGES]: dpkg('docker.io 20.10.24+dfsg1-1+deb12u1'),
};

/** One line of stat(1). */
export const statLine = (
  path: string,
  { mode = '755', modifiedAt = 1732000000, group = 'root', type = 'directory' } = {},
): string =>
  `${mode}|0|${group === 'root' ? 0 : 15}|root|${group}|${type}|4096|${modifiedAt}|${path}\n`;
