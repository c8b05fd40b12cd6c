import coreLimit from '../../../checks/filesystem/core-limit.ts';
import devDiskMode from '../../../checks/filesystem/dev-disk-mode.ts';
import files from '../../../checks/filesystem/files.ts';
import folders from '../../../checks/filesystem/folders.ts';
import groupDisk from '../../../checks/filesystem/group-disk-members.ts';
import mountKinds from '../../../checks/filesystem/mount-kinds.ts';
import { DENIED, NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';

const of = (path: string, mode: string, type = 'regular file', owner = '0|0|root|root'): string =>
  `${mode}|${owner}|${type}|10|1700000000|${path}\n`;

testCheck(checkIn(files, 'filesystem.fstab-mode'), {
  pass: [{ name: '0644', given: { 'stat:/etc/fstab': of('/etc/fstab', '644') } }],
  fail: [
    {
      name: 'a unit of a user',
      given: {
        'stat:/etc/fstab': of('/etc/fstab', '664'),
        'stat:/etc/systemd/system/*.mount': of(
          '/etc/systemd/system/x.mount',
          '644',
          'regular file',
          '1000|0|joe|root',
        ),
      },
      because: ['/etc/fstab mode: 0664', '/etc/systemd/system/x.mount owner: joe (1000)'],
    },
  ],
  notApplicable: [{ name: 'neither', given: {} }],
});

testCheck(checkIn(folders, 'filesystem.runtime-state-mode'), {
  pass: [
    {
      name: 'as the engines make them',
      given: {
        'stat:/run/docker': of('/run/docker', '700', 'directory'),
        'stat:/run/crio': of('/run/crio', '755', 'directory'),
      },
    },
    {
      name: 'an open one below one that root alone enters',
      given: {
        'stat:/run/docker': of('/run/docker', '700', 'directory'),
        'stat:/run/docker/containerd': of('/run/docker/containerd', '755', 'directory'),
      },
    },
  ],
  fail: [
    {
      name: 'an open one below one that others enter',
      given: {
        'stat:/run/docker': of('/run/docker', '711', 'directory'),
        'stat:/run/docker/containerd': of('/run/docker/containerd', '755', 'directory'),
      },
      because: ['/run/docker/containerd mode: 0755'],
    },
    {
      name: 'open ones',
      given: {
        'stat:/run/runc': of('/run/runc', '755', 'directory', '5|0|x|root'),
        'stat:/run/crio': of('/run/crio', '757', 'directory'),
      },
      because: ['/run/runc owner: x', '/run/runc mode: 0755', '/run/crio mode: 0757'],
    },
  ],
  notApplicable: [{ name: 'none', given: {} }],
});

testCheck(checkIn(folders, 'filesystem.core-directory-mode'), {
  pass: [
    {
      name: 'Ubuntu’s',
      given: { 'stat:/var/crash': of('/var/crash', '3777', 'directory', '0|113|root|whoopsie') },
    },
  ],
  fail: [
    {
      name: 'open to everybody',
      given: {
        'stat:/var/crash': of('/var/crash', '777', 'directory'),
        'stat:/var/lib/systemd/coredump': of('/var/lib/systemd/coredump', '1777', 'directory'),
      },
      because: ['/var/lib/systemd/coredump mode: 1777', '/var/crash mode: 0777'],
    },
  ],
  notApplicable: [{ name: 'none', given: {} }],
});

const DISK = '0|6|root|disk';
testCheck(devDiskMode, {
  pass: [
    {
      name: 'as udev makes them',
      given: {
        'stat:/dev/sd*': of('/dev/sda', '660', 'block special file', DISK),
        'stat:/dev/mem': of('/dev/mem', '640', 'character special file', '0|15|root|kmem'),
        'stat:/dev/kmsg': of('/dev/kmsg', '644', 'character special file'),
      },
    },
  ],
  fail: [
    {
      name: 'opened by a rule',
      given: {
        'stat:/dev/vd*': of('/dev/vda', '666', 'block special file', '0|100|root|users'),
        'stat:/dev/kmsg': of('/dev/kmsg', '662', 'character special file'),
      },
      because: ['/dev/vda mode: 0666', '/dev/vda group: users', '/dev/kmsg mode: 0662'],
    },
  ],
  notApplicable: [{ name: 'none', given: {} }],
});

const PASSWD =
  'root:x:0:0::/root:/bin/sh\nbackup:x:34:34::/:/bin/sh\njoe:x:1000:1000::/h:/bin/sh\n';
testCheck(groupDisk, {
  pass: [
    { name: 'nobody', given: { 'text:/etc/group': 'disk:x:6:\n', 'text:/etc/passwd': PASSWD } },
    {
      name: 'a service',
      given: { 'text:/etc/group': 'disk:x:6:backup\n', 'text:/etc/passwd': PASSWD },
    },
  ],
  fail: [
    {
      name: 'by list, by primary group, and out of a directory',
      given: {
        'text:/etc/group': 'disk:x:6:joe,ldapuser\n',
        'text:/etc/passwd': `${PASSWD}ann:x:1001:6::/h:/bin/sh\n`,
      },
      because: ['ann: in disk', 'joe: in disk', 'ldapuser: in disk'],
    },
  ],
  notApplicable: [
    { name: 'no such group', given: { 'text:/etc/group': 'x:x:1:\n', 'text:/etc/passwd': PASSWD } },
  ],
});

const PATTERN = 'text:/proc/sys/kernel/core_pattern';
const LIMITS = 'text:/etc/security/limits.d/*.conf';
const D = '/etc/security/limits.d/9.conf:';
testCheck(coreLimit, {
  pass: [
    {
      name: 'a hard limit',
      given: { [PATTERN]: 'core\n', [LIMITS]: `${D}* hard core 0\n` },
    },
    {
      name: 'both limits',
      given: { [PATTERN]: 'core\n', 'text:/etc/security/limits.conf': '*\t-\tcore 0\n' },
    },
    { name: 'systemd-coredump', given: { [PATTERN]: '|/usr/lib/systemd/systemd-coredump %P\n' } },
  ],
  fail: [
    {
      name: 'of root alone, and in a comment',
      given: { [PATTERN]: 'core\n', [LIMITS]: `${D}root hard core 0\n${D}#* hard core 0\n` },
      because: ['hard limit of core files for *: not set'],
    },
    {
      name: 'taken back later',
      given: {
        [PATTERN]: 'core\n',
        'text:/etc/security/limits.conf': '* hard core 0\n',
        [LIMITS]: `${D}* hard core unlimited\n`,
      },
      because: ['hard limit of core files for *: unlimited'],
    },
  ],
  unknown: [
    { name: 'closed', given: { [PATTERN]: 'core\n', [LIMITS]: DENIED } },
    { name: 'an image', given: { [PATTERN]: NOT_BOOTED } },
  ],
});

const NOW = 'text:/proc/self/mountinfo';
const ROOT = '25 1 254:0 / / rw - 9p host rw\n';
const mounted = (path: string, options: string, type: string): string =>
  `${ROOT}40 25 0:50 / ${path} ${options} - ${type} nas:/x rw\n`;

testCheck(checkIn(mountKinds, 'filesystem.remote-mount-options'), {
  pass: [
    {
      name: 'now and later',
      given: {
        [NOW]: mounted('/a', 'rw,nosuid,nodev', 'nfs4'),
        'text:/etc/fstab': 'nas:/x /a nfs nosuid,nodev 0 0\n',
      },
    },
  ],
  fail: [
    {
      name: 'a volume of a pod, and a line of fstab',
      given: {
        [NOW]: mounted('/var/lib/kubelet/pods/1/volumes/x', 'rw,nodev', 'nfs4'),
        'text:/etc/fstab': '//nas/y /b cifs username=(hidden) 0 0\n',
      },
      because: [
        'nas:/x below /var/lib/kubelet: without nosuid',
        '/b after a reboot: without nodev, nosuid, by /etc/fstab:1',
      ],
    },
  ],
  notApplicable: [{ name: 'none but the root', given: { [NOW]: ROOT } }],
});

testCheck(checkIn(mountKinds, 'filesystem.removable-media-options'), {
  pass: [
    {
      name: 'by user',
      given: { 'text:/etc/fstab': '/dev/sr0 /media/cdrom0 udf,iso9660 user,noauto 0 0\n' },
    },
  ],
  fail: [
    {
      name: 'of a group, and with exec',
      given: {
        'text:/etc/fstab': '/dev/sdb1 /a vfat group 0 0\n/dev/sdc1 /b ext4 users,exec 0 0\n',
      },
      because: ['/a: without noexec, by /etc/fstab:1', '/b: without noexec, by /etc/fstab:2'],
    },
  ],
  notApplicable: [{ name: 'none', given: { 'text:/etc/fstab': '/dev/sda1 / ext4 rw 0 1\n' } }],
});
