import docker from '../../../checks/cgroup/docker.ts';
import { type Cases, DENIED, type Given } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';
import { INIT, LEGACY, MOUNTS, UNIFIED, WITH_DOCKER, WITH_SYSTEMD } from './hosts.ts';

const check = (id: string, cases: Cases<undefined>): void =>
  testCheck(checkIn(docker, `cgroup.${id}`), cases);

const JSON_FILE = 'text:/etc/docker/daemon.json';
const UNIT = 'text:/usr/lib/systemd/system/docker.service';
const SERVICE = '[Service]\nExecStart=/usr/bin/dockerd -H fd://\n';
const host = (json: string, mounts = UNIFIED): Given => ({
  ...WITH_DOCKER,
  [UNIT]: SERVICE,
  [JSON_FILE]: `${json}\n`,
  [MOUNTS]: mounts,
});
const CGROUPFS = '{"exec-opts": ["native.cgroupdriver=cgroupfs"]}';
const NONE: Given = { 'processes:': INIT, [MOUNTS]: UNIFIED };

check('docker-driver', {
  pass: [
    { name: 'left to dockerd', given: { ...host('{}'), ...WITH_SYSTEMD } },
    {
      name: 'said',
      given: { ...host('{"exec-opts": ["native.cgroupdriver=systemd"]}'), ...WITH_SYSTEMD },
    },
  ],
  fail: [
    {
      name: 'two managers',
      given: { ...host(CGROUPFS), ...WITH_SYSTEMD },
      because: [
        'native.cgroupdriver: ["native.cgroupdriver=cgroupfs"], set by /etc/docker/daemon.json',
      ],
    },
  ],
  notApplicable: [
    { name: 'no Docker', given: { ...NONE, ...WITH_SYSTEMD } },
    { name: 'no systemd', given: host(CGROUPFS) },
    { name: 'version 1', given: { ...host(CGROUPFS, LEGACY), ...WITH_SYSTEMD } },
  ],
  unknown: [
    { name: 'not to be read', given: { ...host(''), [JSON_FILE]: DENIED, ...WITH_SYSTEMD } },
  ],
});

check('docker-default-namespace-mode', {
  pass: [
    { name: 'left to dockerd, version 2', given: host('{}') },
    { name: 'said, version 1', given: host('{"default-cgroupns-mode": "private"}', LEGACY) },
  ],
  fail: [
    {
      name: 'left to dockerd, version 1',
      given: host('{}', LEGACY),
      because: ['default-cgroupns-mode: host, the default'],
    },
    {
      name: 'that of the host',
      given: host('{"default-cgroupns-mode": "host"}'),
      because: ['default-cgroupns-mode: host, set by /etc/docker/daemon.json'],
    },
  ],
  notApplicable: [{ name: 'no Docker', given: NONE }],
  unknown: [{ name: 'not to be read', given: { ...host(''), [JSON_FILE]: DENIED } }],
});
