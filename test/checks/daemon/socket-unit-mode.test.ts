import check from '../../../checks/daemon/socket-unit-mode.ts';
import { DOCKER_SOCKET_UNIT } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const UNIT = 'text:/lib/systemd/system/docker.socket';
const DROP_INS = 'text:/etc/systemd/system/docker.socket.d/*.conf';
const dropIn = (...lines: readonly string[]): string =>
  lines.map((line) => `/etc/systemd/system/docker.socket.d/override.conf:${line}\n`).join('');

testCheck(check, {
  pass: [
    { name: 'docker-ce', given: { [UNIT]: DOCKER_SOCKET_UNIT } },
    {
      name: 'made stricter',
      given: { [UNIT]: DOCKER_SOCKET_UNIT, [DROP_INS]: dropIn('[Socket]', 'SocketMode=0600') },
    },
  ],
  fail: [
    {
      name: 'a drop-in opens it',
      given: {
        [UNIT]: DOCKER_SOCKET_UNIT,
        [DROP_INS]: dropIn('[Socket]', '# for the build', 'SocketMode = 0666', 'SocketUser=ada'),
      },
      because: [
        'docker.socket SocketMode: 0666, set by /etc/systemd/system/docker.socket.d/override.conf:3',
        'docker.socket SocketUser: ada',
      ],
    },
    {
      name: 'the line was forgotten',
      given: { [UNIT]: '[Socket]\nListenStream=/run/docker.sock\n' },
      because: ['docker.socket SocketMode: 0666, systemd’s default'],
    },
    {
      name: 'no mode at all, in the wrong section',
      given: { [UNIT]: '[Unit]\nSocketMode=0600\n[Socket]\nSocketMode=open\n' },
      because: ['docker.socket SocketMode: open, set by /lib/systemd/system/docker.socket:4'],
    },
  ],
  notApplicable: [
    { name: 'no unit', given: {} },
    {
      name: 'masked',
      given: {
        [UNIT]: DOCKER_SOCKET_UNIT,
        'text:/etc/systemd/system/docker.socket': {
          exit: 1,
          stderr: 'grep: /etc/systemd/system/docker.socket: Not a regular file\n',
        },
      },
    },
    { name: 'masked by an empty file', given: { 'text:/etc/systemd/system/docker.socket': '' } },
  ],
});
