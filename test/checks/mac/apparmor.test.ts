import apparmor from '../../../checks/mac/apparmor.ts';
import { type Cases, DENIED, type Given, NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';
import {
  ALPINE,
  DEBIAN,
  DOCKERD,
  ENABLED,
  ENFORCE,
  file,
  INIT,
  LOADED,
  MODE,
  OS,
  PROFILES,
  ROCKY,
} from './hosts.ts';

const check = (id: string, cases: Cases<undefined>): void =>
  testCheck(checkIn(apparmor, `mac.apparmor-${id}`), cases);

const ON: Given = { [ENABLED]: 'Y\n' };
const OFF: Given = { [OS]: ROCKY };

check('enabled', {
  pass: [
    { name: 'Debian', given: { ...ON, [OS]: DEBIAN } },
    { name: 'a distribution that says nothing', given: ON },
  ],
  fail: [
    {
      name: 'switched off',
      given: { [ENABLED]: 'N\n', [OS]: DEBIAN },
      because: ['AppArmor: off'],
    },
    {
      name: 'another kernel, on a SUSE of before 16',
      given: { [OS]: 'ID="sles"\nVERSION_ID="15.6"\nID_LIKE="suse"\n' },
      because: ['AppArmor: not in the kernel'],
    },
  ],
  notApplicable: [
    { name: 'SELinux on Debian', given: { [ENFORCE]: '1\n', [OS]: DEBIAN } },
    { name: 'Rocky', given: OFF },
    { name: 'Alpine', given: { [OS]: ALPINE } },
    { name: 'SUSE 16', given: { [OS]: 'ID="sles"\nVERSION_ID="16.0"\n' } },
  ],
  unknown: [{ name: 'an image', given: { [ENABLED]: NOT_BOOTED, [OS]: DEBIAN } }],
});

check('mode', {
  pass: [
    { name: 'enforce', given: { ...ON, [MODE]: 'enforce\n' } },
    { name: 'kill', given: { ...ON, [MODE]: 'kill\n' } },
  ],
  fail: [
    {
      name: 'complain',
      given: { ...ON, [MODE]: 'complain\n' },
      because: ['mode of AppArmor: complain'],
    },
  ],
  notApplicable: [{ name: 'off', given: OFF }],
  unknown: [
    {
      name: 'not to be read',
      given: { ...ON, [MODE]: { exit: 1, stderr: 'grep: x: Operation not permitted\n' } },
    },
  ],
});

const PARSER = 'stat:/sbin/apparmor_parser';
const WITH_DOCKER: Given = { 'processes:': DOCKERD };
check('parser', {
  pass: [
    {
      name: 'installed',
      given: { ...ON, ...WITH_DOCKER, [PARSER]: file('/sbin/apparmor_parser') },
    },
  ],
  fail: [
    {
      name: 'a minimal cloud image',
      given: { ...ON, ...WITH_DOCKER },
      because: ['apparmor_parser: neither in /sbin nor in /usr/sbin'],
    },
  ],
  notApplicable: [
    { name: 'off', given: { ...OFF, ...WITH_DOCKER } },
    { name: 'no engine', given: { ...ON, 'processes:': INIT } },
  ],
  unknown: [{ name: 'not to be looked at', given: { ...ON, ...WITH_DOCKER, [PARSER]: DENIED } }],
});

const WANTED = '/etc/systemd/system/sysinit.target.wants/apparmor.service';
const MASK = 'stat:/etc/systemd/system/apparmor.service';
check('service', {
  pass: [
    { name: 'systemd', given: { ...ON, [`stat:${WANTED}`]: file(WANTED) } },
    {
      name: 'OpenRC',
      given: { ...ON, 'stat:/etc/runlevels/*/apparmor': file('/etc/runlevels/boot/apparmor') },
    },
    {
      name: 'an image',
      given: { [OS]: DEBIAN, [ENABLED]: NOT_BOOTED, [`stat:${WANTED}`]: file(WANTED) },
    },
  ],
  fail: [
    {
      name: 'disabled',
      given: ON,
      because: ['apparmor.service: nothing starts it at boot'],
    },
    {
      name: 'masked',
      given: {
        ...ON,
        [`stat:${WANTED}`]: file(WANTED),
        [MASK]: file('/etc/systemd/system/apparmor.service', 'character special file'),
      },
      because: ['apparmor.service: masked'],
    },
  ],
  notApplicable: [
    { name: 'off', given: OFF },
    { name: 'an image of another kind', given: { [OS]: ROCKY, [ENABLED]: NOT_BOOTED } },
  ],
  unknown: [{ name: 'not to be looked at', given: { ...ON, [MASK]: DENIED } }],
});

check('profiles-loaded', {
  pass: [{ name: 'Debian', given: { ...ON, [PROFILES]: LOADED } }],
  fail: [
    {
      name: 'none',
      given: { ...ON, [PROFILES]: '' },
      because: ['AppArmor profiles in force: 0 of 0'],
    },
    {
      name: 'only complaining',
      given: { ...ON, [PROFILES]: 'a b (complain)\nc//d (unconfined)\n' },
      because: ['AppArmor profiles in force: 0 of 2'],
    },
  ],
  notApplicable: [{ name: 'off', given: OFF }],
  unknown: [
    { name: 'not root', given: { ...ON, [PROFILES]: DENIED } },
    { name: 'securityfs is not mounted', given: ON },
    { name: 'garbled', given: { ...ON, [PROFILES]: 'docker-default\n' } },
  ],
});

check('profiles-enforced', {
  pass: [
    { name: 'Debian', given: { ...ON, [PROFILES]: LOADED } },
    { name: 'Ubuntu', given: { ...ON, [PROFILES]: `${LOADED}steam (unconfined)\n` } },
  ],
  fail: [
    {
      name: 'complaining',
      given: { ...ON, [PROFILES]: `${LOADED}/usr/sbin/sshd (complain)\nbusybox (complain)\n` },
      because: ['/usr/sbin/sshd: complain', 'busybox: complain'],
    },
  ],
  notApplicable: [{ name: 'off', given: OFF }],
  unknown: [{ name: 'not root', given: { ...ON, [PROFILES]: DENIED } }],
});

check('runtime-profile', {
  pass: [{ name: 'Docker', given: { ...ON, ...WITH_DOCKER, [PROFILES]: LOADED } }],
  fail: [
    {
      name: 'not loaded',
      given: { ...ON, ...WITH_DOCKER, [PROFILES]: 'man_filter (enforce)\n' },
      because: ['docker-default: not loaded'],
    },
    {
      name: 'complaining',
      given: { ...ON, ...WITH_DOCKER, [PROFILES]: 'docker-default (complain)\n' },
      because: ['docker-default: complain'],
    },
  ],
  notApplicable: [
    { name: 'off', given: { ...OFF, ...WITH_DOCKER } },
    { name: 'no daemon', given: { ...ON, 'processes:': INIT, [PROFILES]: LOADED } },
    {
      name: 'rootless',
      given: {
        ...ON,
        'processes:': DOCKERD.replace('700/status:Uid:\t0\t0', '700/status:Uid:\t1000\t1000'),
        [PROFILES]: LOADED,
      },
    },
  ],
  unknown: [{ name: 'not root', given: { ...ON, ...WITH_DOCKER, [PROFILES]: DENIED } }],
});
