import checks from '../../../checks/runtime/confinement.ts';
import { checkIn } from '../../support/check-in.ts';
import {
  capabilities,
  changed,
  labelled,
  named,
  OWN_USERS,
  processesOf,
  recording,
} from '../../support/container-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const docker = recording('docker-cgroup-v1');
const pod = recording('containerd-pod');
const plain = processesOf(docker, 'plain');
const locked = processesOf(docker, 'locked');
const privileged = processesOf(docker, 'privileged');
const none = { name: 'no container', given: { 'processes:': processesOf(docker) } };
const silent = { ...plain, stderr: '' };
const APPARMOR = { 'text:/sys/module/apparmor/parameters/enabled': 'Y\n' };
const SELINUX = { 'text:/sys/fs/selinux/enforce': '1' };
const domain = (type: string, level = 's0:c1,c2') => `system_u:system_r:${type}:${level}`;

testCheck(checkIn(checks, 'runtime.privileged'), {
  pass: [
    { name: 'ordinary', given: { 'processes:': plain } },
    { name: 'with users of its own', given: { 'processes:': changed(privileged, ...OWN_USERS) } },
  ],
  fail: [
    {
      name: '--privileged',
      given: named(docker, privileged),
      because: ['container privileged: every capability and no seccomp filter'],
    },
    {
      name: '--cap-add=ALL',
      given: named(docker, changed(plain, capabilities('000001ffffffffff'))),
      because: ['container plain: every capability'],
    },
  ],
  notApplicable: [none],
});

testCheck(checkIn(checks, 'mac.apparmor-container-profiles'), {
  pass: [
    {
      name: 'Docker’s profile',
      given: { 'processes:': labelled(plain, 'docker-default (enforce)') },
    },
    { name: 'stacked', given: { 'processes:': labelled(plain, 'a//&b (enforce)') } },
  ],
  fail: [
    {
      name: 'apparmor=unconfined',
      given: named(docker, labelled(plain, 'unconfined')),
      because: ['container plain: unconfined'],
    },
    {
      name: 'complain mode',
      given: named(docker, labelled(plain, 'My Profile (complain)')),
      because: ['container plain: My Profile (complain)'],
    },
  ],
  notApplicable: [
    none,
    { name: 'no AppArmor', given: { 'processes:': plain } },
    { name: 'SELinux', given: { 'processes:': labelled(plain, domain('container_t')) } },
    {
      name: 'an engine without root',
      given: {
        'processes:': labelled(
          changed(plain, ...OWN_USERS, [
            /^(\/proc\/(?!1\/)\d+\/uid_map:).*$/m,
            '$1 0 1000 1\n$1 1 100000 65536',
          ]),
          'unconfined',
        ),
      },
    },
  ],
  unknown: [{ name: 'the label was not read', given: { 'processes:': silent, ...APPARMOR } }],
});

testCheck(checkIn(checks, 'mac.selinux-container-labels'), {
  pass: [
    {
      name: 'as container-selinux has it',
      given: { 'processes:': labelled(plain, domain('container_t')), ...SELINUX },
    },
    {
      name: 'a domain of its own',
      given: { 'processes:': labelled(plain, domain('shop.process')), ...SELINUX },
    },
  ],
  fail: [
    {
      name: 'label=disable',
      given: { ...named(docker, labelled(plain, domain('spc_t'))), ...SELINUX },
      because: ['container plain: spc_t'],
    },
  ],
  notApplicable: [
    none,
    { name: 'no SELinux', given: { 'processes:': plain } },
    {
      name: 'permissive, which another check names',
      given: {
        'processes:': labelled(plain, domain('spc_t')),
        'text:/sys/fs/selinux/enforce': '0',
      },
    },
  ],
  unknown: [{ name: 'the label was not read', given: { 'processes:': silent, ...SELINUX } }],
});

const two = processesOf(docker, 'plain', 'locked');
const inPod = labelled(processesOf(pod, 'web'), domain('container_t'));

testCheck(checkIn(checks, 'mac.selinux-container-mcs'), {
  pass: [
    {
      name: 'one with categories',
      given: { 'processes:': labelled(plain, domain('container_t')), ...SELINUX },
    },
    {
      name: 'a pod',
      given: { 'processes:': inPod, ...SELINUX },
    },
  ],
  fail: [
    {
      name: 'the same categories twice',
      given: { ...named(docker, labelled(two, domain('container_t'))), ...SELINUX },
      because: ['container locked: s0:c1,c2, as plain', 'container plain: s0:c1,c2, as locked'],
    },
    {
      name: 'label=level:s0',
      given: { ...named(docker, labelled(plain, domain('container_t', 's0'))), ...SELINUX },
      because: ['container plain: s0'],
    },
  ],
  notApplicable: [
    none,
    {
      name: 'an unconfined domain, which another check names',
      given: { 'processes:': labelled(plain, domain('spc_t', 's0')), ...SELINUX },
    },
  ],
});

testCheck(checkIn(checks, 'seccomp.container-mode'), {
  pass: [{ name: 'Docker’s filter', given: { 'processes:': plain } }],
  fail: [
    {
      name: 'seccomp=unconfined',
      given: named(docker, processesOf(docker, 'plain', 'caps')),
      because: ['container caps: no filter for sleep'],
    },
  ],
  notApplicable: [none],
  unknown: [
    {
      name: 'a kernel that does not say',
      given: { 'processes:': changed(plain, [/^\/proc\/(?!1\/)\d+\/status:Seccomp:.*\n/gm, '']) },
    },
  ],
});

testCheck(checkIn(checks, 'capabilities.container-no-new-privileges'), {
  pass: [{ name: 'no-new-privileges', given: { 'processes:': locked } }],
  fail: [
    {
      name: 'not asked for',
      given: named(docker, two),
      because: ['container plain: not set for sleep'],
    },
  ],
  unknown: [
    {
      name: 'a kernel before 4.10',
      given: {
        'processes:': changed(locked, [/^\/proc\/(?!1\/)\d+\/status:NoNewPrivs:.*\n/gm, '']),
      },
    },
  ],
});

testCheck(checkIn(checks, 'runtime.read-only-root'), {
  pass: [{ name: '--read-only', given: { 'processes:': locked } }],
  fail: [
    {
      name: 'not asked for',
      given: named(docker, two),
      because: ['container plain: writable overlay'],
    },
  ],
  unknown: [
    {
      name: 'mounts were not read',
      given: { 'processes:': changed(locked, [/^\/proc\/(?!1\/)\d+\/mountinfo.*\n/gm, '']) },
    },
  ],
});
