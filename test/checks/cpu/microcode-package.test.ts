import check from '../../../checks/cpu/microcode-package.ts';
import { CPU, MODALIAS } from '../../support/cpu-modalias.ts';
import { testCheck } from '../../support/test-check.ts';

const PACKAGES = 'packages:';
const dpkg = (name: string) =>
  `manager dpkg\nPackage: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 3.20250512.1~deb12u1\n`;

testCheck(check, {
  pass: [
    {
      name: 'Debian on Intel',
      given: { [MODALIAS]: CPU.intel, [PACKAGES]: dpkg('intel-microcode') },
    },
    {
      name: 'RHEL on AMD',
      given: {
        [MODALIAS]: CPU.amd,
        [PACKAGES]: 'manager rpm\nlinux-firmware|0:20241202-146.1.el9_5|1733222400|noarch\n',
      },
    },
  ],
  fail: [
    {
      name: 'the package of the other vendor',
      given: { [MODALIAS]: CPU.amd, [PACKAGES]: dpkg('intel-microcode') },
      because: ['microcode package: not installed'],
    },
  ],
  notApplicable: [
    { name: 'a virtual machine', given: { [MODALIAS]: CPU.virtual, [PACKAGES]: 'manager dpkg\n' } },
    { name: 'arm64', given: { [MODALIAS]: CPU.arm64, [PACKAGES]: 'manager dpkg\n' } },
  ],
  manual: [{ name: 'an image', given: { [MODALIAS]: CPU.intel, [PACKAGES]: 'manager none\n' } }],
});
