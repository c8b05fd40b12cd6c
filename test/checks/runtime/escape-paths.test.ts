import checks from '../../../checks/runtime/escape-paths.ts';
import { checkIn } from '../../support/check-in.ts';
import { changed, named, processesOf, recording } from '../../support/container-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const docker = recording('docker-cgroup-v1');

testCheck(checkIn(checks, 'runtime.escape-paths'), {
  pass: [
    {
      name: 'an ordinary container and a locked one',
      given: { 'processes:': processesOf(docker, 'plain', 'locked') },
    },
  ],
  fail: [
    {
      name: 'tracing with the host’s processes',
      given: named(docker, processesOf(docker, 'plain', 'tracer')),
      because: [
        'container tracer, host-pid-ptrace: It would attach to a process of the host’s root and run its own code in it.',
      ],
    },
    {
      name: 'the socket in a container without root, next to one that could not be read',
      given: named(
        docker,
        changed(processesOf(docker, 'locked', 'disk'), [
          /^ns (\d+) pid own$/m,
          'ns $1 pid unreadable',
        ]),
      ),
      because: [
        'container disk, device: It would change files of the host on the raw disk /dev/xvda. (not judged: container locked: its namespaces may not be read)',
        'container disk, host-system-mount: It would write a program, a key or a rule below /etc that the host then follows as root.',
      ],
    },
  ],
  notApplicable: [{ name: 'no container', given: { 'processes:': processesOf(docker) } }],
  unknown: [
    {
      name: 'namespaces may not be read',
      given: {
        'processes:': changed(processesOf(docker, 'plain'), [
          /^(ns \d+ \w+) \w+$/gm,
          '$1 unreadable',
        ]),
      },
    },
    {
      name: 'devices were not listed whole',
      given: {
        'processes:': changed(processesOf(docker, 'plain'), [
          /^devices (\d+) read$/m,
          'devices $1 crowded',
        ]),
      },
    },
    {
      name: 'mounts of the host were not read',
      given: {
        'processes:': changed(processesOf(docker, 'plain'), [/^\/proc\/1\/mountinfo.*\n/gm, '']),
      },
    },
    {
      name: 'processes are hidden',
      given: {
        'processes:': changed(processesOf(docker), [/^\/proc\/1\/status.*\n/gm, '']),
      },
    },
  ],
});
