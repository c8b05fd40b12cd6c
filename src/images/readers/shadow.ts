import { shadow as reader } from '../../probes/readers/shadow.ts';
import { FileTrouble } from '../image-tree.ts';
import { type ImageReader, linesOf } from './image-reader.ts';

const FILE = '/etc/shadow';

/** By the prefix that crypt(5) gives each, as the reader's own program tells them. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^[*x]/, 'none'],
  [/^\$y\$/, 'yescrypt'],
  [/^\$gy\$/, 'gost-yescrypt'],
  [/^\$7\$/, 'scrypt'],
  [/^\$2[abxy]?\$/, 'bcrypt'],
  [/^\$6\$/, 'sha512'],
  [/^\$5\$/, 'sha256'],
  [/^\$1\$/, 'md5'],
  [/^_|^.{13}$/s, 'des'],
];

export const shadow: ImageReader = {
  reader,
  files: () => [FILE],
  read: async (root) => {
    const tcb = await root.find('/etc/tcb');
    if ('inode' in tcb && tcb.inode.type === 'directory') return said('shadow tcb');
    const found = await root.find(FILE);
    if ('trouble' in found) {
      return said(/denied|permitted/.test(found.trouble) ? 'shadow denied' : 'shadow absent');
    }
    await root.load(new Set([found.inode]));
    const content = root.content(found.inode);
    if (content instanceof FileTrouble) return said('shadow denied');
    return said(...linesOf(content.text).map(reduced), `status ${content.cut ? 2 : 0}`);
  },
};

const said = (...lines: readonly string[]) => ({
  exit: 0,
  stdout: lines.map((line) => `${line}\n`).join(''),
  stderr: '',
});

/** A line without its hash: no hash of an image is kept either. */
function reduced(line: string): string {
  const [name = '', written = '', ...ages] = line.split(':');
  const hash = written.replace(/^!+/, '');
  const locked = hash !== written;
  const empty = locked ? 'none' : 'empty';
  const kind = hash === '' ? empty : (KINDS.find(([made]) => made.test(hash))?.[1] ?? 'unknown');
  const six = Array.from({ length: 6 }, (_, i) => ages[i] ?? '');
  return [name, kind, locked ? 'locked' : 'open', ...six].join(':');
}
