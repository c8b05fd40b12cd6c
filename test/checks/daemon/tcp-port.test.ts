import port from '../../../checks/daemon/tcp-port.ts';
import { DENIED, type Given } from '../../../src/testing/check-cases.ts';
import {
  DOCKER_CE_UNIT,
  DOCKERD_PROGRAM,
  IDLE,
  processes,
  runningDocker,
  UNIT_PATH,
} from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const starts = (...flags: readonly string[]): Given => ({
  'processes:': processes({ name: 'dockerd', args: ['dockerd', ...flags] }),
});

const SOCKET = 'text:/usr/lib/systemd/system/docker.socket';

testCheck(port, {
  pass: [
    { name: '2376 of an address', given: starts('-H', 'tcp://10.0.0.5:2376', '--tlsverify') },
    { name: 'the port that TLS brings', given: starts('-H', 'tcp://10.0.0.5', '--tlsverify') },
  ],
  fail: [
    {
      name: 'wildcards',
      given: starts('-H', 'tcp://0.0.0.0:2376', '-H', 'tcp://[::]:2375', '--tlsverify'),
      because: [
        'dockerd tcp://0.0.0.0:2376 address: every address',
        'dockerd tcp://[::]:2375 port: 2375',
        'dockerd tcp://[::]:2375 address: every address',
      ],
    },
    {
      name: 'a port of the socket unit',
      given: { ...runningDocker({}), [SOCKET]: '[Socket]\nListenStream=2375\n' },
      because: ['docker.socket 2375 port: 2375', 'docker.socket 2375 address: every address'],
    },
  ],
  notApplicable: [
    { name: 'no TCP', given: runningDocker({}) },
    { name: 'no Docker', given: IDLE },
  ],
  unknown: [
    {
      name: 'masked processes',
      given: { [UNIT_PATH]: DOCKER_CE_UNIT, ...DOCKERD_PROGRAM, 'processes:': DENIED },
    },
  ],
});
