import { describe } from 'vitest';
import tls from '../../../checks/daemon/tls-files.ts';
import { DENIED, type Given } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { IDLE, processes, statLine } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

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
