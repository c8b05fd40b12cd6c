import listener from '../../../checks/daemon/tcp-listener.ts';
import { DENIED, type Given } from '../../../src/testing/check-cases.ts';
import {
  DEBIAN_UNIT,
  DOCKERD_PROGRAM,
  IDLE,
  JSON_PATH,
  processes,
  runningDocker,
  stoppedDocker,
  UNIT_PATH,
} from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const starts = (...flags: readonly string[]): Given => ({
  'processes:': processes({ name: 'dockerd', args: ['dockerd', ...flags] }),
});

const podman = (...args: readonly string[]): Given => ({
  'processes:': processes({ name: 'podman', args: ['podman', 'system', 'service', ...args] }),
});

const SOCKET = 'text:/usr/lib/systemd/system/docker.socket';

testCheck(listener, {
  pass: [
    { name: 'docker-ce as it comes', given: runningDocker({}) },
    { name: 'clients verified', given: starts('-H', 'tcp://0.0.0.0:2376', '--tlsverify') },
    { name: 'Podman on a socket', given: podman('--time=0', 'unix:///run/podman/podman.sock') },
    {
      name: 'Podman that verifies clients',
      given: podman('--tls-cert=a', '--tls-key=b', '--tls-client-ca=c', 'tcp:0.0.0.0:8443'),
    },
    {
      name: 'dockerd in a container is another check’s',
      given: {
        'processes:': processes(
          {
            name: 'dockerd',
            args: ['dockerd', '-H', 'tcp://0.0.0.0:2375'],
            pid: 9,
            container: 'f'.repeat(64),
          },
          { name: 'dockerd', args: ['dockerd'] },
        ),
      },
    },
  ],
  fail: [
    {
      name: 'no TLS',
      given: starts('-H', 'fd://', '-H', 'tcp://0.0.0.0:2375'),
      because: ['dockerd tcp://0.0.0.0:2375: no TLS'],
    },
    {
      name: 'no scheme, on loopback',
      given: starts('-H=127.0.0.1:2375'),
      because: ['dockerd 127.0.0.1:2375: no TLS'],
    },
    {
      name: 'TLS that lets everyone in',
      given: starts('--host', 'tcp://10.0.0.5:2376', '--tls'),
      because: ['dockerd tcp://10.0.0.5:2376: clients not verified'],
    },
    {
      name: 'in daemon.json',
      given: { ...starts(), [JSON_PATH]: '{"hosts": ["unix:///run/docker.sock", "tcp://:2375"]}' },
      because: ['dockerd tcp://:2375: no TLS'],
    },
    {
      name: 'in the options of Debian',
      given: {
        ...stoppedDocker({}),
        [UNIT_PATH]: DEBIAN_UNIT,
        'text:/etc/default/docker': 'DOCKER_OPTS="--dns 8.8.8.8 -H tcp://0.0.0.0:2375"\n',
      },
      because: ['dockerd tcp://0.0.0.0:2375: no TLS'],
    },
    {
      name: 'after a restart',
      given: {
        ...starts(),
        [UNIT_PATH]: '[Service]\nExecStart=/usr/bin/dockerd -H tcp://0.0.0.0:2375\n',
      },
      because: ['dockerd tcp://0.0.0.0:2375 after a restart of dockerd: no TLS'],
    },
    {
      name: 'by the socket unit',
      given: {
        ...runningDocker({}),
        [SOCKET]:
          '[Socket]\nListenStream=/run/docker.sock\nListenStream=2375\nListenStream=[::]:2377\n',
      },
      because: ['docker.socket 2375: no TLS', 'docker.socket [::]:2377: no TLS'],
    },
    {
      name: 'a user’s dockerd',
      given: {
        'processes:': processes({
          name: 'dockerd',
          args: ['dockerd', '-H', 'tcp://127.0.0.1:2375'],
          uid: 1000,
        }),
      },
      because: ['dockerd of user 1000 tcp://127.0.0.1:2375: no TLS'],
    },
    {
      name: 'Podman',
      given: podman('tcp://0.0.0.0:8080'),
      because: ['podman tcp://0.0.0.0:8080: no TLS'],
    },
    {
      name: 'BuildKit, by file',
      given: {
        'processes:': processes({ name: 'buildkitd', args: ['buildkitd'] }),
        'text:/etc/buildkit/buildkitd.toml':
          '[grpc]\naddress = ["tcp://0.0.0.0:1234"]\n[grpc.tls]\ncert = "/a"\nkey = "/b"\n',
      },
      because: ['buildkitd tcp://0.0.0.0:1234: clients not verified'],
    },
    {
      name: 'BuildKit, by flag',
      given: {
        'processes:': processes({
          name: 'buildkitd',
          args: ['buildkitd', '--addr', 'tcp://0.0.0.0:1234', '--addr=unix:///run/b.sock'],
        }),
      },
      because: ['buildkitd tcp://0.0.0.0:1234: no TLS'],
    },
  ],
  notApplicable: [{ name: 'no engine', given: IDLE }],
  unknown: [
    { name: 'broken daemon.json', given: { ...runningDocker({}), [JSON_PATH]: 'hosts' } },
    {
      name: 'BuildKit’s file broken',
      given: {
        ...runningDocker({}),
        'stat:/usr/bin/buildkitd': DOCKERD_PROGRAM['stat:/usr/bin/dockerd'] ?? '',
        'text:/etc/buildkit/buildkitd.toml': '[grpc',
      },
    },
    {
      name: 'a variable that nobody reads',
      given: { ...stoppedDocker({}), [UNIT_PATH]: DEBIAN_UNIT, 'text:/etc/default/docker': DENIED },
    },
  ],
});
