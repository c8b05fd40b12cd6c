import table from '../../../checks/updates/repositories.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';

const PACKAGES = 'packages:';
const MAIN = 'text:/etc/apt/sources.list';
const LISTS = 'text:/etc/apt/sources.list.d/*.list';
const STANZAS = 'text:/etc/apt/sources.list.d/*.sources';
const PARTS = 'text:/etc/apt/apt.conf.d/*';
const DNF = 'text:/etc/dnf/dnf.conf';
const REPOS = 'text:/etc/yum.repos.d/*.repo';
const ZYPP_REPOS = 'text:/etc/zypp/repos.d/*.repo';
const PACMAN = 'text:/etc/pacman.conf';
const APK = 'text:/etc/apk/repositories';
const APK_CONFIG = 'text:/etc/apk/config';

const file = (path: string, text: string): string =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `${path}:${line}\n`)
    .join('');

/** debian.sources of Debian 13's own installer. */
const DEBIAN = file(
  '/etc/apt/sources.list.d/debian.sources',
  `Types: deb deb-src
URIs: http://deb.debian.org/debian/
Suites: trixie trixie-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

# security
Types: deb
URIs: http://security.debian.org/debian-security/
Suites: trixie-security
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 abc:def
`,
);
const DOCKER = file(
  '/etc/apt/sources.list.d/docker.list',
  'deb [arch=amd64 signed-by=/etc/apt/keyrings/docker.asc] https://download.docker.com/linux/debian trixie stable\n',
);
const apt = { [PACKAGES]: 'manager dpkg\n', [STANZAS]: DEBIAN, [LISTS]: DOCKER };
const repo = (more: string): string =>
  file('/etc/yum.repos.d/x.repo', `[x]\nname=X\nbaseurl=https://mirror.example/x\n${more}`);
const rpm = { [PACKAGES]: 'manager rpm\n' };
const pacman = (level: string, core = ''): string =>
  `[options]\nArchitecture = auto\n${level}\n[core]\n${core}\nInclude = /etc/pacman.d/mirrorlist\n`;

testCheck(checkIn(table, 'updates.repository-signatures'), {
  pass: [
    { name: 'Debian and Docker', given: apt },
    { name: 'dnf, each repository', given: { ...rpm, [REPOS]: repo('gpgcheck=1\n') } },
    {
      name: 'dnf, by the main section',
      given: { ...rpm, [DNF]: '[main]\ngpgcheck=True\n', [REPOS]: repo('enabled=1\n') },
    },
    {
      name: 'a repository that is off',
      given: {
        ...rpm,
        [DNF]: '[main]\ngpgcheck=1\n',
        [REPOS]: repo('') + file('/etc/yum.repos.d/x.repo', '[y]\nenabled=0\ngpgcheck=0\n'),
      },
    },
    {
      name: 'zypper, whose default is on',
      given: {
        ...rpm,
        [ZYPP_REPOS]: file('/etc/zypp/repos.d/oss.repo', '[oss]\nbaseurl=http://x.example/\n'),
      },
    },
    {
      name: 'dnf, where zypper is installed as a tool',
      given: { ...rpm, 'text:/etc/zypp/zypp.conf': '[main]\n', [REPOS]: repo('gpgcheck=1\n') },
    },
    {
      name: 'pacman',
      given: {
        [PACKAGES]: 'manager pacman\n',
        [PACMAN]: pacman('SigLevel = Required DatabaseOptional'),
      },
    },
    {
      name: 'apk',
      given: {
        [PACKAGES]: 'manager apk\n',
        [APK]: 'https://dl-cdn.alpinelinux.org/alpine/v3.22/main\n',
      },
    },
    {
      name: 'a folder of this machine, unsigned',
      given: { [PACKAGES]: 'manager dpkg\n', [MAIN]: 'deb [trusted=yes] file:/srv/repo ./\n' },
    },
  ],
  fail: [
    {
      name: 'a trusted source of one line',
      given: { ...apt, [MAIN]: '# x\ndeb [ arch=amd64 trusted=yes ] http://repo.example/ ./\n' },
      because: ['/etc/apt/sources.list:2: trusted=yes'],
    },
    {
      name: 'a stanza that allows insecure lists',
      given: {
        ...apt,
        [STANZAS]: file(
          '/etc/apt/sources.list.d/x.sources',
          'Types: deb\nURIs: https://x.example\nSuites: ./\nAllow-Insecure: yes\n',
        ),
      },
      because: ['/etc/apt/sources.list.d/x.sources:1: allow-insecure=yes'],
    },
    {
      name: 'a setting of apt',
      given: {
        ...apt,
        [PARTS]: file('/etc/apt/apt.conf.d/99x', 'APT { Get { AllowUnauthenticated "1"; }; };\n'),
      },
      because: ['APT::Get::AllowUnauthenticated in /etc/apt/apt.conf.d/99x: 1'],
    },
    {
      name: 'dnf, off in the repository',
      given: { ...rpm, [DNF]: '[main]\ngpgcheck=1\n', [REPOS]: repo('gpgcheck = no\n') },
      because: ['/etc/yum.repos.d/x.repo [x]: gpgcheck=no'],
    },
    {
      name: 'dnf, set nowhere',
      given: { ...rpm, [REPOS]: repo('') },
      because: ['/etc/yum.repos.d/x.repo [x]: gpgcheck is not set'],
    },
    {
      name: 'zypper, off',
      given: {
        ...rpm,
        [ZYPP_REPOS]: file(
          '/etc/zypp/repos.d/x.repo',
          '[x]\nbaseurl=http://x.example/\ngpgcheck=0\n',
        ),
      },
      because: ['/etc/zypp/repos.d/x.repo [x]: gpgcheck=0'],
    },
    {
      name: 'pacman, never in one repository',
      given: {
        [PACKAGES]: 'manager pacman\n',
        [PACMAN]: pacman('SigLevel = Required', 'SigLevel = Never'),
      },
      because: ['/etc/pacman.conf [core]: Never'],
    },
    {
      name: 'pacman, nothing said',
      given: { [PACKAGES]: 'manager pacman\n', [PACMAN]: pacman('') },
      because: ['/etc/pacman.conf [core]: SigLevel of [options]: optional'],
    },
    {
      name: 'apk told to trust what comes',
      given: {
        [PACKAGES]: 'manager apk\n',
        [APK]: '@edge https://x.example/edge\n',
        [APK_CONFIG]: 'allow-untrusted\n',
      },
      because: ['/etc/apk/config: allow-untrusted'],
    },
    {
      name: 'an unsigned folder of this machine, where that is not allowed',
      given: { [PACKAGES]: 'manager dpkg\n', [MAIN]: 'deb [trusted=yes] file:/srv/repo ./\n' },
      params: { allowLocal: false },
      because: ['/etc/apt/sources.list:1: trusted=yes'],
    },
  ],
  notApplicable: [
    { name: 'no package manager', given: { [PACKAGES]: 'manager none\n' } },
    { name: 'no source', given: { [PACKAGES]: 'manager dpkg\n', [MAIN]: '# deb http://x y\n' } },
  ],
});

