import {
  defineCheck,
  dockerSettings,
  manual,
  notApplicable,
  orAbsent,
  passUnless,
  required,
  stats,
} from '../../src/index.ts';

const MAINTAINED = [
  'overlay2',
  'overlayfs',
  'btrfs',
  'zfs',
  'fuse-overlayfs',
  'stargz',
  'windowsfilter',
];
const USED = '/var/lib/docker/image/*';
const EXPECTED = 'overlay2, overlayfs, btrfs, zfs or fuse-overlayfs';

/**
 * Nothing set, dockerd takes the driver whose images are there; with none it takes overlay2.
 * It keeps a folder for each driver that it ever used.
 */
export default defineCheck({
  id: 'daemon.storage-driver',
  area: 'daemon',
  title: 'Docker uses a maintained storage driver',
  severity: 'medium',
  level: 1,
  rationale:
    'aufs, devicemapper and overlay were removed from Docker and get no fixes; vfs copies every layer.',
  remedy:
    'Set `"storage-driver": "overlay2"` in /etc/docker/daemon.json, then `systemctl restart docker`, and pull images again.',
  references: ['cis-docker-1.6:2.6', 'docker-bench:2.6'],
  tags: ['docker', 'storage'],
  needs: {
    docker: orAbsent(dockerSettings('storage-driver', 'data-root')),
    used: required(stats(USED)),
  },
  evaluate({ docker, used }) {
    if (docker === undefined) return notApplicable('Docker is not on this host');
    const unset = docker.sides.filter(({ settings }) => !settings['storage-driver']);
    const elsewhere = unset.find(({ settings }) => settings['data-root'] !== undefined);
    if (elsewhere !== undefined) {
      const root = elsewhere.settings['data-root'];
      return manual(`Which storage driver does dockerd use in ${root}? \`docker info\` tells.`);
    }
    const set = docker.sides.filter(
      ({ settings }) =>
        settings['storage-driver'] && !MAINTAINED.includes(settings['storage-driver']),
    );
    const drivers = used.map(({ path }) => path.slice(USED.length - 1));
    const maintained = drivers.some((name) => MAINTAINED.includes(name));
    const chosen = unset.length === 0 || maintained ? [] : drivers;
    return passUnless(
      [
        ...set.map(({ label, shown }) => ({
          subject: `storage-driver${label}`,
          expected: EXPECTED,
          actual: shown('storage-driver', ''),
        })),
        ...chosen.map((name) => ({
          subject: 'storage-driver',
          expected: EXPECTED,
          actual: `${name}, by the images in /var/lib/docker`,
        })),
      ],
      `storage-driver: ${docker.sides[0]?.shown('storage-driver', drivers[0] ?? 'overlay2')}`,
    );
  },
});
