import mountState from '../../../checks/filesystem/mount-state.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';

const NOW = 'text:/proc/self/mountinfo';
const ROOT = '25 1 254:0 / / rw - ext4 /dev/vda1 rw\n';
const mounted = (path: string, options: string, rest = 'tmpfs tmpfs rw'): string =>
  `${ROOT}40 25 0:50 / ${path} ${options} - ${rest}\n`;
const FSTAB = { 'text:/etc/fstab': '/dev/vdb /srv ext4 nosuid,ro 0 2\n' };

testCheck(checkIn(mountState, 'filesystem.mount-drift'), {
  pass: [
    {
      name: 'as fstab says',
      given: { ...FSTAB, [NOW]: mounted('/srv', 'rw,nosuid', 'ext4 /dev/vdb ro') },
    },
  ],
  fail: [
    {
      name: 'remounted',
      given: { ...FSTAB, [NOW]: mounted('/srv', 'rw,relatime', 'ext4 /dev/vdb rw') },
      because: ['/srv: rw,relatime'],
    },
  ],
  notApplicable: [{ name: 'not mounted', given: { ...FSTAB, [NOW]: ROOT } }],
});

testCheck(checkIn(mountState, 'filesystem.run-user-options'), {
  pass: [{ name: 'both', given: { [NOW]: mounted('/run/user/1000', 'rw,nosuid,nodev') } }],
  fail: [
    {
      name: 'one',
      given: { [NOW]: mounted('/run/user/1000', 'rw,nosuid') },
      because: ['/run/user/1000: without nodev'],
    },
  ],
  notApplicable: [{ name: 'none', given: { [NOW]: ROOT } }],
});

testCheck(checkIn(mountState, 'filesystem.tmpfs-size'), {
  pass: [
    { name: 'the default', given: { [NOW]: mounted('/tmp', 'rw') } },
    { name: 'a size', given: { [NOW]: mounted('/dev/shm', 'rw', 'tmpfs tmpfs rw,size=64k') } },
  ],
  fail: [
    {
      name: 'none',
      given: { [NOW]: mounted('/tmp', 'rw', 'tmpfs tmpfs rw,size=0k') },
      because: ['/tmp: size=0, which is without end'],
    },
  ],
  notApplicable: [{ name: 'none there', given: { [NOW]: ROOT } }],
});
