import check from '../../../checks/kernel/held-package.ts';
import { dpkg, PACKAGES, rpm } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

const PREFERENCES = 'text:/etc/apt/preferences';
const PARTS = 'text:/etc/apt/preferences.d/*';
const DNF = 'text:/etc/dnf/dnf.conf';
const REPOS = 'text:/etc/yum.repos.d/*.repo';
const LIST = 'text:/etc/dnf/plugins/versionlock.list';
const TOML = 'text:/etc/dnf/versionlock.toml';
const ZYPP_REPOS = 'text:/etc/zypp/repos.d/*.repo';
const LOCKS = 'text:/etc/zypp/locks';
const PACMAN = 'text:/etc/pacman.conf';
const WORLD = 'text:/etc/apk/world';

const named = (path: string, text: string): string =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `${path}:${line}\n`)
    .join('');
const pin = (name: string, text: string): string => named(`/etc/apt/preferences.d/${name}`, text);
const repo = (id: string, more: string): string =>
  named('/etc/yum.repos.d/x.repo', `[${id}]\nbaseurl=https://x.example/\n${more}`);

const debian = {
  [PACKAGES]: dpkg('linux-image-6.1.0-28-amd64 6.1.119-1', 'linux-image-amd64 6.1.119-1'),
};
const ubuntu = {
  [PACKAGES]: dpkg(
    '!linux-image-6.8.0-45-generic 6.8.0-45.45',
    'linux-image-6.8.0-49-generic 6.8.0-49.49',
    'linux-image-generic 6.8.0-49.49',
    '!linux-generic 6.8.0-49.49',
    '!linux-libc-dev 6.8.0-49.49',
  ),
};
const rhel = {
  [PACKAGES]: rpm('kernel 5.14.0-503.15.1.el9_5', 'kernel-core 5.14.0-503.15.1.el9_5'),
};
const suse = {
  [PACKAGES]: rpm('kernel-default 6.4.0-150600.23.25.1'),
  [ZYPP_REPOS]: named('/etc/zypp/repos.d/oss.repo', '[oss]\nbaseurl=http://x.example/\n'),
};
const arch = { [PACKAGES]: 'manager pacman\n%NAME%\nlinux-lts\n%VERSION%\n6.6.63-1\n' };
const alpine = { [PACKAGES]: 'manager apk\nP:linux-lts\nV:6.6.63-r0\n' };

