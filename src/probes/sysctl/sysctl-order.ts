import type { ConfigFile } from '../files/config-folder.ts';
import type { TextFile } from '../files/file-text.ts';

/** Folders of sysctl files by path. */
export interface SysctlFolders {
  readonly etc: readonly ConfigFile[];
  readonly run: readonly ConfigFile[];
  readonly local: readonly ConfigFile[];
  readonly usr: readonly ConfigFile[];
  readonly lib: readonly ConfigFile[];
}

/**
 * sysctl.d(5): a file masks files of the same name in later folders; then all go by name.
 * Where /lib/sysctl.d is the same folder as /usr/lib/sysctl.d its files are masked by themselves.
 */
export function byName({ etc, run, local, usr, lib }: SysctlFolders): readonly TextFile[] {
  const files = new Map<string, ConfigFile>();
  for (const file of [...etc, ...run, ...local, ...usr, ...lib]) {
    if (!files.has(file.name)) files.set(file.name, file);
  }
  return [...files.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The order of Alpine's boot script: folder by folder, /etc/sysctl.conf before /run.
 * A link to /dev/null masks nothing there.
 */
export function byFolder(
  { etc, run, usr, lib }: SysctlFolders,
  main: readonly TextFile[],
): readonly TextFile[] {
  const masks = (folders: readonly ConfigFile[]) => {
    const names = new Set(folders.filter(({ regular }) => regular).map(({ name }) => name));
    return ({ name }: ConfigFile) => !names.has(name);
  };
  return [
    ...[...lib, ...usr].filter(masks([...etc, ...run])),
    ...etc.filter(masks(run)),
    ...main,
    ...run,
  ];
}
