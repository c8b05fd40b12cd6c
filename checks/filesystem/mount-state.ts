import {
  defineCheck,
  isBelow,
  type Mismatch,
  mounts,
  notApplicable,
  passUnless,
  persistedMounts,
  required,
} from '../../src/index.ts';

const area = 'filesystem';
const tags = ['filesystem', 'mounts'];
const STRICT = ['nodev', 'nosuid', 'noexec', 'ro'] as const;

const drift = defineCheck({
  id: 'filesystem.mount-drift',
  area,
  title: 'Mount options that files ask for are in force',
  severity: 'low',
  level: 1,
  rationale:
    'A remount that nobody took back, or a line that was never applied, leaves open what the files call closed.',
  remedy: '`mount -o remount MOUNTPOINT`, which takes the options of /etc/fstab.',
  references: ['man:mount(8)'],
  tags,
  needs: { now: required(mounts), later: required(persistedMounts) },
  evaluate({ now, later }) {
    const both = later.flatMap((saved) => {
      const mount = now.findLast(({ mountPoint }) => mountPoint === saved.mountPoint);
      return mount === undefined || mount.type === 'autofs' ? [] : [{ saved, mount }];
    });
    if (both.length === 0) return notApplicable('no file speaks of a mount that is there');
    return passUnless(
      both.flatMap(({ saved, mount }): readonly Mismatch[] => {
        const set = [...mount.options, ...(mount.superOptions.includes('ro') ? ['ro'] : [])];
        const lost = STRICT.filter((one) => saved.options.includes(one) && !set.includes(one));
        if (lost.length === 0) return [];
        const expected = `${lost.join(', ')}, by ${saved.from}`;
        return [{ subject: saved.mountPoint, expected, actual: mount.options.join(',') }];
      }),
      `${both.length} mounts are as their files say`,
    );
  },
});

const runUser = defineCheck({
  id: 'filesystem.run-user-options',
  area,
  title: 'Folders of sessions below /run/user are mounted with nodev and nosuid',
  severity: 'low',
  level: 1,
  rationale: 'Their owners write to them: a setuid program or a device there is a way to root.',
  remedy: 'systemd-logind mounts them so: find what remounts them, and log out and in again.',
  references: ['man:user-runtime-dir@.service(5)'],
  tags,
  needs: { now: required(mounts) },
  evaluate({ now }) {
    const found = now.filter(
      ({ mountPoint, type }) => /^\/run\/user\/\d+$/.test(mountPoint) && type === 'tmpfs',
    );
    if (found.length === 0) return notApplicable('no session has a folder in /run/user');
    return passUnless(
      found.flatMap(({ mountPoint, options }): readonly Mismatch[] => {
        const without = ['nodev', 'nosuid'].filter((one) => !options.includes(one));
        if (without.length === 0) return [];
        const actual = `without ${without.join(', ')}`;
        return [{ subject: mountPoint, expected: 'nodev, nosuid', actual }];
      }),
      `${found.length} folders`,
    );
  },
});

const OPEN_PLACES = ['/tmp', '/var/tmp', '/dev/shm', '/run'];

const tmpfsSize = defineCheck({
  id: 'filesystem.tmpfs-size',
  area,
  title: 'File systems in memory that accounts write to have an end',
  severity: 'low',
  level: 1,
  rationale:
    'Without one any account fills the memory of the host with files, and no limit counts them.',
  remedy:
    'Take `size=0` off its options in /etc/fstab or in its mount unit: the default is half of the memory.',
  references: ['kernel-doc:filesystems/tmpfs.rst'],
  tags,
  needs: { now: required(mounts) },
  evaluate({ now }) {
    const found = now.filter(
      ({ mountPoint, type }) =>
        type === 'tmpfs' && OPEN_PLACES.some((place) => isBelow(mountPoint, place)),
    );
    if (found.length === 0) return notApplicable('nothing of the kind is mounted');
    // The kernel shows a size where it is not the default; 0 is none at all.
    const endless = found.filter(({ superOptions }) =>
      superOptions.some((option) => /^size=0k?$/.test(option)),
    );
    return passUnless(
      endless.map(({ mountPoint }) => ({
        subject: mountPoint,
        expected: 'a size',
        actual: 'size=0, which is without end',
      })),
      `${found.length} have an end`,
    );
  },
});

export default [drift, runUser, tmpfsSize];
