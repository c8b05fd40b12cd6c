import { isPattern } from '../../model/shell-pattern.ts';
import { kconfig as reader } from '../../probes/readers/kconfig.ts';
import { type ImageReader, linesOf, textOf } from './image-reader.ts';

const FILES = [
  '/boot/config-*',
  '/lib/modules/*/config',
  '/usr/lib/modules/*/config',
  '/usr/lib/ostree-boot/config-*',
];

/** As the reader's own shell. */
const MOST_KERNELS = 8;

export const kconfig: ImageReader = {
  reader,
  files: () => FILES,
  read: async (root, args) => {
    const wanted = new Set(args);
    const paths: string[] = [];
    for (const pattern of FILES) paths.push(...(await root.expand(pattern)));
    const out: string[] = [];
    let count = 0;
    for (const path of paths.filter((one) => !isPattern(one))) {
      const file = await textOf(root, path);
      if (file === undefined) continue;
      count += 1;
      if (count > MOST_KERNELS) {
        out.push('more');
        break;
      }
      out.push(`file ${path}`, ...optionsIn(file.text, wanted), `status ${file.cut ? 2 : 0}`);
    }
    return { exit: 0, stdout: out.map((line) => `${line}\n`).join(''), stderr: '' };
  },
};

const optionsIn = (config: string, wanted: ReadonlySet<string>): readonly string[] =>
  linesOf(config).filter((line) => {
    const name = /^(?:# )?CONFIG_(\w+)[= ]/.exec(line)?.[1];
    return name === undefined ? /^# Linux\//.test(line) : wanted.has(name);
  });
