import regresshion from '../../../checks/ssh/regresshion.ts';
import { testCheck } from '../../support/test-check.ts';

const debian = (version: string) => ({
  'text:/etc/os-release': 'ID=debian\nVERSION_ID="12"\n',
  'packages:': `manager dpkg\nPackage: openssh-server\nStatus: install ok installed\nVersion: ${version}\n`,
});
const rpm = (id: string, release: string, version: string) => ({
  'text:/etc/os-release': `ID=${id}\nVERSION_ID="${release}"\n`,
  'packages:': `manager rpm\nopenssh-server|${version}|1700000000|x86_64\n`,
});

testCheck(regresshion, {
  pass: [
    { name: 'fixed', given: debian('1:9.2p1-2+deb12u10') },
    { name: 'EL 8', given: rpm('rocky', '8.9', '0:8.0p1-19.el8_9') },
  ],
  fail: [
    {
      name: 'before the fix',
      given: debian('1:9.2p1-2+deb12u2'),
      because: ['openssh-server CVE-2024-6387: 1:9.2p1-2+deb12u2'],
    },
  ],
  notApplicable: [
    {
      name: 'no OpenSSH',
      given: { 'text:/etc/os-release': 'ID=debian\n', 'packages:': 'manager dpkg\n' },
    },
  ],
  unknown: [
    {
      name: 'a minor release with fixes of its own',
      given: rpm('rhel', '9.2', '0:8.7p1-30.el9_2.4'),
    },
    { name: 'a distribution that is not known', given: rpm('fedora', '40', '0:9.6p1-1.fc40.2') },
  ],
});
