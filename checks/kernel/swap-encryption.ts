import {
  defineCheck,
  filesText,
  fileText,
  type Mismatch,
  manual,
  pass,
  passUnless,
  required,
} from '../../src/index.ts';

interface Swap {
  readonly path: string;
  readonly isFile: boolean;
}

/** /proc/swaps: a head, then `PATH TYPE SIZE USED PRIORITY`. */
const swapsOf = (text: string): readonly Swap[] =>
  text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [path, type] = line.trim().split(/\s+/);
      return path?.startsWith('/') && type !== undefined ? [{ path, isFile: type === 'file' }] : [];
    });

export default defineCheck({
  id: 'kernel.swap-encryption',
  area: 'kernel',
  title: 'Swap is encrypted, in memory, or off',
  severity: 'medium',
  level: 2,
  rationale:
    'Keys and passwords out of the memory of every container stay on the disk for whoever gets it later.',
  remedy:
    'Switch it off (`swapoff -a`, and its line out of /etc/fstab), use zram, or give it a line with `swap` and a random key in /etc/crypttab.',
  references: ['lynis:FILE-6336', 'man:crypttab(5)'],
  tags: ['kernel', 'swap'],
  needs: {
    swaps: required(fileText('/proc/swaps')),
    mappings: required(filesText('/sys/block/*/dm/uuid')),
  },
  evaluate({ swaps, mappings }) {
    const all = swapsOf(swaps);
    if (all.length === 0) return pass('no swap is in use');
    const onDisk = all.filter(({ path }) => !/^\/dev\/zram\d+$/.test(path));
    const kindOf = ({ path }: Swap): string => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      return mappings.find((one) => one.path === `/sys/block/${name}/dm/uuid`)?.content ?? '';
    };
    const open = onDisk.filter((swap) => !kindOf(swap).startsWith('CRYPT-'));
    // What lies below a file or a logical volume may be encrypted as a whole.
    const layered = open.filter((swap) => swap.isFile || kindOf(swap) !== '');
    const bare = open.filter((swap) => !layered.includes(swap));
    if (bare.length === 0 && layered.length > 0) {
      const names = layered.map(({ path }) => path).join(', ');
      return manual(`Does ${names} lie on an encrypted disk?`);
    }
    return passUnless(
      bare.map(({ path }): Mismatch => ({ subject: path, expected: 'encrypted', actual: 'plain' })),
      all.map(({ path }) => path).join(', '),
    );
  },
});
