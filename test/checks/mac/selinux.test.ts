import selinux from '../../../checks/mac/selinux.ts';
import { type Cases, DENIED, type Given, NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';
import {
  ALPINE,
  CONFIG,
  DEBIAN,
  DOCKERD,
  ENABLED,
  ENFORCE,
  file,
  INIT,
  OS,
  ROCKY,
  ROOT,
  SELF,
  SHIPPED,
  USER,
} from './hosts.ts';

const check = (id: string, cases: Cases<undefined>): void =>
  testCheck(checkIn(selinux, `mac.selinux-${id}`), cases);

const ON: Given = { [ENFORCE]: '1\n' };
const PERMISSIVE: Given = { [ENFORCE]: '0\n' };

check('mode', {
  pass: [{ name: 'Rocky', given: { ...ON, [OS]: ROCKY } }],
  fail: [
    {
      name: 'permissive',
      given: { ...PERMISSIVE, [OS]: DEBIAN },
      because: ['SELinux: permissive'],
    },
    { name: 'off on Rocky', given: { [OS]: ROCKY }, because: ['SELinux: off'] },
  ],
  notApplicable: [
    { name: 'AppArmor', given: { [ENABLED]: 'Y\n', [OS]: DEBIAN } },
    { name: 'Alpine', given: { [OS]: ALPINE } },
  ],
  unknown: [
    { name: 'not to be read', given: { [ENFORCE]: DENIED, [OS]: ROCKY } },
    { name: 'garbled', given: { [ENFORCE]: 'yes\n', [OS]: ROCKY } },
    { name: 'an image', given: { [ENFORCE]: NOT_BOOTED, [ENABLED]: NOT_BOOTED, [OS]: ROCKY } },
  ],
});

const says = (mode: string): string => SHIPPED.replace('SELINUX=enforcing', mode);
check('mode-persisted', {
  pass: [
    { name: 'as shipped', given: { [CONFIG]: SHIPPED } },
    { name: 'an image', given: { [CONFIG]: SHIPPED, [ENABLED]: NOT_BOOTED, [OS]: ROCKY } },
    {
      name: 'the first known word counts',
      given: { [CONFIG]: 'SELINUX=oops\nSELINUX= Enforcing\r\nSELINUX=disabled\n' },
    },
  ],
  fail: [
    {
      name: 'permissive',
      given: { [CONFIG]: says('SELINUX=permissive') },
      because: ['SELinux after a reboot: permissive, by /etc/selinux/config'],
    },
    {
      name: 'disabled behind a comment',
      given: { [CONFIG]: '#SELINUX=enforcing\nSELINUX=disabled\n' },
      because: ['SELinux after a reboot: disabled, by /etc/selinux/config'],
    },
    {
      name: 'nothing said',
      given: { [CONFIG]: ' SELINUX=enforcing\n' },
      because: ['SELinux after a reboot: not set, by /etc/selinux/config'],
    },
  ],
  notApplicable: [
    { name: 'no file', given: {} },
    { name: 'AppArmor', given: { [CONFIG]: says('SELINUX=permissive'), [ENABLED]: 'Y\n' } },
  ],
  unknown: [{ name: 'not to be read', given: { [CONFIG]: DENIED } }],
});

check('mode-agreement', {
  pass: [
    { name: 'enforcing', given: { ...ON, [CONFIG]: SHIPPED } },
    { name: 'permissive', given: { ...PERMISSIVE, [CONFIG]: says('SELINUX=permissive') } },
  ],
  fail: [
    {
      name: 'setenforce 0',
      given: { ...PERMISSIVE, [CONFIG]: SHIPPED },
      because: ['SELinux: permissive'],
    },
  ],
  notApplicable: [
    { name: 'off', given: { [CONFIG]: SHIPPED } },
    { name: 'no file', given: ON },
  ],
  unknown: [{ name: 'not to be read', given: { ...ON, [CONFIG]: DENIED } }],
});

const POLICIES = 'stat:/etc/selinux/*/policy';
const policy = (type: string): string => file(`/etc/selinux/${type}/policy`, 'directory');
check('policy-type', {
  pass: [
    { name: 'as shipped', given: { [CONFIG]: SHIPPED, [POLICIES]: policy('targeted') } },
    {
      name: 'nothing said',
      given: { [CONFIG]: 'SELINUX=enforcing\n', [POLICIES]: policy('targeted') },
    },
  ],
  fail: [
    {
      name: 'minimum',
      given: {
        [CONFIG]: 'SELINUX=enforcing\nSELINUXTYPE=minimum\n',
        [POLICIES]: policy('minimum'),
      },
      because: ['SELINUXTYPE: minimum'],
    },
    {
      name: 'not installed',
      given: {
        [CONFIG]: 'SELINUX=enforcing\nSELINUXTYPE=mls # \n',
        [POLICIES]: policy('targeted'),
      },
      because: ['SELINUXTYPE: mls #, and no /etc/selinux/mls #/policy'],
    },
  ],
  notApplicable: [
    { name: 'no file', given: {} },
    { name: 'disabled', given: { [CONFIG]: says('SELINUX=disabled') } },
    { name: 'AppArmor', given: { [CONFIG]: SHIPPED, [ENABLED]: 'Y\n' } },
  ],
  manual: [
    {
      name: 'a policy of their own',
      given: { [CONFIG]: 'SELINUX=enforcing\nSELINUXTYPE=ours\n', [POLICIES]: policy('ours') },
    },
  ],
  unknown: [{ name: 'not to be looked at', given: { [CONFIG]: SHIPPED, [POLICIES]: DENIED } }],
});

const MODULES = '/var/lib/selinux/targeted/active/modules';
const DOMAINS = 'stat:/var/lib/selinux/*/active/modules/*/permissive_*';
check('permissive-domains', {
  pass: [{ name: 'none', given: { ...ON, [SELF]: ROOT } }],
  fail: [
    {
      name: 'two',
      given: {
        ...ON,
        [SELF]: ROOT,
        [DOMAINS]:
          file(`${MODULES}/400/permissive_container_t`, 'directory') +
          file(`${MODULES}/400/permissive_sshd_t`, 'directory'),
      },
      because: ['container_t: permissive', 'sshd_t: permissive'],
    },
  ],
  notApplicable: [
    { name: 'off', given: { [SELF]: USER } },
    { name: 'permissive', given: { ...PERMISSIVE, [SELF]: USER } },
  ],
  unknown: [
    { name: 'not root', given: { ...ON, [SELF]: USER } },
    { name: 'not to be looked at', given: { ...ON, [SELF]: ROOT, [DOMAINS]: DENIED } },
  ],
});

const rpm = (...names: string[]): string =>
  `manager rpm\n${names.map((name) => `${name}|2:2.229.0-1.el9|1700000000|noarch\n`).join('')}`;
const HOST: Given = { ...ON, [SELF]: ROOT, 'processes:': DOCKERD };
check('container-policy', {
  pass: [
    {
      name: 'the package, whoever asks',
      given: { ...ON, 'processes:': DOCKERD, 'packages:': rpm('bash', 'container-selinux') },
    },
    {
      name: 'the module',
      given: {
        ...HOST,
        'packages:': 'manager none\n',
        'stat:/var/lib/selinux/*/active/modules/*/container': file(
          `${MODULES}/100/container`,
          'directory',
        ),
      },
    },
  ],
  fail: [
    {
      name: 'neither',
      given: { ...HOST, 'packages:': rpm('bash') },
      because: ['module container: not installed'],
    },
  ],
  notApplicable: [
    { name: 'off', given: { 'processes:': DOCKERD } },
    { name: 'no engine', given: { ...HOST, 'processes:': INIT, 'packages:': rpm('bash') } },
  ],
  unknown: [
    { name: 'not root', given: { ...HOST, [SELF]: USER, 'packages:': rpm('bash') } },
    { name: 'no list of packages', given: { ...HOST, 'packages:': DENIED } },
  ],
});

check('auxiliary-packages', {
  pass: [{ name: 'a server', given: { ...ON, 'packages:': rpm('bash', 'policycoreutils') } }],
  fail: [
    {
      name: 'a desktop',
      given: { ...ON, 'packages:': rpm('setroubleshoot-server', 'mcstrans') },
      because: ['setroubleshoot-server: 2:2.229.0-1.el9', 'mcstrans: 2:2.229.0-1.el9'],
    },
  ],
  notApplicable: [
    { name: 'off', given: { 'packages:': rpm('mcstrans') } },
    { name: 'Debian', given: { ...ON, 'packages:': 'manager dpkg\n' } },
  ],
  unknown: [{ name: 'no list of packages', given: { ...ON, 'packages:': 'nonsense\n' } }],
});
