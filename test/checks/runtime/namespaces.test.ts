import checks from '../../../checks/runtime/namespaces.ts';
import { checkIn } from '../../support/check-in.ts';
import { changed, named, processesOf, recording } from '../../support/container-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const docker = recording('docker-cgroup-v1');
const remapped = recording('docker-userns-remap');
const plain = processesOf(docker, 'plain');
const none = { name: 'no container', given: { 'processes:': processesOf(docker) } };

const unreadable = (name: string) => ({
  name: 'namespaces may not be read',
  given: {
    'processes:': changed(plain, [new RegExp(`^(ns \\d+ ${name}) \\w+$`, 'm'), '$1 unreadable']),
  },
});

testCheck(checkIn(checks, 'runtime.host-network'), {
  pass: [{ name: 'its own', given: { 'processes:': plain } }],
  fail: [
    {
      name: '--network=host',
      given: named(docker, processesOf(docker, 'plain', 'kernel')),
      because: ['container kernel: uses the host’s network'],
    },
  ],
  notApplicable: [none],
  unknown: [unreadable('net')],
});

testCheck(checkIn(checks, 'runtime.host-pid'), {
  pass: [{ name: 'its own', given: { 'processes:': plain } }],
  fail: [
    {
      name: '--pid=host',
      given: named(docker, processesOf(docker, 'tracer')),
      because: ['container tracer: sees the host’s processes'],
    },
  ],
  notApplicable: [none],
  unknown: [unreadable('pid')],
});

testCheck(checkIn(checks, 'runtime.host-ipc'), {
  pass: [{ name: 'its own', given: { 'processes:': plain } }],
  fail: [
    {
      name: '--ipc=host',
      given: named(docker, processesOf(docker, 'kernel')),
      because: ['container kernel: shares the host’s shared memory and queues'],
    },
  ],
  unknown: [unreadable('ipc')],
});

testCheck(checkIn(checks, 'runtime.host-uts'), {
  pass: [{ name: 'its own', given: { 'processes:': plain } }],
  fail: [
    {
      name: '--uts=host',
      given: named(docker, processesOf(docker, 'kernel')),
      because: ['container kernel: shares the host’s name'],
    },
  ],
  unknown: [unreadable('uts')],
});

testCheck(checkIn(checks, 'cgroup.container-namespace'), {
  pass: [
    {
      name: 'as Docker makes it on cgroup v2',
      given: { 'processes:': changed(plain, [/^(ns \d+ cgroup) host$/m, '$1 own']) },
    },
  ],
  fail: [
    {
      name: 'as Docker makes it on cgroup v1',
      given: named(docker, plain),
      because: ['container plain: sees the host’s control groups'],
    },
  ],
  unknown: [unreadable('cgroup')],
});

testCheck(checkIn(checks, 'namespaces.container-uid-map'), {
  pass: [
    {
      name: 'userns-remap',
      given: { 'processes:': processesOf(remapped, 'mapped', 'adminmapped') },
    },
    {
      name: 'an engine without root',
      given: {
        'processes:': changed(processesOf(remapped, 'mapped'), [
          /^(\/proc\/(?!1\/)\d+\/uid_map:).*$/m,
          '$1 0 1000 1\n$1 1 100000 65536',
        ]),
      },
    },
    {
      name: 'no user that is root inside',
      given: {
        'processes:': changed(processesOf(remapped, 'mapped'), [
          /^(\/proc\/(?!1\/)\d+\/uid_map:).*$/m,
          '$1 1000 100000 65536',
        ]),
      },
    },
  ],
  fail: [
    {
      name: 'users of the host',
      given: named(remapped, processesOf(remapped, 'mapped', 'optout')),
      because: ['container optout: root inside is the host’s root'],
    },
    {
      name: 'a namespace of its own with the host’s root in it',
      given: named(
        remapped,
        changed(processesOf(remapped, 'mapped'), [
          /^(\/proc\/(?!1\/)\d+\/uid_map:).*$/m,
          '$1 0 0 65536',
        ]),
      ),
      because: ['container mapped: root inside is the host’s root'],
    },
  ],
  notApplicable: [none],
});

testCheck(checkIn(checks, 'runtime.host-user-namespace'), {
  pass: [{ name: 'all mapped', given: { 'processes:': processesOf(remapped, 'mapped') } }],
  fail: [
    {
      name: '--userns=host beside mapped ones',
      given: named(remapped, processesOf(remapped, 'mapped', 'optout')),
      because: ['container optout: users of the host'],
    },
    {
      name: '--userns=host alone, told by where its daemon keeps data',
      given: named(remapped, processesOf(remapped, 'optout')),
      because: ['container optout: users of the host'],
    },
  ],
  notApplicable: [none, { name: 'a daemon that maps no users', given: { 'processes:': plain } }],
});

const podman = (outside: number, name = 'libpod') => {
  const one = changed(processesOf(remapped, 'mapped', 'adminmapped'), [
    /\/docker\/(?=[0-9a-f]{64}$)/gm,
    `/machine.slice/${name}-`,
  ]);
  const second = /(\/uid_map: +0 +)231072( +65536)(?![\s\S]*\/uid_map: +0 +231072)/;
  return changed(one, [second, `$1${outside}$2`]);
};

testCheck(checkIn(checks, 'namespaces.container-range-disjoint'), {
  pass: [{ name: 'podman --userns=auto', given: { 'processes:': podman(296_608) } }],
  fail: [
    {
      name: 'ranges that overlap',
      given: named(remapped, podman(231_073)),
      because: [
        'container adminmapped: the same as mapped',
        'container mapped: the same as adminmapped',
      ],
    },
  ],
  notApplicable: [
    none,
    {
      name: 'userns-remap: one range for all by design',
      given: { 'processes:': processesOf(remapped, 'mapped', 'adminmapped') },
    },
  ],
});