testCheck(check, {
  pass: [
    { name: 'Debian', given: debian },
    {
      name: 'pins of backports, of a source of others, and of a subscription that is not there',
      given: {
        ...debian,
        [PREFERENCES]: 'Package: *\nPin: release a=bookworm-backports\nPin-Priority: 100\n',
        [PARTS]: `${pin('pro', 'Package: *\nPin: release o=UbuntuESM, n=jammy\nPin-Priority: never\n')}${pin(
          'nvidia.pref',
          'Package: nsight-compute\nPin: origin *ubuntu.com*\nPin-Priority: -1\n\nPackage: *\nPin: release l=NVIDIA CUDA\nPin-Priority: 600\n',
        )}`,
      },
    },
    {
      name: 'a file that apt does not read',
      given: {
        ...debian,
        [PARTS]: pin('linux.bak', 'Package: linux-*\nPin: version 6.1*\nPin-Priority: 1001\n'),
      },
    },
    {
      name: 'files of other managers',
      given: { ...debian, [DNF]: '[main]\nexclude=linux*\n', [WORLD]: 'linux-image-amd64=1\n' },
    },
    {
      name: 'RHEL, where other packages and one bad release of the kernel are left out',
      given: {
        ...rhel,
        [DNF]: '[main]\nexclude=kernel-debug* kernel-5.14.0-427*\n',
        [LIST]: '# Added lock\ndocker-ce-3:27.1.0-1.el9.*\n!kernel-core-0:5.14.0-427.el9.*\n',
        [TOML]:
          'version = "1.0"\n[[packages]]\nname = "kernel*"\n[[packages.conditions]]\nkey = "evr"\ncomparator = "!="\nvalue = "6.1-1"\n',
      },
    },
    {
      name: 'a repository that is off, and a lock file that dnf5 does not understand',
      given: {
        ...rhel,
        [REPOS]: repo('baseos', 'enabled=0\nexclude=kernel*\n'),
        [TOML]: 'version = "2.0"\n[[packages]]\nname = "kernel"\n',
      },
    },
    {
      name: 'SUSE',
      given: {
        ...suse,
        [LOCKS]:
          '\ntype: pattern\nsolvable_name: kernel\n\ntype: package\nmatch_type: glob\nsolvable_name: kernel-debug*\n',
      },
    },
    {
      name: 'Arch',
      given: {
        ...arch,
        [PACMAN]: '[options]\nIgnorePkg = linux\n[core]\nInclude = /etc/pacman.d/mirrorlist\n',
      },
    },
    {
      name: 'Alpine',
      given: { ...alpine, [WORLD]: 'alpine-base\nlinux-lts@edge\nlinux-lts>6.1\n' },
    },
  ],
  fail: [
    {
      name: 'a metapackage on hold; an older kernel is kept as a way back, other packages are none',
      given: ubuntu,
      because: ['dpkg: linux-generic: hold'],
    },
    {
      name: 'the newest image on hold',
      given: { [PACKAGES]: dpkg('!linux-image-6.1.0-28-amd64 6.1.119-1') },
      because: ['dpkg: linux-image-6.1.0-28-amd64: hold'],
    },
    {
      name: 'pins of a version, of what is installed and of no version at all',
      given: {
        ...debian,
        [PREFERENCES]:
          '# ours\nPackage: linux-image-* linux-headers-*:amd64\nPin: version 6.1.119*\nPin-Priority: 1001\n\nPackage: linux-image-amd64\nPin: release *\nPin-Priority: -1\n',
        [PARTS]: `${pin('a', 'Package: /^linux-image-amd64$/\nPin: release a=now\nPin-Priority: 990\n')}${pin('b', 'Package: *\nPin: release a=*-security\nPin-Priority: 50\n')}`,
      },
      because: [
        '/etc/apt/preferences:2: Package: linux-image-* linux-headers-*:amd64; Pin: version 6.1.119*; Pin-Priority: 1001',
        '/etc/apt/preferences:6: Package: linux-image-amd64; Pin: release *; Pin-Priority: -1',
        '/etc/apt/preferences.d/a:1: Package: /^linux-image-amd64$/; Pin: release a=now; Pin-Priority: 990',
        '/etc/apt/preferences.d/b:1: Package: *; Pin: release a=*-security; Pin-Priority: 50',
      ],
    },
    {
      name: 'dnf, in the main section, in a repository and by a lock',
      given: {
        ...rhel,
        [DNF]: '[main]\ngpgcheck=1\nexcludepkgs=foo, kernel-*\n',
        [REPOS]: repo('rhel-9-for-x86_64-baseos-rpms', 'exclude=kernel.x86_64\n  kernel-core\n'),
        [LIST]: 'kernel-core-0:5.14.0-503.15.1.el9_5.*\n',
      },
      because: [
        '/etc/dnf/dnf.conf [main]: excludepkgs=foo kernel-*',
        '/etc/yum.repos.d/x.repo [rhel-9-for-x86_64-baseos-rpms]: exclude=kernel.x86_64 kernel-core',
        '/etc/dnf/plugins/versionlock.list:1: kernel-core-0:5.14.0-503.15.1.el9_5.*',
      ],
    },
    {
      name: 'dnf5, and yum',
      given: {
        ...rhel,
        [TOML]:
          'version = "1.0"\n[[packages]]\nname = "kernel-c?re"\n[[packages.conditions]]\nkey = "evr"\ncomparator = "<"\nvalue = "7"\n',
        'text:/etc/yum/pluginconf.d/versionlock.list': '0:kernel-3.10.0-1160.el7.*\n',
      },
      because: [
        '/etc/yum/pluginconf.d/versionlock.list:1: 0:kernel-3.10.0-1160.el7.*',
        '/etc/dnf/versionlock.toml: kernel-c?re evr < 7',
      ],
    },
    {
      name: 'zypper, whose locks match a part of a name by default',
      given: {
        ...suse,
        [LOCKS]:
          'type: package\nsolvable_name: Kernel-\n\nmatch_type: exact\nsolvable_name: kernel-default\n',
      },
      because: ['/etc/zypp/locks:1: Kernel-', '/etc/zypp/locks:4: kernel-default'],
    },
    {
      name: 'pacman, on a second line',
      given: { ...arch, [PACMAN]: '[options]\nIgnorePkg = vim\nIgnorePkg = docker linux*\n' },
      because: ['/etc/pacman.conf:3: IgnorePkg = docker linux*'],
    },
    {
      name: 'apk',
      given: { ...alpine, [WORLD]: 'alpine-base linux-lts@main<6.7\nlinux-lts=6.6.63-r0\n' },
      because: ['/etc/apk/world: linux-lts@main<6.7', '/etc/apk/world: linux-lts=6.6.63-r0'],
    },
  ],
  notApplicable: [
    { name: 'no package manager', given: { [PACKAGES]: 'manager none\n' } },
    { name: 'a kernel from outside', given: { [PACKAGES]: dpkg('!linux-libc-dev 6.1.119-1') } },
  ],
  manual: [
    {
      name: 'a source of apt that is kept away from kernels alone',
      given: {
        ...debian,
        [PREFERENCES]:
          'Package: linux-image-*\nPin: release a=bookworm-backports\nPin-Priority: -1\n',
      },
    },
    {
      name: 'an expression, and a source package',
      given: {
        ...debian,
        [PREFERENCES]: 'Package: /^linux-.*/ src:linux\nPin: version 6.1*\nPin-Priority: 1001\n',
      },
    },
    {
      name: 'a repository that may be the distribution’s',
      given: { ...rhel, [REPOS]: repo('site-os', 'exclude=kernel*\n') },
    },
    {
      name: 'a lock of one repository',
      given: { ...suse, [LOCKS]: 'repo: oss\nmatch_type: glob\nsolvable_name: kernel*\n' },
    },
    {
      name: 'an expression of zypper',
      given: { ...suse, [LOCKS]: 'match_type: regex\nsolvable_name: ^kernel-.*\n' },
    },
    {
      name: 'a file that pacman includes',
      given: { ...arch, [PACMAN]: '[options]\nInclude = /etc/pacman.d/site.conf\n' },
    },
    { name: 'a branch of apk', given: { ...alpine, [WORLD]: 'linux-lts~6.6\n' } },
  ],
  unknown: [
    { name: 'a file of locks that is no TOML', given: { ...rhel, [TOML]: 'version = \n' } },
    {
      name: 'preferences that may not be read',
      given: {
        ...debian,
        [PARTS]: { exit: 2, stderr: 'grep: /etc/apt/preferences.d/x: Permission denied\n' },
      },
    },
  ],
});
