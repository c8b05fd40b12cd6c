import { describe } from 'vitest';
import dataRoot from '../../../checks/daemon/data-root-mode.ts';
import hooks from '../../../checks/daemon/oci-hooks.ts';
import environment from '../../../checks/daemon/service-environment.ts';
import tls from '../../../checks/daemon/tls-files.ts';
import { DENIED, type Given } from '../../../src/testing/check-cases.ts';
import {
  checkIn,
  DOCKER_CE_UNIT,
  IDLE,
  JSON_PATH,
  processes,
  runningDocker,
  statLine,
  UNIT_PATH,
} from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const folder = (path: string, mode: string, owner?: string): Given => ({
  [`stat:${path}`]: statLine(path, mode, owner, 'directory'),
});

testCheck(dataRoot, {
  pass: [
    {
      name: 'as they are made',
      given: {
        ...runningDocker({}),
        ...folder('/var/lib/docker', '710', '0:100000'),
        ...folder('/var/lib/containerd', '700'),
        ...folder('/run/containerd', '711'),
      },
    },
    { name: 'Podman', given: { ...IDLE, ...folder('/var/lib/containers/storage', '700') } },
  ],
  fail: [
    {
      name: 'as they once were',
      given: {
        ...IDLE,
        ...folder('/var/lib/docker', '711'),
        ...folder('/var/lib/containerd', '711'),
        ...folder('/run/containerd', '755', '1000:0'),
      },
      because: [
        '/var/lib/docker mode: 0711',
        '/var/lib/containerd mode: 0711',
        '/run/containerd owner: ada',
        '/run/containerd mode: 0755',
      ],
    },
  ],
  notApplicable: [{ name: 'no engine', given: IDLE }],
  manual: [{ name: 'data elsewhere', given: runningDocker({ 'data-root': '/srv/docker' }) }],
  unknown: [{ name: 'broken daemon.json', given: { ...runningDocker({}), [JSON_PATH]: '{' } }],
});

const starts = (...flags: readonly string[]): Given => ({
  'processes:': processes({ name: 'dockerd', args: ['dockerd', ...flags] }),
});
const verified = [
  '--tlsverify',
  '--tlscacert=/etc/docker/ca.pem',
  '--tlscert=/etc/docker/tls/cert.pem',
  '--tlskey=/etc/docker/tls/key.pem',
];

describe.each([
  ['daemon.tls-ca', 'tlscacert', '/etc/docker/*.pem', '/etc/docker/ca.pem', '444'],
  ['daemon.tls-certificate', 'tlscert', '/etc/docker/tls/*', '/etc/docker/tls/cert.pem', '444'],
  ['daemon.tls-key', 'tlskey', '/etc/docker/tls/*', '/etc/docker/tls/key.pem', '400'],
])('%s', (id, key, place, path, mode) => {
  const file = (bits: string, owner?: string): Given => ({
    [`stat:${place}`]: statLine(path, bits, owner),
  });
  testCheck(checkIn(tls, id), {
    pass: [{ name: 'root’s alone', given: { ...starts(...verified), ...file(mode) } }],
    fail: [
      {
        name: 'open',
        given: { ...starts(...verified), ...file('666', '1000:111') },
        because: [
          `${key} ${path} owner: ada`,
          `${key} ${path} group: docker`,
          `${key} ${path} mode: 0666`,
        ],
      },
      { name: 'missing', given: starts(...verified), because: [`${key} ${path}: does not exist`] },
    ],
    notApplicable: [
      { name: 'no TLS', given: starts() },
      { name: 'no Docker', given: IDLE },
    ],
    unknown: [
      {
        name: 'a place that is not collected',
        given: starts('--tlsverify', `--${key}=/opt/x.pem`),
      },
      {
        name: 'root’s home may not be seen',
        given: { ...starts('--tlsverify'), 'stat:/root/.docker/*.pem': DENIED },
      },
    ],
  });
});

testCheck(checkIn(tls, 'daemon.tls-key'), {
  pass: [
    {
      name: 'by default in root’s home',
      given: {
        ...starts('--tls'),
        'stat:/root/.docker/*.pem': statLine('/root/.docker/key.pem', '600'),
      },
    },
  ],
  fail: [
    {
      name: 'readable by all, as cp leaves it',
      given: {
        ...starts('--tls'),
        'stat:/root/.docker/*.pem': statLine('/root/.docker/key.pem', '644'),
      },
      because: ['tlskey /root/.docker/key.pem mode: 0644'],
    },
  ],
});

const PROXY = 'text:/etc/systemd/system/docker.service.d/*.conf';
const dropIn = (...lines: readonly string[]): string =>
  lines.map((line) => `/etc/systemd/system/docker.service.d/proxy.conf:${line}\n`).join('');

testCheck(environment, {
  pass: [
    {
      name: 'a proxy without a password',
      given: {
        [UNIT_PATH]: DOCKER_CE_UNIT,
        [PROXY]: dropIn('[Service]', 'Environment="HTTP_PROXY=http://proxy:3128" NO_PROXY=a@b:1'),
      },
    },
  ],
  fail: [
    {
      name: 'with one',
      given: {
        [UNIT_PATH]: DOCKER_CE_UNIT,
        [PROXY]: dropIn('[Service]', "Environment='HTTPS_PROXY=http://ada:hunter2@proxy:3128'"),
      },
      because: ['docker.service HTTPS_PROXY: a URL with a user and a password'],
    },
  ],
  notApplicable: [{ name: 'no unit', given: {} }],
});

const LOCAL = '/etc/containers/oci/hooks.d';
const PACKAGED = '/usr/share/containers/oci/hooks.d';

testCheck(hooks, {
  pass: [
    {
      name: 'of a package',
      given: { [`stat:${PACKAGED}/*.json`]: statLine(`${PACKAGED}/nvidia.json`, '644') },
    },
    {
      name: 'known',
      given: { [`stat:${LOCAL}/*.json`]: statLine(`${LOCAL}/trace.json`, '644') },
      params: { allowed: ['trace.json'] },
    },
  ],
  fail: [
    {
      name: 'others can write',
      given: {
        ...folder(LOCAL, '777'),
        [`stat:${LOCAL}/*.json`]: statLine(`${LOCAL}/a.json`, '664', '1000:0'),
      },
      because: [`${LOCAL} mode: 0777`, `${LOCAL}/a.json owner: ada`, `${LOCAL}/a.json mode: 0664`],
    },
  ],
  notApplicable: [{ name: 'none', given: folder(LOCAL, '755') }],
  manual: [
    { name: 'unknown', given: { [`stat:${LOCAL}/*.json`]: statLine(`${LOCAL}/a.json`, '644') } },
  ],
});
