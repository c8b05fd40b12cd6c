import {
  defineCheck,
  type Mismatch,
  notApplicable,
  octal,
  passUnless,
  required,
  rootless,
} from '../../src/index.ts';

/** `/run/user/1000/docker.sock` → 1000 */
const userOf = (path: string): number => Number(path.split('/')[3]);

/** Storage in homes is not looked at: homes are their users’ own. */
export default defineCheck({
  id: 'namespaces.rootless-home',
  area: 'namespaces',
  title: 'Sockets of rootless engines are reachable only by their owner',
  severity: 'high',
  level: 1,
  rationale: 'Another user who can connect acts as the owner and reaches all of the owner’s files.',
  remedy: '`chmod 700 /run/user/UID` and `chmod o-rwx` the socket.',
  references: [],
  tags: ['docker', 'podman', 'socket'],
  needs: { seen: required(rootless) },
  evaluate({ seen: { folders, sockets } }) {
    if (sockets.length === 0) return notApplicable('no user has the socket of an engine');
    const wrong = [
      ...folders.flatMap(({ path, uid, owner, mode }): Mismatch[] => [
        ...(uid === userOf(path)
          ? []
          : [{ subject: `${path} owner`, expected: `user ${userOf(path)}`, actual: owner }]),
        ...((mode & 0o077) === 0
          ? []
          : [{ subject: `${path} mode`, expected: '0700', actual: octal(mode) }]),
      ]),
      ...sockets.flatMap(({ path, uid, owner, mode }): Mismatch[] => [
        ...(uid === userOf(path)
          ? []
          : [{ subject: `${path} owner`, expected: `user ${userOf(path)}`, actual: owner }]),
        ...((mode & 0o007) === 0
          ? []
          : [{ subject: `${path} mode`, expected: '0660 or stricter', actual: octal(mode) }]),
      ]),
    ];
    return passUnless(wrong, sockets.map(({ path, mode }) => `${path} ${octal(mode)}`).join(', '));
  },
});
