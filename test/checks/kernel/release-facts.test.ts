import checks from '../../../checks/kernel/release-facts.ts';
import { RELEASE } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

const [debugBuild, minimum, uptime] = checks;

testCheck(debugBuild, {
  pass: [{ name: 'Debian', given: { [RELEASE]: '6.1.0-28-amd64\n' } }],
  fail: [
    {
      name: 'RHEL',
      given: { [RELEASE]: '5.14.0-503.15.1.el9_5.x86_64+debug\n' },
      because: ['running kernel: 5.14.0-503.15.1.el9_5.x86_64+debug'],
    },
  ],
});

testCheck(minimum, {
  pass: [
    { name: 'Debian 11', given: { [RELEASE]: '5.10.0-33-amd64\n' } },
    { name: 'RHEL 8', given: { [RELEASE]: '4.18.0-553.el8_10.x86_64\n' } },
  ],
  fail: [
    {
      name: 'Ubuntu 20.04',
      given: { [RELEASE]: '5.4.0-204-generic\n' },
      because: ['running kernel: 5.4.0-204-generic'],
    },
    {
      name: 'RHEL 7',
      given: { [RELEASE]: '3.10.0-1160.el7.x86_64\n' },
      because: ['running kernel: 3.10.0-1160.el7.x86_64'],
    },
  ],
  unknown: [{ name: 'nonsense', given: { [RELEASE]: 'plan9\n' } }],
});

testCheck(uptime, {
  pass: [
    { name: 'a month', given: { 'text:/proc/uptime': '2592000.55 1.00\n' } },
    {
      name: 'longer, where it may be',
      given: { 'text:/proc/uptime': '34560000.5 1.0\n' },
      params: { maxDays: 500 },
    },
  ],
  fail: [
    {
      name: 'more than a year',
      given: { 'text:/proc/uptime': '34560000.55 1.00\n' },
      because: ['uptime: 400 days'],
    },
  ],
});
