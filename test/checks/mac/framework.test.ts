import framework from '../../../checks/mac/framework.ts';
import { type Cases, DENIED, NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';
import { ENABLED, ENFORCE, file, LOADED, LSM, PROFILES } from './hosts.ts';

const check = (id: string, cases: Cases<undefined>): void =>
  testCheck(checkIn(framework, `mac.${id}`), cases);

check('framework', {
  pass: [
    { name: 'Fedora', given: { [ENFORCE]: '1\n' } },
    { name: 'Debian', given: { [ENABLED]: 'Y\n', [PROFILES]: LOADED } },
    { name: 'Smack', given: { [LSM]: 'capability,yama,smack\n' } },
    { name: 'SELinux, whatever else may be read', given: { [ENFORCE]: '1\n', [LSM]: DENIED } },
  ],
  fail: [
    {
      name: 'Alpine',
      given: { [LSM]: 'capability,landlock,yama\n' },
      because: ['mandatory access control: none, of capability, landlock, yama'],
    },
    {
      name: 'a kernel that names no modules',
      given: {},
      because: ['mandatory access control: none'],
    },
    {
      name: 'permissive',
      given: { [ENFORCE]: '0\n', [LSM]: 'capability,selinux\n' },
      because: ['mandatory access control: SELinux only logs'],
    },
    {
      name: 'AppArmor without a profile in force',
      given: { [ENABLED]: 'Y\n', [PROFILES]: '/usr/bin/man (complain)\n', [LSM]: 'apparmor\n' },
      because: ['mandatory access control: AppArmor is on and enforces no profile'],
    },
  ],
  unknown: [
    { name: 'profiles not to be read', given: { [ENABLED]: 'Y\n', [PROFILES]: DENIED } },
    { name: 'no list of profiles', given: { [ENABLED]: 'Y\n' } },
    {
      name: 'an image',
      given: { [ENFORCE]: NOT_BOOTED, [ENABLED]: NOT_BOOTED, [LSM]: NOT_BOOTED },
    },
  ],
});

const YAMA = 'stat:/proc/sys/kernel/yama';
check('yama', {
  pass: [{ name: 'there', given: { [YAMA]: file('/proc/sys/kernel/yama', 'directory') } }],
  fail: [{ name: 'not there', given: {}, because: ['Yama: no /proc/sys/kernel/yama'] }],
  unknown: [{ name: 'an image', given: { [YAMA]: NOT_BOOTED } }],
});

const RELEASE = 'text:/proc/sys/kernel/osrelease';
check('landlock', {
  pass: [
    {
      name: 'Debian 12',
      given: {
        [RELEASE]: '6.1.0-28-amd64\n',
        [LSM]: 'lockdown,capability,landlock,yama,apparmor\n',
      },
    },
  ],
  fail: [
    {
      name: 'left out',
      given: { [RELEASE]: '5.15.0-126-generic\n', [LSM]: 'lockdown,capability,yama,apparmor\n' },
      because: ['landlock: lockdown,capability,yama,apparmor'],
    },
  ],
  notApplicable: [
    {
      name: 'RHEL 8',
      given: { [RELEASE]: '4.18.0-553.el8.x86_64\n', [LSM]: 'capability,yama,selinux,bpf\n' },
    },
  ],
  unknown: [
    { name: 'securityfs is not mounted', given: { [RELEASE]: '6.1.0-28-amd64\n' } },
    { name: 'not to be read', given: { [RELEASE]: '6.1.0-28-amd64\n', [LSM]: DENIED } },
  ],
});
