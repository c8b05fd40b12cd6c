import {
  defineCheck,
  type Mismatch,
  mounts,
  notApplicable,
  type PersistedMount,
  passUnless,
  persistedMounts,
  required,
} from '../../src/index.ts';

/** File systems of other machines: who is root there decides about modes and owners. */
const REMOTE =
  /^(nfs4?|cifs|smb3|ceph|9p|glusterfs|lustre|afs|gpfs|fuse\.(sshfs|glusterfs|ceph|ceph-fuse|s3fs|rclone|cifs))$/;

/** What a person at the machine, or any account, may mount. */
const REMOVABLE_TYPES: readonly string[] = ['iso9660', 'udf'];
const REMOVABLE_SOURCE = /^\/dev\/(cdrom|dvd|sr\d+|fd\d+)/;
const BY_USERS: readonly string[] = ['user', 'users', 'owner', 'group'];

const isRemovable = ({ type, source, mountPoint, options }: PersistedMount): boolean =>
  REMOVABLE_TYPES.some((one) => type.split(',').includes(one)) ||
  REMOVABLE_SOURCE.test(source) ||
  mountPoint.startsWith('/media/') ||
  BY_USERS.some((word) => options.includes(word));

function missing(
  subject: string,
  options: readonly string[],
  wanted: readonly string[],
  from?: string,
): readonly Mismatch[] {
  const lacking = wanted.filter((option) => !options.includes(option));
  if (lacking.length === 0) return [];
  const actual = `without ${lacking.join(', ')}${from === undefined ? '' : `, by ${from}`}`;
  return [{ subject, expected: wanted.join(', '), actual }];
}

const tags = ['filesystem', 'mounts'];

const remote = defineCheck({
  id: 'filesystem.remote-mount-options',
  area: 'filesystem',
  title: 'File systems of other machines are mounted with nodev and nosuid',
  severity: 'medium',
  level: 1,
  rationale:
    'Whoever is root on the server, or on another client, places a setuid program or a device node there and is root here.',
  remedy:
    'Add `nodev,nosuid` to the line in /etc/fstab; for volumes of Kubernetes set `mountOptions` of the StorageClass or PersistentVolume.',
  references: [
    'ssg:mount_option_nodev_remote_filesystems',
    'ssg:mount_option_nosuid_remote_filesystems',
    'stig-rhel9:RHEL-09-231065',
    'stig-rhel9:RHEL-09-231075',
  ],
  tags,
  needs: { now: required(mounts), later: required(persistedMounts) },
  evaluate({ now, later }) {
    // The root of a virtual machine may come from its host.
    const live = now.filter(({ type, mountPoint }) => REMOTE.test(type) && mountPoint !== '/');
    const saved = later.filter(({ type, mountPoint }) => REMOTE.test(type) && mountPoint !== '/');
    if (live.length + saved.length === 0)
      return notApplicable('nothing of another machine is mounted');
    const wanted = ['nodev', 'nosuid'];
    const wrong = [
      ...live.flatMap(({ mountPoint, source, options }) =>
        missing(subjectOf(mountPoint, source), options, wanted),
      ),
      ...saved.flatMap(({ mountPoint, options, from }) =>
        missing(`${mountPoint} after a reboot`, options, wanted, from),
      ),
    ];
    const bySubject = new Map(wrong.map((mismatch) => [mismatch.subject, mismatch]));
    return passUnless([...bySubject.values()], `${live.length} mounts, ${saved.length} in files`);
  },
});

/** Pods have random ids: named by them, each run would show a mount as new. */
const subjectOf = (mountPoint: string, source: string): string =>
  mountPoint.startsWith('/var/lib/kubelet/') ? `${source} below /var/lib/kubelet` : mountPoint;

const removable = defineCheck({
  id: 'filesystem.removable-media-options',
  area: 'filesystem',
  title: 'What people may mount is mounted with nodev, nosuid and noexec',
  severity: 'medium',
  level: 1,
  rationale: 'A stick or disc with a setuid program on it makes the one who brings it root.',
  remedy: 'Add `nodev,nosuid,noexec` behind `user` in the line of /etc/fstab.',
  references: [
    'ssg:mount_option_nodev_removable_partitions',
    'ssg:mount_option_nosuid_removable_partitions',
    'ssg:mount_option_noexec_removable_partitions',
    'stig-rhel9:RHEL-09-231080',
    'stig-rhel9:RHEL-09-231085',
    'stig-rhel9:RHEL-09-231090',
  ],
  tags,
  needs: { later: required(persistedMounts) },
  evaluate({ later }) {
    const entries = later.filter(isRemovable);
    if (entries.length === 0) return notApplicable('no file lets people mount anything');
    return passUnless(
      entries.flatMap(({ mountPoint, options, from }) =>
        missing(mountPoint, options, ['nodev', 'nosuid', 'noexec'], from),
      ),
      entries.map(({ mountPoint }) => mountPoint).join(', '),
    );
  },
});

export default [remote, removable];
