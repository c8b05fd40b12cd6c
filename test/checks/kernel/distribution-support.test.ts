import check from '../../../checks/kernel/distribution-support.ts';
import { OS, statLine } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

const os = (id: string, version: string, name: string) =>
  `NAME="${name.replace(/ \d.*/, '')}"\nID="${id}"\nVERSION_ID="${version}"\nPRETTY_NAME="${name}"\n`;
const ESM = 'stat:/var/lib/apt/lists/esm.ubuntu.com_*InRelease';
const esmList =
  '/var/lib/apt/lists/esm.ubuntu.com_infra_ubuntu_dists_focal-infra-security_InRelease';

/** Audited on 2026-01-02. */
testCheck(check, {
  pass: [
    { name: 'Debian 12', given: { [OS]: os('debian', '12', 'Debian GNU/Linux 12 (bookworm)') } },
    {
      name: 'Debian 11, by its long-term team, out of /usr/lib',
      given: { 'text:/usr/lib/os-release': os('debian', '11', 'Debian GNU/Linux 11 (bullseye)') },
    },
    {
      name: 'RHEL, by its major number',
      given: { [OS]: os('rhel', '9.4', 'Red Hat Enterprise Linux 9.4 (Plow)') },
    },
    {
      name: 'Alpine, by two of three numbers',
      given: { [OS]: os('alpine', '3.22.1', 'Alpine Linux v3.22') },
    },
    { name: 'CentOS Stream', given: { [OS]: os('centos', '9', 'CentOS Stream 9') } },
    {
      name: 'Ubuntu 20.04 with Ubuntu Pro',
      given: {
        [OS]: os('ubuntu', '20.04', 'Ubuntu 20.04.6 LTS'),
        [ESM]: statLine(esmList, { type: 'regular file' }),
      },
    },
  ],
  fail: [
    {
      name: 'Debian 10',
      given: { [OS]: os('debian', '10', 'Debian GNU/Linux 10 (buster)') },
      because: ['Debian GNU/Linux 10 (buster): ended on 2022-09-10'],
    },
    {
      name: 'Ubuntu 20.04 without Ubuntu Pro',
      given: { [OS]: os('ubuntu', '20.04', 'Ubuntu 20.04.6 LTS') },
      because: ['Ubuntu 20.04.6 LTS: ended on 2025-05-31'],
    },
    {
      name: 'CentOS Linux 8',
      given: { [OS]: os('centos', '8', 'CentOS Linux 8') },
      because: ['CentOS Linux 8: ended on 2021-12-31'],
    },
    {
      name: 'Fedora 41',
      given: { [OS]: os('fedora', '41', 'Fedora Linux 41 (Server Edition)') },
      because: ['Fedora Linux 41 (Server Edition): ended on 2025-12-15'],
    },
  ],
  manual: [
    {
      name: 'RHEL 7',
      given: { [OS]: os('rhel', '7.9', 'Red Hat Enterprise Linux Server 7.9 (Maipo)') },
    },
    {
      name: 'a release newer than the table',
      given: { [OS]: os('fedora', '99', 'Fedora Linux 99') },
    },
    {
      name: 'a distribution that is not in it',
      given: { [OS]: os('flatcar', '4152.2.0', 'Flatcar') },
    },
    {
      name: 'Debian testing',
      given: { [OS]: 'ID=debian\nPRETTY_NAME="Debian GNU/Linux forky/sid"\n' },
    },
  ],
  notApplicable: [{ name: 'Arch', given: { [OS]: 'ID=arch\nPRETTY_NAME="Arch Linux"\n' } }],
  unknown: [{ name: 'no file', given: {} }],
});
