import {
  defineCheck,
  type Mismatch,
  notApplicable,
  octal,
  passUnless,
  presentStats,
  required,
} from '../../src/index.ts';

/** File capabilities, which Fedora uses in place of setuid, cannot be seen by stat: they are not judged. */
export default defineCheck({
  id: 'namespaces.newidmap-binaries',
  area: 'namespaces',
  title: 'newuidmap and newgidmap belong to root and nobody else can change them',
  severity: 'high',
  level: 1,
  rationale: 'They write id maps for others with the rights of root: who can change one is root.',
  remedy:
    'Reinstall the package (`apt reinstall uidmap`, `dnf reinstall shadow-utils`), which sets owner and mode.',
  references: ['newuidmap(1)', 'newgidmap(1)'],
  tags: ['subids', 'files'],
  needs: {
    programs: required(
      presentStats(
        ['/usr/bin', '/bin', '/usr/local/bin'].flatMap((dir) => [
          `${dir}/newuidmap`,
          `${dir}/newgidmap`,
        ]),
      ),
    ),
  },
  evaluate({ programs }) {
    if (programs.length === 0) return notApplicable('newuidmap and newgidmap are not installed');
    const wrong = programs.flatMap(({ path, uid, gid, owner, group, mode }): Mismatch[] => [
      ...(uid === 0 ? [] : [{ subject: `${path} owner`, expected: 'root', actual: owner }]),
      ...(gid === 0 ? [] : [{ subject: `${path} group`, expected: 'root', actual: group }]),
      // Setgid gives nothing that they need.
      ...((mode & 0o2022) === 0
        ? []
        : [{ subject: `${path} mode`, expected: '4755 or stricter', actual: octal(mode) }]),
    ]);
    return passUnless(wrong, programs.map(({ path, mode }) => `${path} ${octal(mode)}`).join(', '));
  },
});
