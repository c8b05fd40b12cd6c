import table from '../../../checks/updates/root-flaws.ts';
import xz from '../../../checks/updates/xz-backdoor.ts';
import { checkIn } from '../../support/check-in.ts';
import { dpkg, rpm } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

const PACKAGES = 'packages:';
const OS = 'text:/etc/os-release';
const os = (id: string, version: string): string => `ID=${id}\nVERSION_ID="${version}"\n`;

testCheck(checkIn(table, 'updates.sudo-root-flaws'), {
  pass: [
    {
      name: 'Ubuntu 24.04, mended',
      given: { [PACKAGES]: dpkg('sudo 1.9.15p5-3ubuntu5.24.04.1'), [OS]: os('ubuntu', '24.04') },
    },
    {
      name: 'Debian 12, older than the flaw',
      given: { [PACKAGES]: dpkg('sudo 1.9.13p3-1+deb12u1'), [OS]: os('debian', '12') },
    },
    {
      name: 'RHEL 9, older than the flaw',
      given: { [PACKAGES]: rpm('sudo 1.9.5p2-10.el9_6.1'), [OS]: os('rhel', '9.6') },
    },
    {
      name: 'a newer release on a system without a row',
      given: { [PACKAGES]: 'manager apk\nP:sudo\nV:1.9.17_p1-r0\n', [OS]: os('alpine', '3.22.0') },
    },
    {
      name: 'Fedora’s way to write p1',
      given: { [PACKAGES]: rpm('sudo 1.9.17-2.p1.fc42'), [OS]: os('fedora', '42') },
    },
  ],
  fail: [
    {
      name: 'Ubuntu 24.04 before',
      given: { [PACKAGES]: dpkg('sudo 1.9.15p5-3ubuntu5'), [OS]: os('ubuntu', '24.04') },
      because: ['sudo (CVE-2025-32463): 1.9.15p5-3ubuntu5'],
    },
    {
      name: 'RHEL 10 before',
      given: { [PACKAGES]: rpm('sudo 1.9.15-8.p5.el10'), [OS]: os('rhel', '10.0') },
      because: ['sudo (CVE-2025-32463): 0:1.9.15-8.p5.el10'],
    },
    {
      name: 'Ubuntu 20.04 with the old one',
      given: { [PACKAGES]: dpkg('sudo 1.8.31-1ubuntu1.1'), [OS]: os('ubuntu', '20.04') },
      because: ['sudo (CVE-2021-3156): 1.8.31-1ubuntu1.1'],
    },
  ],
  notApplicable: [
    { name: 'no sudo', given: { [PACKAGES]: dpkg('docker-ce 1'), [OS]: os('debian', '12') } },
  ],
  unknown: [
    {
      name: 'RHEL 8.2, which has fixes and numbers of its own',
      given: { [PACKAGES]: rpm('sudo 1.8.29-5.el8_2.1'), [OS]: os('rhel', '8.2') },
    },
    {
      name: 'Ubuntu 25.04, whose fixed version is not known for certain',
      given: { [PACKAGES]: dpkg('sudo 1.9.16p2-1ubuntu1.1'), [OS]: os('ubuntu', '25.04') },
    },
    {
      name: 'a flawed number on a system without a row',
      given: { [PACKAGES]: rpm('sudo 1.9.15p5-150600.3.6.2'), [OS]: os('sles', '15.6') },
    },
  ],
});

testCheck(checkIn(table, 'updates.local-root-flaws'), {
  pass: [
    {
      name: 'Debian 12, mended',
      given: {
        [PACKAGES]: dpkg('libc6 2.36-9+deb12u9', 'needrestart 3.6-4+deb12u3'),
        [OS]: os('debian', '12'),
      },
    },
    {
      name: 'Ubuntu 24.04, later than the flaw',
      given: { [PACKAGES]: dpkg('libc6 2.39-0ubuntu8.4'), [OS]: os('ubuntu', '24.04') },
    },
    {
      name: 'Rocky 8',
      given: { [PACKAGES]: rpm('glibc 2.28-251.el8_10.5'), [OS]: os('rocky', '8.10') },
    },
  ],
  fail: [
    {
      name: 'both before',
      given: {
        [PACKAGES]: dpkg('libc6 2.36-9+deb12u1', 'needrestart 3.6-4+deb12u1'),
        [OS]: os('debian', '12'),
      },
      because: [
        'libc6 (CVE-2023-4911): 2.36-9+deb12u1',
        'needrestart (CVE-2024-48990): 3.6-4+deb12u1',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'musl',
      given: { [PACKAGES]: 'manager apk\nP:musl\nV:1.2.5-r0\n', [OS]: os('alpine', '3.22.0') },
    },
  ],
});

testCheck(xz, {
  pass: [
    {
      name: 'the repaired package',
      given: { [PACKAGES]: dpkg('liblzma5 5.6.1+really5.4.5-1ubuntu0.2') },
    },
    { name: 'openSUSE’s', given: { [PACKAGES]: rpm('xz 5.6.1.revertto5.4-3.2') } },
    { name: 'Alpine rebuilt', given: { [PACKAGES]: 'manager apk\nP:xz-libs\nV:5.6.1-r3\n' } },
    {
      name: 'Arch rebuilt',
      given: { [PACKAGES]: 'manager pacman\n%NAME%\nxz\n--\n%VERSION%\n5.6.1-2\n' },
    },
    { name: 'later', given: { [PACKAGES]: dpkg('xz-utils 5.6.10-1') } },
  ],
  fail: [
    {
      name: 'Debian testing of March 2024',
      given: { [PACKAGES]: dpkg('liblzma5 5.6.1-1', 'xz-utils 5.6.0-0.2') },
      because: ['liblzma5: 5.6.1-1', 'xz-utils: 5.6.0-0.2'],
    },
    {
      name: 'Alpine edge',
      given: { [PACKAGES]: 'manager apk\nP:xz-libs\nV:5.6.1-r1\n' },
      because: ['xz-libs: 5.6.1-r1'],
    },
  ],
  notApplicable: [{ name: 'not there', given: { [PACKAGES]: dpkg('sudo 1') } }],
});
