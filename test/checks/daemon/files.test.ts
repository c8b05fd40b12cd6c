import { describe, expect, it } from 'vitest';
import table from '../../../checks/daemon/files.ts';
import { checkIn } from '../../support/check-in.ts';
import { statLine } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';
import { type FileSample, testFileOwner } from './file-owner-cases.ts';

const samples: Readonly<Record<string, FileSample>> = {
  'daemon.daemon-json-file': { path: '/etc/docker/daemon.json' },
  'daemon.docker-service-unit': { path: '/usr/lib/systemd/system/docker.service' },
  'daemon.docker-socket-unit': { path: '/etc/systemd/system/docker.socket' },
  'daemon.containerd-service-unit': { path: '/lib/systemd/system/containerd.service' },
  'daemon.containerd-config-file': { path: '/etc/containerd/config.toml' },
  'daemon.crio-config-file': { path: '/etc/crio/crio.conf' },
  'daemon.podman-config-file': { path: '/etc/containers/policy.json' },
  'daemon.etc-default-docker-file': { path: '/etc/default/docker' },
  'daemon.etc-sysconfig-docker-file': { path: '/etc/sysconfig/docker' },
  'daemon.etc-docker-directory': { path: '/etc/docker', mode: '755' },
  'daemon.openrc-docker-file': { path: '/etc/init.d/docker', mode: '755' },
  'daemon.registry-certificates': { path: '/etc/docker/certs.d', mode: '755' },
  'daemon.engine-binaries': { path: '/usr/bin/dockerd', mode: '755' },
  'daemon.cdi-specs': { path: '/etc/cdi', mode: '755' },
  'daemon.docker-cli-credentials': { path: '/root/.docker/config.json', mode: '600' },
  'daemon.nri': { path: '/etc/nri', mode: '755' },
};

it('has a sample of every check', () => {
  expect(Object.keys(samples).sort()).toEqual(table.map(({ id }) => id).sort());
});

describe.each(Object.entries(samples))('%s', (id, sample) => {
  testFileOwner(checkIn(table, id), sample);
});

testCheck(checkIn(table, 'daemon.docker-service-unit'), {
  pass: [
    {
      name: 'a merged /usr',
      given: {
        'stat:/usr/lib/systemd/system/docker.service': statLine(
          '/usr/lib/systemd/system/docker.service',
          '644',
        ),
        'stat:/lib/systemd/system/docker.service': statLine(
          '/lib/systemd/system/docker.service',
          '644',
        ),
      },
    },
  ],
  fail: [
    {
      name: 'once for both names of a merged /usr, and for a drop-in',
      given: {
        'stat:/usr/lib/systemd/system/docker.service': statLine(
          '/usr/lib/systemd/system/docker.service',
          '664',
        ),
        'stat:/lib/systemd/system/docker.service': statLine(
          '/lib/systemd/system/docker.service',
          '664',
        ),
        'stat:/etc/systemd/system/docker.service.d/*.conf': statLine(
          '/etc/systemd/system/docker.service.d/a b.conf',
          '646',
        ),
      },
      because: [
        '/usr/lib/systemd/system/docker.service mode: 0664',
        '/etc/systemd/system/docker.service.d/a b.conf mode: 0646',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'masked',
      given: {
        'stat:/etc/systemd/system/docker.service': statLine(
          '/etc/systemd/system/docker.service',
          '666',
          '0:0',
          'character special file',
        ),
      },
    },
  ],
});

testCheck(checkIn(table, 'daemon.engine-binaries'), {
  pass: [
    {
      name: 'a folder that holds none of them is not looked at',
      given: {
        'stat:/usr/bin/runc': statLine('/usr/bin/runc', '755'),
        'stat:/usr/bin': statLine('/usr/bin', '755', '0:0', 'directory'),
        'stat:/usr/local/bin': statLine('/usr/local/bin', '2775', '0:50', 'directory'),
      },
    },
  ],
  fail: [
    {
      name: 'the folder is open, as /usr/local of old Debian',
      given: {
        'stat:/usr/local/bin/dockerd': statLine('/usr/local/bin/dockerd', '755'),
        'stat:/usr/local/bin': statLine('/usr/local/bin', '2775', '0:50', 'directory'),
      },
      because: ['/usr/local/bin group: UNKNOWN (50)', '/usr/local/bin mode: 2775'],
    },
    {
      name: 'setuid',
      given: { 'stat:/usr/bin/runc': statLine('/usr/bin/runc', '4755') },
      because: ['/usr/bin/runc mode: 4755'],
    },
  ],
});
