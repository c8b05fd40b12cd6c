import { absent, denied, failed, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import { modules, TREES } from '../readers/modules.ts';

/** Folders of modules that were looked through: those of the kernel that runs, or of every kernel. */
export const moduleTrees: Probe<readonly string[]> = {
  key: 'module-trees:',
  reading: { reader: modules, arg: TREES },
  parse: ({ exit, stdout, stderr }) => {
    const lines = stdout.split('\n');
    const rest = (head: string): readonly string[] =>
      lines.filter((line) => line.startsWith(head)).map((line) => line.slice(head.length));
    if (exit !== 0) {
      return /denied/i.test(stderr)
        ? denied('the lists of modules')
        : failed('the lists of modules');
    }
    const [closed] = rest('closed ');
    if (closed !== undefined) return denied(`${visibleLine(closed, 200)} may not be read`);
    const trees = rest('tree ');
    if (trees.length === 0) return absent('no list of modules in /lib/modules');
    const [status] = rest('status ');
    // 1: none of the modules is in any list.
    if (status !== '0' && status !== '1')
      return failed('the lists of modules could not be read whole');
    return value(trees);
  },
};

/** Where depmod's lists have one module. */
export interface ModuleFile {
  readonly builtIn: boolean;
  /** A kernel has it as a file, which modprobe can load. */
  readonly loadable: boolean;
}

const OF_A_LIST = /^[^:]*\/modules\.(?:dep|builtin):/;

/** Means something only beside `moduleTrees`. @param name with underscores. */
export const moduleFile = (name: string): Probe<ModuleFile> => ({
  key: `module-file:${name}`,
  reading: { reader: modules, arg: name },
  parse: ({ exit, stdout, stderr }) => {
    if (exit !== 0)
      return /denied/i.test(stderr) ? denied(`module ${name}`) : failed(`module ${name}`);
    const foreign = stdout.split('\n').find((line) => line !== '' && !OF_A_LIST.test(line));
    if (foreign !== undefined) return failed(`no line of depmod: ${visibleLine(foreign, 200)}`);
    return value({
      builtIn: /modules\.builtin:/.test(stdout),
      loadable: /modules\.dep:/.test(stdout),
    });
  },
});