testCheck(checkIn(table, 'updates.repository-transport'), {
  pass: [
    { name: 'signed lists over http', given: apt },
    { name: 'https', given: { ...rpm, [REPOS]: repo('gpgcheck=1\n') } },
  ],
  fail: [
    {
      name: 'an unsigned list over http',
      given: { ...rpm, [REPOS]: repo('gpgcheck=1\n').replace('https', 'http') },
      because: ['/etc/yum.repos.d/x.repo [x]: http://mirror.example'],
    },
    {
      name: 'ftp',
      given: { [PACKAGES]: 'manager dpkg\n', [MAIN]: 'deb ftp://u:(hidden)@x.example/d s main\n' },
      because: ['/etc/apt/sources.list:1: ftp://x.example'],
    },
  ],
  notApplicable: [{ name: 'no package manager', given: { [PACKAGES]: 'manager none\n' } }],
});

testCheck(checkIn(table, 'updates.unexpected-repositories'), {
  pass: [
    { name: 'Debian and Docker', given: apt },
    {
      name: 'Amazon Linux',
      given: {
        ...rpm,
        [REPOS]: repo(
          'mirrorlist=https://al2023-repos-$awsregion-de612dc2.s3.$awsregion.$awsdomain/core/x\ngpgcheck=1\n',
        ).replace('mirror.example', 'cdn.amazonlinux.com'),
      },
    },
  ],
  fail: [
    {
      name: 'Kubernetes’ first repository',
      given: {
        ...apt,
        [MAIN]: 'deb [signed-by=/k] https://apt.kubernetes.io/ kubernetes-xenial main\n',
      },
      because: ['/etc/apt/sources.list:1: apt.kubernetes.io'],
    },
  ],
  manual: [
    {
      name: 'a bucket of anybody',
      given: { ...apt, [MAIN]: 'deb https://x.s3.amazonaws.com/x y main\n' },
    },
    {
      name: 'a host that nobody approved',
      given: { ...apt, [MAIN]: 'deb https://ppa.example/x y main\n' },
    },
  ],
  notApplicable: [{ name: 'no package manager', given: { [PACKAGES]: 'manager none\n' } }],
});

testCheck(checkIn(table, 'updates.repository-keys'), {
  pass: [
    { name: 'Docker’s names its key', given: apt },
    {
      name: 'Debian’s own needs none',
      given: {
        [PACKAGES]: 'manager dpkg\n',
        [MAIN]: 'deb http://deb.debian.org/debian bookworm main\n',
      },
    },
  ],
  fail: [
    {
      name: 'a source of others without',
      given: { ...apt, [MAIN]: 'deb https://ppa.example/x y main\n' },
      because: ['/etc/apt/sources.list:1: any trusted key, for ppa.example'],
    },
  ],
  notApplicable: [
    { name: 'rpm', given: { ...rpm, [REPOS]: repo('gpgcheck=1\n') } },
    { name: 'no package manager', given: { [PACKAGES]: 'manager none\n' } },
  ],
});
