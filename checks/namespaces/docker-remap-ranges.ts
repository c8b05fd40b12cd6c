import {
  defineCheck,
  dockerSettings,
  idsIn,
  type Mismatch,
  notApplicable,
  orAbsent,
  passUnless,
  rangesByOwner,
  type SubidRange,
  subids,
} from '../../src/index.ts';

const ENOUGH = 65_536;

/** `default`, `user`, `uid`, `user:group`: whose ranges dockerd takes (docs.docker.com, userns-remap). */
function ownersOf(remap: string): readonly [string, string] {
  if (remap === 'default') return ['dockremap', 'dockremap'];
  const [user = '', group = user] = remap.split(':');
  return [user, group];
}

export default defineCheck({
  id: 'namespaces.docker-remap-ranges',
  area: 'namespaces',
  title: 'The user that Docker maps root to owns valid subordinate ranges',
  severity: 'medium',
  level: 1,
  rationale:
    'Without them dockerd does not start; with a range over real accounts root of a container has their files.',
  remedy:
    'Run `usermod --add-subuids 231072-296607 --add-subgids 231072-296607 dockremap`, then `systemctl restart docker`.',
  references: ['docker-bench:2.9'],
  tags: ['docker', 'subids'],
  needs: { docker: orAbsent(dockerSettings('userns-remap')), seen: orAbsent(subids) },
  evaluate({ docker, seen }) {
    if (docker === undefined) return notApplicable('Docker is not on this host');
    const remaps = docker.sides.flatMap(({ settings }) => settings['userns-remap'] || []);
    if (remaps.length === 0) return notApplicable('userns-remap is not set');
    const all = seen?.accounts ?? [];
    const nameOf = (owner: string): string =>
      all.find(({ uid }) => String(uid) === owner)?.name ?? owner;
    const paths = ['/etc/subuid', '/etc/subgid'] as const;
    const wrong = remaps.flatMap((remap) => {
      const [user, group] = ownersOf(remap);
      return paths.flatMap((path) => {
        const file = seen?.files.find((one) => one.path === path);
        const byOwner = file === undefined ? new Map() : rangesByOwner(file, all);
        // Releases differ in whether groups are looked up by the group’s name or by the user’s.
        const owners = path === '/etc/subuid' ? [user] : [group, user];
        const owned = owners.map((owner) => byOwner.get(nameOf(owner)) ?? []);
        return problems(`${path} ${user}`, owned.find((ranges) => ranges.length > 0) ?? []);
      });
    });
    return passUnless(wrong, `ranges of ${remaps.join(', ')} are valid`);
  },
});

function problems(subject: string, ranges: readonly SubidRange[]): readonly Mismatch[] {
  const low = ranges.find(({ start }) => start < ENOUGH);
  return [
    ...(idsIn(ranges) < ENOUGH
      ? [{ subject, expected: `${ENOUGH} ids or more`, actual: `${idsIn(ranges)} ids` }]
      : []),
    ...(low === undefined
      ? []
      : [
          { subject: `${subject} start`, expected: `${ENOUGH} or more`, actual: String(low.start) },
        ]),
  ];
}
