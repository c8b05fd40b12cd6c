import { isPattern } from '../../model/shell-pattern.ts';
import { modules as reader, TREES } from '../../probes/readers/modules.ts';
import type { ImageRoot } from '../image-root.ts';
import { asBytes, type ImageReader, linesOf, textOf } from './image-reader.ts';

const FOLDERS = '/lib/modules/*';
const LISTS = ['modules.dep', 'modules.builtin'] as const;

/** By depmod's lists of every kernel in the image: none of them runs. */
export const modules: ImageReader = {
  reader,
  files: () => LISTS.map((list) => `${FOLDERS}/${list}`),
  read: async (root, args) => {
    const wanted = new Set(args.filter((arg) => arg !== TREES));
    const head = ['kernel '];
    const found: string[] = [];
    let isCut = false;
    let looked = false;
    for (const folder of (await root.expand(FOLDERS)).filter((path) => !isPattern(path))) {
      const lists = await listsIn(root, folder);
      if (lists === undefined) {
        const isListed = 'inode' in (await root.find(`${folder}/modules.dep`));
        head.push(...(isListed ? [`closed ${asBytes(folder)}`] : []));
        continue;
      }
      looked = true;
      head.push(`tree ${asBytes(folder)}`);
      for (const { path, text, cut } of lists) {
        isCut ||= cut;
        found.push(...filesIn(text, wanted).map((file) => `${asBytes(path)}:${file}`));
      }
    }
    const status = isCut ? 2 : found.length > 0 ? 0 : 1;
    const lines = [...head, ...found, ...(looked ? [`status ${status}`] : [])];
    return { exit: 0, stdout: lines.map((line) => `${line}\n`).join(''), stderr: '' };
  },
};

/** Both lists of one kernel; undefined where one of them is not there. */
async function listsIn(root: ImageRoot, folder: string) {
  const lists: { readonly path: string; readonly text: string; readonly cut: boolean }[] = [];
  for (const list of LISTS) {
    const path = `${folder}/${list}`;
    const file = await textOf(root, path);
    if (file === undefined) return undefined;
    lists.push({ path, ...file });
  }
  return lists;
}

/** The first file of each line, up to `.ko`, where it is a module that is asked for. */
const filesIn = (list: string, wanted: ReadonlySet<string>): readonly string[] =>
  linesOf(list).flatMap((line) => {
    const [file, name] = /^[^:]*\/([^/:]+?)\.ko/.exec(line) ?? [];
    return file !== undefined && wanted.has(name?.replaceAll('-', '_') ?? '') ? [file] : [];
  });
