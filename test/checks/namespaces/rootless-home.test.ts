import home from '../../../checks/namespaces/rootless-home.ts';
import { DENIED, type Given } from '../../../src/testing/check-cases.ts';
import { IDLE, statLine } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const self = (uid: number): string =>
  `Name:\tsh\nUid:\t${uid}\t${uid}\t${uid}\t${uid}\nCapEff:\t0000000000000000\n`;
const FOLDER = 'stat:/run/user/*';
const DOCKER = 'stat:/run/user/*/docker.sock';
const PODMAN = 'stat:/run/user/*/podman/podman.sock';
const user = (mode = '700', socket = '660', owner = '1000:1000', uid = 0): Given => ({
  ...IDLE,
  'text:/proc/self/status': self(uid),
  [FOLDER]: statLine('/run/user/1000', mode, owner, 'directory'),
  [DOCKER]: statLine('/run/user/1000/docker.sock', socket, owner, 'socket'),
});

testCheck(home, {
  pass: [
    { name: 'as it is made', given: user() },
    { name: 'seen by the user', given: user('700', '660', '1000:1000', 1000) },
  ],
  fail: [
    {
      name: 'open',
      given: user('755', '666'),
      because: ['/run/user/1000 mode: 0755', '/run/user/1000/docker.sock mode: 0666'],
    },
    {
      name: 'of someone else',
      given: {
        ...user('700', '660', '998:998'),
        [PODMAN]: statLine('/run/user/1000/podman/podman.sock', '660', '1000:1000', 'socket'),
      },
      because: ['/run/user/1000 owner: ci', '/run/user/1000/docker.sock owner: ci'],
    },
  ],
  notApplicable: [
    { name: 'no users', given: { ...IDLE, 'text:/proc/self/status': self(1000) } },
    { name: 'no sockets', given: { ...user(), [DOCKER]: '' } },
  ],
  unknown: [
    { name: 'folders of others', given: { ...user('700', '660', '998:998', 1000), [DOCKER]: '' } },
    { name: 'denied', given: { ...user(), [FOLDER]: DENIED } },
  ],
});
