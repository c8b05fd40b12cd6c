import {
  defineCheck,
  type FileStat,
  type Mismatch,
  mounts,
  notApplicable,
  octal,
  passUnless,
  presentStats,
  required,
} from '../../src/index.ts';

const BPF = '/sys/fs/bpf';

export default defineCheck({
  id: 'kernel.pinned-bpf-mode',
  area: 'kernel',
  title: 'BPF objects that outlive their programs are root’s alone',
  severity: 'medium',
  level: 1,
  rationale:
    'Who may open a pinned map rewrites the rules of a network plugin or of a sensor that reads it.',
  remedy:
    '`chmod o-rwx` and `chown root` on what stands in /sys/fs/bpf; mount it with `mode=0700`.',
  references: ['man:bpf(2)'],
  tags: ['kernel', 'bpf'],
  needs: {
    now: required(mounts),
    folder: required(presentStats([BPF])),
    pinned: required(presentStats([`${BPF}/*`, `${BPF}/*/*`])),
  },
  evaluate({ now, folder, pinned }) {
    if (!now.some(({ mountPoint, type }) => mountPoint === BPF && type === 'bpf')) {
      return notApplicable(`no BPF file system is mounted at ${BPF}`);
    }
    // The file system is open to look at, and sticky to write, where systemd mounts it with 0700 or others do not.
    const isClosed = folder.every(({ mode }) => (mode & 0o007) === 0);
    return passUnless(
      [
        ...folder.flatMap((one) => wrong(one, 0o002)),
        ...pinned.flatMap((one) => wrong(one, isClosed ? 0 : reachOf(one))),
      ],
      `${BPF} ${folder.map(({ mode }) => octal(mode)).join()}, ${pinned.length} objects and folders in it`,
    );
  },
});

/** A folder may be walked; an object may not be opened. */
const reachOf = ({ type }: FileStat): number => (type === 'directory' ? 0o002 : 0o006);

function wrong({ path, uid, owner, mode }: FileStat, unwanted: number): readonly Mismatch[] {
  const isOpen = (mode & unwanted) !== 0 && (mode & 0o1000) === 0;
  return [
    ...(uid === 0 ? [] : [{ subject: `${path} owner`, expected: 'root', actual: owner }]),
    ...(isOpen
      ? [{ subject: `${path} mode`, expected: 'nothing for others', actual: octal(mode) }]
      : []),
  ];
}
