import { describe } from 'vitest';
import table from '../../../checks/daemon/sockets.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { statLine } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const socket = (path: string, mode: string, owner?: string): Given => ({
  [`stat:${path}`]: statLine(path, mode, owner, 'socket'),
});

describe.each([
  ['daemon.docker-socket-mode', '/run/docker.sock', '0:111'],
  ['daemon.containerd-socket-mode', '/run/containerd/containerd.sock', '0:0'],
  ['daemon.crio-socket-mode', '/run/crio/crio.sock', '0:0'],
  ['daemon.podman-socket-mode', '/run/podman/podman.sock', '0:0'],
  ['daemon.buildkit-socket-mode', '/run/buildkit/buildkitd.sock', '0:0'],
  ['daemon.cri-dockerd-socket-mode', '/run/cri-dockerd.sock', '0:111'],
])('%s', (id, path, owner) => {
  testCheck(checkIn(table, id), {
    pass: [
      { name: 'as it is made', given: socket(path, '660', owner) },
      { name: 'root alone', given: socket(path, '600') },
      {
        name: 'a group that the profile names',
        given: socket(path, '660', '0:998'),
        params: { groups: ['ci'] },
      },
    ],
    fail: [
      {
        name: 'open to all',
        given: socket(path, '666', owner),
        because: [`${path} mode: 0666`],
      },
      {
        name: 'of an account',
        given: socket(path, '660', '1000:1000'),
        because: [`${path} owner: ada (1000)`, `${path} group: ada (1000)`],
      },
      {
        name: 'no socket',
        given: { [`stat:${path}`]: statLine(path, '644') },
        because: [`${path} type: file`],
      },
    ],
    notApplicable: [{ name: 'no socket', given: {} }],
  });
});

const PLUGINS = '/run/docker/plugins/*.sock';

testCheck(checkIn(table, 'daemon.plugin-socket-mode'), {
  pass: [
    {
      name: 'made with the umask, as the socket of dockerd’s metrics is',
      given: {
        'stat:/run/docker/metrics.sock': statLine(
          '/run/docker/metrics.sock',
          '755',
          '0:0',
          'socket',
        ),
      },
    },
  ],
  fail: [
    {
      name: 'a plugin’s socket open to all',
      given: {
        [`stat:${PLUGINS}`]:
          statLine('/run/docker/plugins/a.sock', '660', '0:111', 'socket') +
          statLine('/run/docker/plugins/b.sock', '777', '0:0', 'socket'),
      },
      because: ['/run/docker/plugins/b.sock mode: 0777'],
    },
  ],
  notApplicable: [{ name: 'no plugins', given: {} }],
});
