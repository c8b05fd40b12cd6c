import {
  type AnyCheck,
  type CheckMeta,
  defineCheck,
  type Mismatch,
  mounts,
  notApplicable,
  octal,
  orAbsent,
  passUnless,
  required,
  stat,
} from '../../src/index.ts';

interface Row extends Omit<CheckMeta, 'area' | 'tags' | 'references'> {
  /** Where the file system belongs; others of its type are not judged. */
  readonly path: string;
  readonly type: string;
}

const rows: readonly Row[] = [
  {
    id: 'kernel.debugfs-mount',
    path: '/sys/kernel/debug',
    type: 'debugfs',
    title: 'debugfs is not mounted, or closed to all but root',
    severity: 'medium',
    level: 1,
    rationale: 'Drivers show memory and take commands there, without a promise that it is safe.',
    remedy:
      '`systemctl mask sys-kernel-debug.mount`, or mount it with `mode=0700`; `debugfs=off` at boot takes it away.',
  },
  {
    id: 'kernel.tracefs-mount',
    path: '/sys/kernel/tracing',
    type: 'tracefs',
    title: 'tracefs is not mounted, or closed to all but root',
    severity: 'low',
    level: 1,
    rationale:
      'It shows what every program asks of the kernel, and addresses of the kernel itself.',
    remedy: 'Mount it with `mode=0700`, and take `gid=` off its options.',
  },
];

const checks: readonly AnyCheck[] = rows.map(({ path, type, ...meta }) =>
  defineCheck({
    ...meta,
    area: 'kernel',
    tags: ['kernel', 'mounts'],
    references: [`man:mount(8)`],
    needs: { now: required(mounts), folder: orAbsent(stat(path)) },
    evaluate({ now, folder }) {
      const mount = now.findLast((one) => one.mountPoint === path && one.type === type);
      if (mount === undefined || folder === undefined) {
        return notApplicable(`${type} is not mounted at ${path}`);
      }
      const { uid, gid, mode, owner, group } = folder;
      const wrong: Mismatch[] = [
        ...(uid === 0 ? [] : [{ subject: `${path} owner`, expected: 'root', actual: owner }]),
        ...((mode & 0o077) === 0 || (gid === 0 && (mode & 0o007) === 0)
          ? []
          : [
              {
                subject: `${path} mode`,
                expected: '0700, root',
                actual: `${octal(mode)}, group ${group}`,
              },
            ]),
      ];
      return passUnless(wrong, `${path} ${octal(mode)}`);
    },
  }),
);

export default checks;
