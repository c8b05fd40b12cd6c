import checks from '../../../checks/runtime/host-files.ts';
import { checkIn } from '../../support/check-in.ts';
import {
  changed,
  device,
  mount,
  named,
  processesOf,
  recording,
} from '../../support/container-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const docker = recording('docker-cgroup-v1');
const pod = recording('containerd-pod');
const plain = processesOf(docker, 'plain');
const none = { name: 'no container', given: { 'processes:': processesOf(docker) } };
const unread = {
  name: 'mounts of the host were not read',
  given: { 'processes:': changed(plain, [/^\/proc\/1\/mountinfo.*\n/gm, '']) },
};
const on = (line: string) => changed(plain, mount(`500 72 254:0 ${line} - ext4 /dev/vda rw`));
const given = (line: string) => ({ 'processes:': on(line) });

testCheck(checkIn(checks, 'runtime.engine-socket-mounted'), {
  pass: [
    { name: 'no socket', given: { 'processes:': plain } },
    { name: 'a mounted folder without sockets', given: given('/run /run ro') },
  ],
  fail: [
    {
      name: 'read-only and under another name',
      given: named(docker, processesOf(docker, 'jobs')),
      because: ['container jobs, socket /run/docker.sock: the socket of Docker'],
    },
    {
      name: 'in a mounted folder',
      given: {
        ...named(docker, on('/run /run ro')),
        'stat:/run/crio/crio.sock': '660|0|0|root|root|socket|0|1700000000|/run/crio/crio.sock\n',
      },
      because: ['container plain, socket /run/crio/crio.sock: the socket of CRI-O'],
    },
    {
      name: 'of an engine that a user runs',
      given: named(docker, on('/run/user/1000/podman/podman.sock /s rw')),
      because: ['container plain, socket /run/user/1000/podman/podman.sock: the socket of Podman'],
    },
    {
      name: 'of systemd',
      given: named(docker, on('/run/systemd/private /s rw')),
      because: ['container plain, socket /run/systemd/private: the socket of systemd'],
    },
  ],
  notApplicable: [none],
  unknown: [
    unread,
    {
      name: 'a mounted folder that could not be looked into',
      given: {
        'processes:': on('/run /run ro'),
        'stat:/run/docker.sock': { exit: 1, stderr: 'Permission denied\n' },
      },
    },
  ],
});

testCheck(checkIn(checks, 'runtime.host-mounts-critical'), {
  pass: [
    { name: 'what the engine mounts', given: { 'processes:': plain } },
    { name: 'a volume', given: given('/var/lib/docker/volumes/data/_data /data rw') },
    { name: 'a folder of an application', given: given('/srv/app /srv rw') },
    { name: 'read-only', given: given('/etc /etc-of-host ro') },
    {
      name: 'a pod’s own folders',
      given: { 'processes:': processesOf(pod, 'web') },
    },
  ],
  fail: [
    {
      name: '-v /etc',
      given: named(docker, processesOf(docker, 'disk')),
      because: ['container disk, mount of /etc: writable'],
    },
    {
      name: 'the root with all below',
      given: named(docker, on('/ /host rw')),
      because: ['container plain, mount of /: writable'],
    },
    {
      name: 'data of the engine',
      given: named(docker, on('/var/lib/docker/volumes /v rw')),
      because: ['container plain, mount of /var/lib/docker/volumes: writable'],
    },
    {
      name: 'read-only root with writable trees below',
      given: named(docker, processesOf(docker, 'caps')),
      because: [
        'container caps, mount of /dev: writable',
        'container caps, mount of /proc: writable',
        'container caps, mount of /sys: writable',
        'container caps, mount of /var/lib/docker: writable',
      ],
    },
  ],
  notApplicable: [none],
  unknown: [unread],
});

testCheck(checkIn(checks, 'runtime.host-mounts-readable'), {
  pass: [
    { name: 'what the engine mounts', given: { 'processes:': plain } },
    { name: 'programs', given: given('/usr /usr-of-host ro') },
    { name: 'one file', given: given('/etc/localtime /etc/localtime ro') },
  ],
  fail: [
    {
      name: '-v /run:ro',
      given: named(docker, processesOf(docker, 'disk')),
      because: ['container disk, mount of /run: read-only'],
    },
    {
      name: 'a monitoring agent with the root',
      given: named(docker, on('/ /host ro')),
      because: ['container plain, mount of /: read-only'],
    },
  ],
  unknown: [unread],
});

testCheck(checkIn(checks, 'runtime.host-mounts-persistence'), {
  pass: [
    { name: 'what the engine mounts', given: { 'processes:': plain } },
    { name: 'read-only', given: given('/etc/cron.d /jobs ro') },
    { name: 'settings of an application', given: given('/etc/app /etc/app rw') },
    { name: 'the whole tree, which another check names', given: given('/etc /etc rw') },
  ],
  fail: [
    {
      name: 'jobs',
      given: named(docker, processesOf(docker, 'jobs')),
      because: ['container jobs, mount of /etc/cron.d: writable'],
    },
    {
      name: 'an installer of network plug-ins',
      given: named(pod, processesOf(pod, 'web')),
      because: ['container prod/shop-7d9c/web, mount of /opt/cni/bin: writable'],
    },
    {
      name: 'keys of a user',
      given: named(docker, on('/home/ada/.ssh /keys rw')),
      because: ['container plain, mount of /home/ada/.ssh: writable'],
    },
    {
      name: 'a file below, in a name with a line feed',
      given: named(docker, on('/etc/systemd/system/a\\012b /x rw')),
      because: ['container plain, mount of /etc/systemd/system/a ⏎ b: writable'],
    },
  ],
  unknown: [unread],
});

testCheck(checkIn(checks, 'runtime.mount-propagation'), {
  pass: [
    { name: 'as Docker mounts', given: { 'processes:': plain } },
    { name: 'shared within the container', given: given('/srv /srv rw shared:77') },
  ],
  fail: [
    {
      name: 'rshared',
      given: named(docker, on('/var/lib/docker /d rw shared:1')),
      because: ['container plain, mount /d: shared with the host'],
    },
  ],
  unknown: [unread],
});

testCheck(checkIn(checks, 'runtime.devices'), {
  pass: [
    { name: 'the usual ones', given: { 'processes:': plain } },
    { name: 'a tunnel', given: { 'processes:': changed(plain, device('c net/tun')) } },
  ],
  fail: [
    {
      name: 'a disk under another name',
      given: named(docker, processesOf(docker, 'disk')),
      because: ['container disk, device /dev/xvda: block device'],
    },
    {
      name: 'memory',
      given: named(docker, changed(plain, device('c mem'), device('c cpu/0/msr'))),
      because: [
        'container plain, device /dev/mem: character device',
        'container plain, device /dev/cpu/0/msr: character device',
      ],
    },
  ],
  unknown: [
    {
      name: 'not listed',
      given: { 'processes:': changed(plain, [/^devices (\d+) read$/m, 'devices $1 unreadable']) },
    },
  ],
});
