import {
  type DockerView,
  defineCheck,
  dockerSettings,
  isBelow,
  type Mismatch,
  type Mount,
  mounts,
  notApplicable,
  orAbsent,
  passUnless,
  presentStats,
  required,
} from '../../src/index.ts';

const ROOTS = [
  '/var/lib/docker',
  '/var/lib/containerd',
  '/var/lib/containers/storage',
  '/var/lib/kubelet',
  '/var/lib/rancher',
] as const;

/** Overlay needs file types in folders, and files that stay what they were written as. */
const UNFIT = /^(nfs4?|cifs|smb3|vfat|exfat|msdos|ntfs3?|overlay|aufs|ecryptfs|9p|fuse(\..+)?)$/;

const needs = {
  folders: required(presentStats(ROOTS)),
  docker: orAbsent(dockerSettings('data-root')),
  now: required(mounts),
};

interface Storage {
  readonly path: string;
  readonly holder: Mount;
}

/** Where engines keep images and containers, and the mount that each place lies on. */
function storages(
  folders: readonly { readonly path: string }[],
  docker: DockerView<'data-root'> | undefined,
  now: readonly Mount[],
): readonly Storage[] {
  const moved = (docker?.sides ?? []).flatMap(({ settings }) => settings['data-root'] ?? []);
  const paths = new Set([...folders.map(({ path }) => path), ...moved]);
  return [...paths].flatMap((path) => {
    const holder = now
      .filter(({ mountPoint }) => isBelow(path, mountPoint))
      .reduce<Mount | undefined>(
        (longest, one) =>
          longest === undefined || one.mountPoint.length >= longest.mountPoint.length
            ? one
            : longest,
        undefined,
      );
    return holder === undefined ? [] : [{ path, holder }];
  });
}

const NONE = 'no engine keeps images or containers here';
const area = 'filesystem';
const tags = ['filesystem', 'containers', 'mounts'];

const partition = defineCheck({
  id: 'filesystem.container-storage-partition',
  area,
  title: 'Images and containers lie on a file system of their own',
  severity: 'medium',
  level: 1,
  rationale:
    'A container that writes until the disk is full stops the host: its logs, its updates and the logins to it.',
  remedy:
    'Mount a volume at the engine’s folder (or at /var) with a line in /etc/fstab, and let the engine’s unit have `RequiresMountsFor=` it.',
  references: ['docker-bench:1.1.1', 'lynis:FILE-6310'],
  tags,
  needs,
  evaluate({ folders, docker, now }) {
    const found = storages(folders, docker, now);
    if (found.length === 0) return notApplicable(NONE);
    const root = now.findLast(({ mountPoint }) => mountPoint === '/');
    // A subvolume or a bind mount is another place of the same file system, and shares its room.
    const shared = found.filter(({ holder }) => holder.device === root?.device);
    return passUnless(
      shared.map(({ path, holder }) => ({
        subject: path,
        expected: 'a file system of its own',
        actual:
          holder.mountPoint === '/'
            ? 'on the root file system'
            : `${holder.mountPoint} is part of the root file system`,
      })),
      found.map(({ path, holder }) => `${path} lies on ${holder.mountPoint}`).join(', '),
    );
  },
});

const options = defineCheck({
  id: 'filesystem.container-storage-options',
  area,
  title: 'The file system of images and containers is mounted with nodev and nosuid',
  severity: 'medium',
  level: 2,
  rationale:
    'Setuid programs of every image lie there: where a folder of it is left open, any account of the host runs them.',
  remedy:
    'Add `nodev,nosuid` to its line in /etc/fstab. Overlay mounts have options of their own and go on to work; setuid programs in volumes do not.',
  references: ['cve:CVE-2021-41091'],
  tags,
  needs,
  evaluate({ folders, docker, now }) {
    const own = storages(folders, docker, now).filter(
      ({ holder }) => holder.mountPoint !== '/' && holder.mountPoint !== '/var',
    );
    if (own.length === 0) return notApplicable('images and containers have no mount of their own');
    const wrong = new Map(
      own.flatMap(({ holder }) =>
        lacking(holder).map((mismatch): [string, Mismatch] => [mismatch.subject, mismatch]),
      ),
    );
    return passUnless([...wrong.values()], own.map(({ holder }) => holder.mountPoint).join(', '));
  },
});

const driver = defineCheck({
  id: 'filesystem.container-storage-driver-filesystem',
  area,
  title: 'The file system below images can carry overlay mounts',
  severity: 'medium',
  level: 1,
  rationale:
    'On network file systems and on overlays deleted files come back and owners are lost, so that containers run what was taken away.',
  remedy: 'Move the engine’s folder to ext4, xfs (made with ftype=1) or btrfs.',
  references: ['kernel-doc:filesystems/overlayfs.rst'],
  tags,
  needs,
  evaluate({ folders, docker, now }) {
    const found = storages(folders, docker, now);
    if (found.length === 0) return notApplicable(NONE);
    return passUnless(
      found
        .filter(({ holder }) => UNFIT.test(holder.type))
        .map(({ path, holder }) => ({
          subject: path,
          expected: 'ext4, xfs or btrfs',
          actual: holder.type,
        })),
      found.map(({ path, holder }) => `${path}: ${holder.type}`).join(', '),
    );
  },
});

export default [partition, options, driver];

function lacking({ mountPoint, options: set }: Mount): readonly Mismatch[] {
  const without = ['nodev', 'nosuid'].filter((option) => !set.includes(option));
  if (without.length === 0) return [];
  return [
    { subject: mountPoint, expected: 'nodev, nosuid', actual: `without ${without.join(', ')}` },
  ];
}
