import checks from '../../../checks/capabilities/containers.ts';
import { checkIn } from '../../support/check-in.ts';
import {
  capabilities,
  changed,
  named,
  OWN_USERS,
  processesOf,
  recording,
} from '../../support/container-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const docker = recording('docker-cgroup-v1');
const plain = processesOf(docker, 'plain');
const locked = processesOf(docker, 'locked');
const tracer = processesOf(docker, 'tracer');
const privileged = processesOf(docker, 'privileged');
const none = { name: 'no container', given: { 'processes:': processesOf(docker) } };
const ownUsers = {
  name: 'users of its own',
  given: { 'processes:': changed(privileged, ...OWN_USERS) },
};
const untold = {
  name: 'whether its users are its own is not told',
  given: {
    'processes:': changed(
      privileged,
      [/^(ns \d+ user) host$/m, '$1 unreadable'],
      [/^\/proc\/(?!1\/)\d+\/uid_map.*\n/m, ''],
    ),
  },
};
const bounding = (mask: string) => changed(locked, capabilities(mask, 'Bnd'));

testCheck(checkIn(checks, 'capabilities.container-dangerous'), {
  pass: [
    { name: 'the default ones', given: { 'processes:': plain } },
    {
      name: 'a debugger that sees its own processes only',
      given: { 'processes:': changed(tracer, [/ pid host$/m, ' pid own']) },
    },
  ],
  fail: [
    {
      name: '--cap-add',
      given: named(docker, processesOf(docker, 'plain', 'caps')),
      because: ['container caps: DAC_READ_SEARCH, SYS_MODULE, SYS_ADMIN'],
    },
    {
      name: 'a debugger that sees the host’s processes',
      given: named(docker, tracer),
      because: ['container tracer: SYS_PTRACE'],
    },
    {
      name: 'an ordinary user who can gain it',
      given: named(docker, bounding('0000000000200000')),
      because: ['container locked: SYS_ADMIN'],
    },
    {
      name: '--privileged with the host’s processes',
      given: named(docker, changed(privileged, [/ pid own$/m, ' pid host'])),
      because: [
        'container privileged: DAC_READ_SEARCH, SYS_MODULE, SYS_RAWIO, SYS_ADMIN, SYS_BOOT, AUDIT_CONTROL, MAC_OVERRIDE, MAC_ADMIN',
        'container privileged: SYS_PTRACE',
      ],
    },
  ],
  notApplicable: [none, ownUsers],
  unknown: [
    untold,
    {
      name: 'whether it sees the host’s processes is not told',
      given: { 'processes:': changed(tracer, [/ pid host$/m, ' pid unreadable']) },
    },
  ],
});

testCheck(checkIn(checks, 'capabilities.container-powerful'), {
  pass: [{ name: 'the default ones', given: { 'processes:': plain } }],
  fail: [
    {
      name: 'NET_ADMIN',
      given: named(docker, changed(plain, capabilities('00000000a80435fb'))),
      because: ['container plain: NET_ADMIN'],
    },
    {
      name: '--privileged',
      given: named(docker, privileged),
      because: ['container privileged: NET_ADMIN, SYS_TIME, SYSLOG'],
    },
  ],
  notApplicable: [none, ownUsers],
  unknown: [untold],
});

testCheck(checkIn(checks, 'capabilities.container-effective'), {
  pass: [
    { name: 'the default ones', given: { 'processes:': plain } },
    {
      name: 'in the bounding set only, which another check names',
      given: { 'processes:': bounding('000001ffffffffff') },
    },
  ],
  fail: [
    {
      name: 'SYS_PTRACE',
      given: named(docker, tracer),
      because: ['container tracer: SYS_PTRACE'],
    },
    {
      name: 'one that this version does not know',
      given: named(docker, changed(plain, capabilities('00000200a80425fb'))),
      because: ['container plain: CAP_41'],
    },
  ],
  notApplicable: [none, ownUsers],
  unknown: [untold],
});

testCheck(checkIn(checks, 'capabilities.container-bounding'), {
  pass: [{ name: 'the default ones', given: { 'processes:': plain } }],
  fail: [
    {
      name: '--cap-add=NET_ADMIN with USER in the image',
      given: named(docker, bounding('00000000a80435fb')),
      because: ['container locked: NET_ADMIN'],
    },
  ],
  notApplicable: [none, ownUsers],
});

testCheck(checkIn(checks, 'capabilities.container-net_raw'), {
  pass: [{ name: '--cap-drop=ALL', given: { 'processes:': locked } }],
  fail: [
    {
      name: 'the default ones',
      given: named(docker, plain),
      because: ['container plain: NET_RAW'],
    },
  ],
  notApplicable: [none, ownUsers],
});

testCheck(checkIn(checks, 'capabilities.container-inheritable'), {
  pass: [{ name: 'none', given: { 'processes:': plain } }],
  fail: [
    {
      name: 'an engine of before 2022',
      given: named(docker, changed(plain, capabilities('0000000000000400', 'Inh'))),
      because: ['container plain: NET_BIND_SERVICE'],
    },
  ],
  notApplicable: [none],
});

testCheck(checkIn(checks, 'capabilities.container-ambient'), {
  pass: [{ name: 'none', given: { 'processes:': plain } }],
  fail: [
    {
      name: 'asked for',
      given: named(docker, changed(plain, capabilities('0000000000000400', 'Amb'))),
      because: ['container plain: NET_BIND_SERVICE'],
    },
  ],
  notApplicable: [none],
});

testCheck(checkIn(checks, 'capabilities.container-drop-all'), {
  pass: [
    { name: '--cap-drop=ALL', given: { 'processes:': locked } },
    {
      name: 'NET_BIND_SERVICE, which is allowed',
      given: { 'processes:': changed(plain, capabilities('0000000000000400')) },
    },
    {
      name: 'what the profile allows, written as people write it',
      given: { 'processes:': changed(plain, capabilities('0000000000000401')) },
      params: { allowed: ['cap_chown', 'NET_BIND_SERVICE'] },
    },
  ],
  fail: [
    {
      name: 'the default ones',
      given: named(docker, changed(plain, capabilities('0000000000002401'))),
      because: ['container plain: CHOWN, NET_RAW'],
    },
  ],
  notApplicable: [none, ownUsers],
});
