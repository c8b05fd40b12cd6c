import {
  defineCheck,
  dockerSettings,
  type Mismatch,
  manual,
  notApplicable,
  octal,
  orAbsent,
  passUnless,
  presentStats,
  required,
} from '../../src/index.ts';

/** Most permissions of a folder: what its engine sets since the fixes for CVE-2021-41091 and CVE-2024-25621. */
const MOST: Readonly<Record<string, number>> = {
  '/var/lib/docker': 0o710,
  '/var/lib/containerd': 0o700,
  '/run/containerd': 0o711,
  '/run/containerd/io.containerd.grpc.v1.cri': 0o700,
  '/var/lib/containers/storage': 0o711,
};

export default defineCheck({
  id: 'daemon.data-root-mode',
  area: 'daemon',
  title: 'Folders of the engines’ data are closed to other users',
  severity: 'high',
  level: 1,
  rationale:
    'Below them lie the setuid programs and secrets of every image and volume: a local user runs the one and reads the other.',
  remedy:
    '`chmod 710 /var/lib/docker`, `chmod 700 /var/lib/containerd`, `chmod 711 /run/containerd`; update containerd and restart it, which sets its own.',
  references: ['cve:CVE-2021-41091', 'cve:CVE-2021-41103', 'cve:CVE-2024-25621'],
  tags: ['docker', 'containerd', 'podman', 'files'],
  needs: {
    folders: required(presentStats(Object.keys(MOST))),
    docker: orAbsent(dockerSettings('data-root')),
  },
  evaluate({ folders, docker }) {
    const wrong = folders.flatMap(({ path, mode, uid, owner }): Mismatch[] => {
      const most = MOST[path] ?? 0o700;
      return [
        ...(uid === 0 ? [] : [{ subject: `${path} owner`, expected: 'root', actual: owner }]),
        ...((mode & ~most & 0o777) === 0
          ? []
          : [
              {
                subject: `${path} mode`,
                expected: `${octal(most)} or stricter`,
                actual: octal(mode),
              },
            ]),
      ];
    });
    const roots = (docker?.sides ?? []).flatMap(({ settings }) => settings['data-root'] ?? []);
    const elsewhere = roots.find((root) => MOST[root] === undefined);
    if (wrong.length === 0 && elsewhere !== undefined) {
      return manual(`Is ${elsewhere}, Docker’s data-root, root’s with mode 0710 or stricter?`);
    }
    if (folders.length === 0) return notApplicable('no engine keeps data in its usual folder');
    return passUnless(wrong, folders.map(({ path, mode }) => `${path} ${octal(mode)}`).join(', '));
  },
});
