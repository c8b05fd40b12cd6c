import {
  type CheckMeta,
  defineCheck,
  type FileStat,
  type Mismatch,
  notApplicable,
  octal,
  passUnless,
  presentStats,
  required,
} from '../../src/index.ts';

interface FolderRow extends Omit<CheckMeta, 'area' | 'tags'> {
  /** Most permissions by path. */
  readonly folders: Readonly<Record<string, number>>;
  readonly whenNone: string;
}

/** Modes that the engines set by themselves; those of CRI-O and of names of networks are open to look at. */
const RUNTIME_STATE = {
  '/run/docker': 0o711,
  '/run/docker/containerd': 0o711,
  '/run/docker/runtime-runc': 0o711,
  '/run/runc': 0o711,
  '/run/crun': 0o711,
  '/run/crio': 0o755,
  '/run/containers': 0o755,
  '/run/k3s': 0o755,
  '/run/netns': 0o755,
};

/**
 * systemd's folder is open to look at: each file in it has a mode and an access list of its own. Ubuntu's is
 * sticky and open to write by design, and so is the one of apport.
 */
const DUMPS = {
  '/var/lib/systemd/coredump': 0o755,
  '/var/lib/apport/coredump': 0o755,
  '/var/crash': 0o3777,
};

const rows: readonly FolderRow[] = [
  {
    id: 'filesystem.runtime-state-mode',
    title: 'What engines keep of running containers is root’s alone',
    severity: 'high',
    level: 1,
    rationale:
      'Bundles hold the settings that a container is started with again, and paths into its files: a writer of them runs as root.',
    remedy:
      '`chown root:root` and `chmod 0711` on the folder; restart the engine, which sets its own.',
    references: ['cve:CVE-2021-41091'],
    folders: RUNTIME_STATE,
    whenNone: 'no engine keeps state below /run',
  },
  {
    id: 'filesystem.core-directory-mode',
    title: 'Folders of core dumps are root’s, and nobody replaces what is in them',
    severity: 'medium',
    level: 1,
    rationale: 'A dump is the memory of a program: its keys, passwords and tokens.',
    remedy:
      '`chown root:root` on the folder and `chmod 0755`; `chmod 1777` for /var/crash of Ubuntu.',
    references: ['man:systemd-coredump(8)'],
    folders: DUMPS,
    whenNone: 'there is no folder of core dumps',
  },
];

export default rows.map(({ folders, whenNone, ...meta }) =>
  defineCheck({
    ...meta,
    area: 'filesystem',
    tags: ['filesystem', 'files'],
    needs: { found: required(presentStats(Object.keys(folders))) },
    evaluate({ found }) {
      if (found.length === 0) return notApplicable(whenNone);
      return passUnless(
        found.flatMap((folder) =>
          wrong(folder, folders[folder.path] ?? 0o711, isShutOff(folder.path, found)),
        ),
        found.map(({ path, mode }) => `${path} ${octal(mode)}`).join(', '),
      );
    },
  }),
);

const EVERYBODY = 0o002;
const STICKY = 0o1000;

const ENTERED_BY_OTHERS = 0o011;

/** Below a folder that root alone can enter, whatever the folder itself allows nobody. */
const isShutOff = (path: string, found: readonly FileStat[]): boolean =>
  found.some(
    (above) =>
      path.startsWith(`${above.path}/`) &&
      above.uid === 0 &&
      (above.mode & ENTERED_BY_OTHERS) === 0,
  );

function wrong(
  { path, uid, owner, mode }: FileStat,
  most: number,
  shutOff: boolean,
): readonly Mismatch[] {
  const isOpen = (mode & EVERYBODY) !== 0 && (mode & STICKY) === 0;
  return [
    ...(uid === 0 ? [] : [{ subject: `${path} owner`, expected: 'root', actual: owner }]),
    ...(shutOff || ((mode & ~most & 0o777) === 0 && !isOpen)
      ? []
      : [
          {
            subject: `${path} mode`,
            expected: `${octal(most)} or stricter`,
            actual: octal(mode),
          },
        ]),
  ];
}
