import {
  type FileWalkRow,
  fileWalkChecks,
  isUsualProgram,
  type Mismatch,
  octal,
  presentStats,
} from '../../src/index.ts';

type Walk = Parameters<FileWalkRow['wrong']>[0];
type Odd = Walk['files'][number];

const SETUID = 0o4000;
const SETGID = 0o2000;
const STICKY = 0o1000;
const EVERYBODY = 0o002;
const GROUP = 0o020;

/** Where ordinary accounts may place files. */
const OPEN_PLACES = [
  '/tmp',
  '/var/tmp',
  '/dev/shm',
  '/home',
  '/run/user',
  '/run/lock',
  '/var/lock',
];

/** Folders of programs; group-writable is as good as writable where their group is not root. */
const PROGRAM_FOLDERS = [
  '/usr',
  '/usr/bin',
  '/usr/sbin',
  '/usr/lib',
  '/usr/libexec',
  '/usr/local',
  '/usr/local/bin',
  '/usr/local/sbin',
  '/opt',
] as const;

/** What chroots of services hold, as their packages make them: no way to a disk. */
const CHROOT_DEVICE =
  /^\/(var\/spool\/postfix|var\/(lib\/)?named(\/chroot)?|var\/lib\/(ntp|unbound|dhcpd)|var\/named\/chroot|etc\/unbound)\/dev\/(null|zero|full|random|urandom|tty|log)$/;

/** What systemd mounts over device nodes that a service may not reach: of no mode and no device. */
const MASK_DEVICE = /^\/run(\/user\/\d+)?\/systemd\/inaccessible\/(blk|chr)$/;

const isSetuid = ({ kind, mode }: Odd): boolean =>
  kind === 'file' && (mode & (SETUID | SETGID)) !== 0;
const isBelow = (path: string, folder: string): boolean => path.startsWith(`${folder}/`);
const told = ({ mode, uid, gid }: Pick<Odd, 'mode' | 'uid' | 'gid'>): string =>
  `mode ${octal(mode)}, owner ${uid}, group ${gid}`;
const foundWhere =
  (isWrong: (file: Odd) => boolean, expected: string) =>
  ({ files }: Walk): readonly Mismatch[] =>
    files.filter(isWrong).map((file) => ({ subject: file.path, expected, actual: told(file) }));

const setuidWritable: FileWalkRow['wrong'] = ({ files }, folders) => {
  const open = files.filter(
    ({ kind, mode }) => kind === 'directory' && (mode & EVERYBODY) !== 0 && (mode & STICKY) === 0,
  );
  const ofGroup = folders.filter(({ mode, gid }) => (mode & GROUP) !== 0 && gid !== 0);
  const shared = [...open, ...ofGroup];
  return files.filter(isSetuid).flatMap((file) => {
    const groupWrites = (file.mode & GROUP) !== 0 && file.gid !== 0;
    const inFolder = shared.find(({ path }) => isBelow(file.path, path));
    return [
      ...((file.mode & EVERYBODY) !== 0 || groupWrites
        ? [{ subject: file.path, expected: 'root’s alone to write', actual: told(file) }]
        : []),
      ...(inFolder === undefined
        ? []
        : [
            {
              subject: `${file.path} folder`,
              expected: 'root’s alone to write',
              actual: `${inFolder.path} has mode ${octal(inFolder.mode)}`,
            },
          ]),
    ];
  });
};

const area = 'filesystem';
const tags = ['filesystem', 'files'];

