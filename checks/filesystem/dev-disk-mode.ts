import {
  defineCheck,
  type FileStat,
  type Mismatch,
  notApplicable,
  octal,
  passUnless,
  presentStats,
  required,
} from '../../src/index.ts';

const DISKS = ['/dev/sd*', '/dev/vd*', '/dev/xvd*', '/dev/nvme*n*', '/dev/mmcblk*', '/dev/dm-*'];
const MEMORY = ['/dev/mem', '/dev/port', '/dev/kmem', '/dev/kmsg'];

/** Groups that udev gives disks and memory to; who is in them is judged by itself. */
const GROUPS: readonly string[] = ['root', 'disk', 'kmem', 'adm', 'systemd-journal'];

export default defineCheck({
  id: 'filesystem.dev-disk-mode',
  area: 'filesystem',
  title: 'Disks and the memory of the host are open to root and the disk group only',
  severity: 'high',
  level: 1,
  rationale:
    'Who reads a disk reads every secret on it, past all modes of files; who writes one is root.',
  remedy:
    'Find the udev rule that opens the device, remove it, and run `udevadm control --reload` and `udevadm trigger`; until then `chown root:disk` and `chmod 0660`.',
  references: ['man:udev(7)'],
  tags: ['filesystem', 'devices'],
  needs: { found: required(presentStats([...DISKS, ...MEMORY])) },
  evaluate({ found }) {
    const devices = found.filter(({ type }) => type === 'device');
    if (devices.length === 0) return notApplicable('the host has no disk in /dev');
    return passUnless(devices.flatMap(wrong), `${devices.length} devices`);
  },
});

function wrong({ path, mode, uid, group, owner }: FileStat): readonly Mismatch[] {
  // Everybody may read the log of the kernel where dmesg is not restricted: a sysctl, judged elsewhere.
  const others = path === '/dev/kmsg' ? 0o002 : 0o007;
  return [
    ...(uid === 0 ? [] : [{ subject: `${path} owner`, expected: 'root', actual: owner }]),
    ...((mode & others) === 0
      ? []
      : [{ subject: `${path} mode`, expected: 'nothing for others', actual: octal(mode) }]),
    ...((mode & 0o060) === 0 || GROUPS.includes(group)
      ? []
      : [{ subject: `${path} group`, expected: 'root or disk', actual: group }]),
  ];
}
