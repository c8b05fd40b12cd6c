import checks from '../../../checks/runtime/kernel-interfaces.ts';
import { checkIn } from '../../support/check-in.ts';
import {
  changed,
  mount,
  named,
  OWN_USERS,
  processesOf,
  recording,
} from '../../support/container-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const docker = recording('docker-cgroup-v1');
const plain = processesOf(docker, 'plain');
const kernel = processesOf(docker, 'kernel');
const unread = {
  name: 'mounts were not read',
  given: { 'processes:': changed(plain, [/^\/proc\/(?!1\/)\d+\/mountinfo.*\n/gm, '']) },
};
const stat = (path: string) => ({
  [`stat:${path}`]: `400|0|0|root|root|regular file|1|1700000000|${path}\n`,
});

testCheck(checkIn(checks, 'runtime.kernel-interfaces-writable'), {
  pass: [
    { name: 'as Docker mounts', given: { 'processes:': plain } },
    {
      name: '/proc of the host, read-only',
      given: {
        'processes:': changed(plain, mount('500 72 0:21 / /host/proc ro - proc proc rw')),
      },
    },
  ],
  fail: [
    {
      name: 'systempaths=unconfined',
      given: named(docker, kernel),
      because: ['container kernel, /proc/sys: writable'],
    },
    {
      name: '--privileged',
      given: named(docker, processesOf(docker, 'privileged')),
      because: [
        'container privileged, /proc/sys: writable',
        'container privileged, /sys: writable',
      ],
    },
    {
      name: '/proc of the host, and what traces the kernel',
      given: named(
        docker,
        changed(
          plain,
          mount('500 72 0:21 / /host/proc rw - proc proc rw'),
          mount('501 72 0:12 / /sys/kernel/tracing rw - tracefs tracefs rw'),
        ),
      ),
      because: [
        'container plain, /host/proc/sys: writable',
        'container plain, /sys/kernel/tracing: writable',
      ],
    },
  ],
  notApplicable: [
    { name: 'no container', given: { 'processes:': processesOf(docker) } },
    { name: 'users of its own', given: { 'processes:': changed(kernel, ...OWN_USERS) } },
  ],
  unknown: [unread],
});

testCheck(checkIn(checks, 'runtime.masked-paths'), {
  pass: [
    { name: 'as Docker mounts', given: { 'processes:': plain } },
    {
      name: 'what this kernel has is masked',
      given: { 'processes:': plain, ...stat('/proc/keys') },
    },
  ],
  fail: [
    {
      name: 'systempaths=unconfined',
      given: { ...named(docker, kernel), ...stat('/proc/keys'), ...stat('/proc/irq') },
      because: ['container kernel: /proc/sys, /proc/keys, /proc/irq as on the host'],
    },
    {
      name: 'a mask for one path missing',
      given: { ...named(docker, plain), ...stat('/proc/kcore') },
      because: ['container plain: /proc/kcore as on the host'],
    },
    {
      name: '/proc/irq mounted over itself, but writable',
      given: {
        ...named(docker, changed(plain, [/( \/irq \/proc\/irq) ro,/, '$1 rw,'])),
        ...stat('/proc/irq'),
      },
      because: ['container plain: /proc/irq as on the host'],
    },
  ],
  notApplicable: [
    { name: 'privileged', given: { 'processes:': processesOf(docker, 'privileged') } },
  ],
  unknown: [
    unread,
    {
      name: 'whether the host has it may not be read',
      given: {
        'processes:': plain,
        'stat:/proc/kcore': { exit: 1, stderr: 'Permission denied\n' },
      },
    },
  ],
});

testCheck(checkIn(checks, 'cgroup.container-mount-writable'), {
  pass: [
    { name: 'as Docker mounts', given: { 'processes:': plain } },
    {
      name: 'systemd in a container with users and groups of its own',
      given: {
        'processes:': changed(
          plain,
          ...OWN_USERS,
          [/^(ns \d+ cgroup) host$/m, '$1 own'],
          mount('500 72 0:38 /x /sys/fs/cgroup rw - cgroup2 cgroup2 rw'),
        ),
      },
    },
  ],
  fail: [
    {
      name: '-v /sys/fs/cgroup',
      given: named(
        docker,
        changed(plain, mount('500 72 0:32 / /cgroup rw - cgroup cgroup rw,memory')),
      ),
      because: ['container plain, mount /cgroup: writable cgroup'],
    },
  ],
  unknown: [unread],
});
