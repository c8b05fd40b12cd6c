import {
  defineCheck,
  lastSetting,
  type Mismatch,
  notApplicable,
  orAbsent,
  passUnless,
  unit,
} from '../../src/index.ts';

/** systemd.socket(5): what a unit without the line gets. */
const DEFAULT_MODE = '0666';
const OTHERS = 0o007;

export default defineCheck({
  id: 'daemon.socket-unit-mode',
  area: 'daemon',
  title: 'docker.socket is declared with mode 0660 or less',
  severity: 'high',
  level: 1,
  rationale:
    'A drop-in outlives every chmod and opens the socket to all users again at the next boot.',
  remedy:
    'Run `systemctl edit docker.socket`, set SocketMode=0660 and SocketUser=root under [Socket], then `systemctl daemon-reload` and `systemctl restart docker.socket`.',
  references: ['cis-docker-1.6:3.16', 'docker-bench:3.16', 'systemd.socket(5):SocketMode='],
  tags: ['docker', 'socket', 'systemd'],
  needs: { socket: orAbsent(unit('docker.socket')) },
  evaluate({ socket }) {
    if (socket === undefined) return notApplicable('there is no docker.socket');
    if (socket.masked) return notApplicable('docker.socket is masked');
    const mode = lastSetting(socket, 'Socket.SocketMode');
    const user = lastSetting(socket, 'Socket.SocketUser')?.value ?? 'root';
    const from = mode === undefined ? 'systemd’s default' : `set by ${mode.path}:${mode.line}`;
    const written = mode?.value ?? DEFAULT_MODE;
    const wrong: Mismatch[] = [];
    // What is no mode systemd leaves out, with a warning.
    const bits = Number.parseInt(/^[0-7]{1,5}$/.test(written) ? written : DEFAULT_MODE, 8);
    if ((bits & OTHERS) !== 0) {
      wrong.push({
        subject: 'docker.socket SocketMode',
        expected: '0660 or stricter',
        actual: `${written}, ${from}`,
      });
    }
    if (user !== 'root' && user !== '0') {
      wrong.push({ subject: 'docker.socket SocketUser', expected: 'root', actual: user });
    }
    return passUnless(wrong, `SocketMode is ${written}, ${from}`);
  },
});
