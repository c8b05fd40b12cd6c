import delegation from '../../../checks/cgroup/delegation.ts';
import { type Cases, DENIED, type Given, NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';
import { INIT, LEGACY, MOUNTS, UNIFIED, WITH_SYSTEMD } from './hosts.ts';

const check = (id: string, cases: Cases<undefined>): void =>
  testCheck(checkIn(delegation, `cgroup.${id}`), cases);

const DOCKER = 'text:/usr/lib/systemd/system/docker.service';
const CONTAINERD = 'text:/usr/lib/systemd/system/containerd.service';

check('daemon-delegation', {
  pass: [
    {
      name: 'as they are shipped',
      given: {
        [DOCKER]: '[Service]\nDelegate=yes\n',
        [CONTAINERD]: '[Service]\nDelegate=cpu memory pids\n',
      },
    },
  ],
  fail: [
    {
      name: 'taken back by a drop-in, and never given',
      given: {
        [DOCKER]: '[Service]\nDelegate=yes\n',
        'text:/etc/systemd/system/docker.service.d/*.conf':
          '/etc/systemd/system/docker.service.d/x.conf:[Service]\n/etc/systemd/system/docker.service.d/x.conf:Delegate=no\n',
        [CONTAINERD]: '[Service]\nExecStart=/usr/local/bin/containerd\n',
      },
      because: [
        'docker.service Delegate: no, set by /etc/systemd/system/docker.service.d/x.conf:2',
        'containerd.service Delegate: not set',
      ],
    },
  ],
  notApplicable: [
    { name: 'no units', given: {} },
    { name: 'masked', given: { [DOCKER]: { exit: 1, stderr: 'grep: x: Not a regular file\n' } } },
  ],
  unknown: [{ name: 'not to be read', given: { [DOCKER]: DENIED } }],
});

const SOCKET = 'stat:/run/user/*/docker.sock';
const AS_ROOT: Given = {
  'processes:': INIT,
  'text:/proc/self/status': 'Uid:\t0\t0\t0\t0\nCapEff:\t000001ffffffffff\n',
};
const rootlessOf = (uid: number): Given => ({
  ...AS_ROOT,
  'stat:/run/user/*': `700|${uid}|${uid}|dev|dev|directory|80|1700000000|/run/user/${uid}\n`,
  [SOCKET]: `660|${uid}|${uid}|dev|dev|socket|0|1700000000|/run/user/${uid}/docker.sock\n`,
});
const CONTROLLERS = 'text:/sys/fs/cgroup/user.slice/user-*.slice/user@*.service/cgroup.controllers';
const path = '/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/cgroup.controllers';

check('user-delegation', {
  pass: [
    {
      name: 'all that is needed',
      given: {
        [MOUNTS]: UNIFIED,
        ...rootlessOf(1000),
        [CONTROLLERS]: `${path}:cpuset cpu io memory pids\n`,
      },
    },
  ],
  fail: [
    {
      name: 'what systemd hands over unasked',
      given: {
        [MOUNTS]: UNIFIED,
        ...rootlessOf(1000),
        [CONTROLLERS]: `${path}:memory pids\n`,
      },
      because: ['user 1000: memory pids'],
    },
    {
      name: 'no manager of the user',
      given: { [MOUNTS]: UNIFIED, ...rootlessOf(1001) },
      because: ['user 1001: no control group of its own'],
    },
  ],
  notApplicable: [
    { name: 'no rootless engine', given: { [MOUNTS]: UNIFIED, ...AS_ROOT } },
    { name: 'version 1', given: { [MOUNTS]: LEGACY, ...rootlessOf(1000) } },
  ],
  unknown: [
    { name: 'not to be read', given: { [MOUNTS]: UNIFIED, ...rootlessOf(1), [SOCKET]: DENIED } },
  ],
});

const SHIPPED = '/usr/lib/systemd/system/user-.slice.d';
const LOCAL = '/etc/systemd/system/user-.slice.d';
const lines = (file: string, ...text: string[]): string =>
  text.map((line) => `${file}:${line}\n`).join('');
const SHARE = lines(`${SHIPPED}/10-defaults.conf`, '[Slice]', 'TasksMax=33%');

check('user-tasks-limit', {
  pass: [
    { name: 'as systemd ships it', given: { ...WITH_SYSTEMD, [`text:${SHIPPED}/*.conf`]: SHARE } },
    {
      name: 'an image',
      given: {
        'text:/proc/self/status': NOT_BOOTED,
        'stat:/usr/lib/systemd/systemd':
          '755|0|0|root|root|regular file|100000|1700000000|/usr/lib/systemd/systemd\n',
        [`text:${SHIPPED}/*.conf`]: SHARE,
      },
    },
  ],
  fail: [
    {
      name: 'lifted',
      given: {
        ...WITH_SYSTEMD,
        [`text:${SHIPPED}/*.conf`]: SHARE,
        [`text:${LOCAL}/*.conf`]: lines(`${LOCAL}/99-x.conf`, '[Slice]', 'TasksMax=infinity'),
      },
      because: [`TasksMax of user-.slice: infinity, set by ${LOCAL}/99-x.conf:2`],
    },
    {
      name: 'masked',
      given: {
        ...WITH_SYSTEMD,
        [`text:${SHIPPED}/*.conf`]: SHARE,
        [`text:${LOCAL}/*.conf`]: lines(`${LOCAL}/10-defaults.conf`, '# nothing'),
      },
      because: ['TasksMax of user-.slice: not set'],
    },
  ],
  notApplicable: [{ name: 'no systemd', given: {} }],
  unknown: [
    { name: 'not to be read', given: { ...WITH_SYSTEMD, [`text:${LOCAL}/*.conf`]: DENIED } },
  ],
});
