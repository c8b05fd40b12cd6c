import { HIDE_SECRETS } from '../../probes/readers/hidden-secrets.ts';
import { text as reader } from '../../probes/readers/text.ts';
import { type Found, type ImageRoot, NotBooted } from '../image-root.ts';
import { FileTrouble } from '../image-tree.ts';
import { compileSed } from '../sed-program.ts';
import { asBytes, expansionOf, type ImageReader, linesOf } from './image-reader.ts';

/** As the script's grep: a longer file is cut. */
const MOST_LINES = 5000;
/** As one frame of a host. */
const MOST_CHARACTERS = 8 * 1024 * 1024;
/**
 * The search for secrets takes its time over long lines that a stranger made up for it: 8 ms for the longest.
 * Files beyond this are said to be unreadable.
 */
const LONGEST_LINE = 4096;
const LONG_LINE = 512;
const MOST_LONG_LINES = 1000;

/** Compiled once it is needed. */
let hideSecrets: ReturnType<typeof compileSed> | undefined;

export const text: ImageReader = {
  reader,
  files: (args) => args,
  read: async (root, args) => {
    hideSecrets ??= compileSed(HIDE_SECRETS);
    const lines: string[] = [];
    const errors: string[] = [];
    let length = 0;
    const budget = { longLines: MOST_LONG_LINES };
    const found = await Promise.all(args.map((arg) => expansionOf(root, arg)));
    errors.push(...found.flatMap(({ trouble }, i) => complaint(args[i] ?? '', trouble)));
    for (const path of found.flatMap(({ paths }) => paths)) {
      const file = await shortEnough(root, path, budget);
      const shown = asBytes(path);
      errors.push(...complaint(shown, file.trouble));
      const named = file.lines.map((line) => `${shown}:${line}`);
      length += named.reduce((sum, line) => sum + line.length + 1, 0);
      // A file is whole or cut, and what stands last of a stream that breaks off counts as cut.
      lines.push(...(length <= MOST_CHARACTERS ? named : named.slice(0, 1)));
    }
    const cut = length > MOST_CHARACTERS;
    const stdout = hideSecrets(lines).map((line) => `${line}\n`);
    const status = errors.length > 0 ? 2 : lines.length > 0 ? 0 : 1;
    return {
      exit: 0,
      stdout: `${stdout.join('')}${cut ? '' : `status ${status}\n`}`,
      stderr: errors.join(''),
      ...(cut ? { cut: true } : {}),
    };
  },
};

const complaint = (path: string, trouble: string | undefined): readonly string[] =>
  trouble === undefined ? [] : [`grep: ${path}: ${trouble}\n`];

interface Lines {
  readonly lines: readonly string[];
  readonly trouble?: string;
}

async function shortEnough(
  root: ImageRoot,
  path: string,
  budget: { longLines: number },
): Promise<Lines> {
  const file = await linesAt(root, path);
  const longest = file.lines.reduce((most, line) => Math.max(most, line.length), 0);
  if (longest > LONGEST_LINE) {
    return { lines: [], trouble: `a line is longer than ${LONGEST_LINE} characters` };
  }
  budget.longLines -= file.lines.filter((line) => line.length > LONG_LINE).length;
  return budget.longLines < 0 && longest > LONG_LINE
    ? { lines: [], trouble: 'the image has too many long lines' }
    : file;
}

async function linesAt(root: ImageRoot, path: string): Promise<Lines> {
  const found = await foundAt(root, path);
  if ('trouble' in found) return { lines: [], trouble: found.trouble };
  if (found.inode.type !== 'file') return { lines: [], trouble: 'Not a regular file' };
  await root.load(new Set([found.inode]));
  const content = root.content(found.inode);
  if (content instanceof FileTrouble) return { lines: [], trouble: content.message };
  const lines = linesOf(content.text);
  // As many lines as the reader takes for a file that was cut.
  if (lines.length >= MOST_LINES) return { lines: lines.slice(0, MOST_LINES) };
  return content.cut ? { lines: [], trouble: 'it is too large to read' } : { lines };
}

/** A link of a folder that leads to what is mounted at boot is no file yet. */
async function foundAt(root: ImageRoot, path: string): Promise<Found> {
  try {
    return await root.find(path);
  } catch (error) {
    if (error instanceof NotBooted) return { path, trouble: 'the image is not booted' };
    throw error;
  }
}
