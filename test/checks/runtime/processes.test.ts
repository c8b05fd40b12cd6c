import checks from '../../../checks/runtime/processes.ts';
import { checkIn } from '../../support/check-in.ts';
import {
  changed,
  named,
  OWN_USERS,
  processesOf,
  recording,
} from '../../support/container-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const docker = recording('docker-cgroup-v1');
const locked = processesOf(docker, 'locked');
const plain = processesOf(docker, 'plain');
const none = { name: 'no container', given: { 'processes:': processesOf(docker) } };

testCheck(checkIn(checks, 'runtime.root-user'), {
  pass: [
    { name: '--user', given: { 'processes:': locked } },
    { name: 'root that is mapped', given: { 'processes:': changed(plain, ...OWN_USERS) } },
  ],
  fail: [
    {
      name: 'as most images run',
      given: named(docker, processesOf(docker, 'plain', 'locked')),
      because: ['container plain: sleep as root'],
    },
    {
      name: 'root that calls itself another for the moment',
      given: named(
        docker,
        changed(locked, [/^(\/proc\/(?!1\/)\d+\/status:Uid:\t).*$/m, '$11000\t1000\t0\t1000']),
      ),
      because: ['container locked: sleep as root'],
    },
  ],
  notApplicable: [none],
});

const renamed = (name: string) =>
  changed(plain, [/^(\/proc\/(?!1\/)\d+\/status:Name:\t)sleep$/m, `$1${name}`]);

testCheck(checkIn(checks, 'runtime.ssh-inside'), {
  pass: [{ name: 'no server', given: { 'processes:': plain } }],
  fail: [
    {
      name: 'OpenSSH',
      given: named(docker, renamed('sshd')),
      because: ['container plain, process sshd: running'],
    },
  ],
  notApplicable: [none],
});

/** A second process of the container, which `docker exec --privileged` started. */
function withExec() {
  const pid = /^first (\d+)/m.exec(locked.stdout)?.[1] ?? '';
  const lines = locked.stdout.split('\n');
  const own = lines.filter((line) => line.startsWith(`/proc/${pid}/status:`)).join('\n');
  const second = own
    .replaceAll(`/proc/${pid}/`, '/proc/99999/')
    .replace('\tsleep', '\tsh')
    .replace(/(CapEff:\t).*/, '$100000000002425fb');
  const mark = lines.find((line) => line.startsWith(`mark ${pid} `)) ?? '';
  const stdout = `${locked.stdout}\n${mark.replace(pid, '99999')}\n${second}\n`;
  return { ...locked, stdout };
}

testCheck(checkIn(checks, 'runtime.exec-privileged'), {
  pass: [{ name: 'one process', given: { 'processes:': locked } }],
  fail: [
    {
      name: 'docker exec --privileged',
      given: named(docker, withExec()),
      because: [
        'container locked, process sh: CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, SETGID, SETUID, SETPCAP, NET_BIND_SERVICE, NET_RAW, SYS_CHROOT, SYS_ADMIN',
      ],
    },
  ],
  notApplicable: [none],
});
