import storage from '../../../checks/daemon/storage-driver.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { IDLE, JSON_PATH, runningDocker, statLine } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const FILE = 'set by /etc/docker/daemon.json';
const none = [{ name: 'no Docker', given: IDLE }];
const broken = [{ name: 'broken daemon.json', given: { ...runningDocker({}), [JSON_PATH]: '{' } }];
const image = (...drivers: readonly string[]): Given => ({
  'stat:/var/lib/docker/image/*': drivers
    .map((name) => statLine(`/var/lib/docker/image/${name}`, '700', '0:0', 'directory'))
    .join(''),
});

testCheck(storage, {
  pass: [
    { name: 'chosen by dockerd', given: { ...runningDocker({}), ...image('overlay2') } },
    { name: 'no images yet', given: runningDocker({}) },
    {
      name: 'old data of aufs beside',
      given: { ...runningDocker({}), ...image('aufs', 'overlay2') },
    },
    { name: 'set', given: runningDocker({ 'storage-driver': 'btrfs' }) },
  ],
  fail: [
    {
      name: 'set',
      given: runningDocker({ 'storage-driver': 'devicemapper' }),
      because: [`storage-driver: devicemapper, ${FILE}`],
    },
    {
      name: 'kept by dockerd since its images are there',
      given: { ...runningDocker({}), ...image('aufs') },
      because: ['storage-driver: aufs, by the images in /var/lib/docker'],
    },
  ],
  notApplicable: none,
  manual: [{ name: 'data elsewhere', given: runningDocker({ 'data-root': '/srv/docker' }) }],
  unknown: broken,
});
