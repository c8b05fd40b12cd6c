import type { TextFile } from '../../files/file-text.ts';
import { glob, hold, type PackageHold } from './hold.ts';

/**
 * `IgnorePkg` of pacman.conf(5), whose lines add up. No kernel is in a group that `IgnoreGroup` could name.
 * A file that `[options]` includes is not read, and may have more.
 */
export function pacmanIgnores({ path, content }: TextFile): readonly PackageHold[] {
  const holds: PackageHold[] = [];
  let section = '';
  for (const [index, line] of content.split('\n').entries()) {
    section = /^\s*\[([^\]]*)\]/.exec(line)?.[1] ?? section;
    const [, key, text = ''] = /^\s*(IgnorePkg|Include)\s*=\s*(.*)$/.exec(line) ?? [];
    if (key === undefined || section !== 'options') continue;
    const names = key === 'Include' ? ['*'] : text.trim().split(/\s+/);
    holds.push(hold(`${path}:${index + 1}`, line, names.map(glob), key === 'IgnorePkg'));
  }
  return holds;
}
