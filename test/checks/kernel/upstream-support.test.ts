import checks from '../../../checks/kernel/upstream-support.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { DEBIAN_12, dpkg, OS, PACKAGES, RELEASE } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

const [support, patchLevel] = checks;
const own = (release: string): Given => ({
  [RELEASE]: `${release}\n`,
  [PACKAGES]: dpkg('docker.io 1'),
  [OS]: 'ID=debian\nVERSION_ID="12"\n',
});
const arch = (release: string, version: string): Given => ({
  [RELEASE]: `${release}\n`,
  [PACKAGES]: `manager pacman\n%NAME%\nlinux\n%VERSION%\n${version}\n`,
  [OS]: 'ID=arch\n',
});
const notApplicable = [
  { name: 'Debian', given: { ...DEBIAN_12, [OS]: 'ID=debian\nVERSION_ID="12"\n' } },
] as const;

/** Audited on 2026-01-02. */
testCheck(support, {
  pass: [
    { name: 'a longterm branch', given: own('6.12.63') },
    { name: 'a kernel of a hypervisor', given: own('6.18.4-fc') },
    { name: 'Arch', given: arch('6.18.4-arch1-1', '6.18.4.arch1-1') },
  ],
  fail: [
    {
      name: 'a longterm branch past its end',
      given: own('5.4.302'),
      because: ['kernel branch 5.4: 5.4.302; ended on 2025-12-03'],
    },
    {
      name: 'a stable branch past its end, on Arch',
      given: arch('6.17.9-arch1-1', '6.17.9.arch1-1'),
      because: ['kernel branch 6.17: 6.17.9-arch1-1; ended on 2025-12-18'],
    },
    {
      name: 'a branch of long ago',
      given: own('4.15.0-own'),
      because: ['kernel branch 4.15: 4.15.0-own; ended'],
    },
  ],
  manual: [
    { name: 'newer than the table', given: own('9.1.0') },
    { name: 'no date was known', given: own('7.1.3') },
  ],
  notApplicable,
});

testCheck(patchLevel, {
  pass: [{ name: 'near the newest', given: own('6.12.95') }],
  fail: [
    {
      name: 'a year behind',
      given: own('6.12.20'),
      because: ['running kernel: 6.12.20'],
    },
  ],
  manual: [{ name: 'not in the table', given: own('6.14.1') }],
  notApplicable,
});