/** What one walk over the host's own file systems finds; containers' folders are left out. */
export default fileWalkChecks(
  [
    {
      id: 'filesystem.setuid-outside-system',
      area,
      title: 'No setuid program or device node lies where ordinary accounts may write',
      severity: 'critical',
      level: 2,
      rationale:
        'It is the door that an intruder leaves behind: one call of it, and an account is root.',
      remedy: 'Find out who made it and when; `chmod ug-s FILE` or remove it.',
      references: ['man:inode(7)'],
      tags,
      wrong: foundWhere(
        (file) =>
          (isSetuid(file) || file.kind === 'device') &&
          OPEN_PLACES.some((place) => isBelow(file.path, place)),
        'no setuid program or device here',
      ),
    },
    {
      id: 'filesystem.setuid-writable',
      area,
      title: 'Setuid programs and the folders that hold them are root’s alone to write',
      severity: 'critical',
      level: 2,
      rationale:
        'Whoever replaces or changes such a program is root, or its owner, at the next call.',
      remedy: '`chmod go-w` on the program and on each folder above it.',
      references: ['man:inode(7)'],
      tags,
      wrong: setuidWritable,
    },
    {
      id: 'filesystem.setuid-inventory',
      area,
      title: 'Setuid and setgid programs are those that distributions ship',
      severity: 'medium',
      level: 2,
      rationale:
        'Each runs with the rights of its owner on input of its caller: one that nobody expects is a hole or a backdoor.',
      remedy: '`chmod ug-s FILE`, or take its package off; waive what the site needs.',
      references: [
        'ssg:file_permissions_unauthorized_suid',
        'ssg:file_permissions_unauthorized_sgid',
        'dev-sec:os-06',
      ],
      tags,
      wrong: foundWhere(
        (file) => isSetuid(file) && !isUsualProgram(file.path),
        'not setuid or setgid',
      ),
    },
    {
      id: 'filesystem.device-files-outside-dev',
      area,
      title: 'No device node lies outside /dev',
      severity: 'high',
      level: 2,
      rationale:
        'A node that is open to an account reads and writes the whole disk, past every mode of a file.',
      remedy: 'Find out who made it and when, and remove it.',
      references: ['man:mknod(2)'],
      tags,
      wrong: foundWhere(
        ({ kind, path, mode }) =>
          kind === 'device' &&
          !CHROOT_DEVICE.test(path) &&
          !((mode & 0o7777) === 0 && MASK_DEVICE.test(path)),
        'no device here',
      ),
    },
    {
      id: 'filesystem.world-writable-files',
      area,
      title: 'No file can be written by everybody',
      severity: 'high',
      level: 2,
      rationale:
        'Any account, and any container that it is mounted into, changes what others read or run.',
      remedy: '`chmod o-w FILE`.',
      references: [
        'ssg:file_permissions_unauthorized_world_writable',
        'cis-debian12-1.1.0:7.1.11',
        'cis-debian13-1.0.0:7.1.11',
        'cis-ubuntu2404-1.0.0:7.1.11',
        'cis-rhel9-2.0.0:7.1.11',
      ],
      tags,
      wrong: foundWhere(
        ({ kind, mode }) => kind === 'file' && (mode & EVERYBODY) !== 0,
        'not writable by others',
      ),
    },
    {
      id: 'filesystem.world-writable-sticky',
      area,
      title: 'Folders that everybody may write to have the sticky bit',
      severity: 'high',
      level: 2,
      rationale: 'Without it any account removes or replaces the files of every other one.',
      remedy: '`chmod o-w FOLDER`, or `chmod +t FOLDER` where everybody has to write.',
      references: [
        'ssg:dir_perms_world_writable_sticky_bits',
        'cis-rhel9-2.0.0:7.1.11',
        'stig-rhel9:RHEL-09-232245',
        'stig-ubuntu2404:UBTU-24-600150',
        'lynis:FILE-6362',
        'lynis:FILE-6363',
      ],
      tags,
      wrong: foundWhere(
        ({ kind, mode }) =>
          kind === 'directory' && (mode & EVERYBODY) !== 0 && (mode & STICKY) === 0,
        'sticky, or not writable by others',
      ),
    },
    {
      id: 'filesystem.world-writable-dirs-owner',
      area,
      title: 'Folders that everybody may write to belong to root or an account of the system',
      severity: 'low',
      level: 2,
      rationale: 'The owner of a sticky folder may remove and replace what others put there.',
      remedy: '`chown root FOLDER`, or `chmod o-w FOLDER`.',
      references: ['ssg:dir_perms_world_writable_root_owned'],
      tags,
      wrong: foundWhere(
        ({ kind, mode, uid }) => kind === 'directory' && (mode & EVERYBODY) !== 0 && uid >= 1000,
        'an owner below 1000',
      ),
    },
  ],
  presentStats(PROGRAM_FOLDERS),
);
