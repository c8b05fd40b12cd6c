import type { TextFile } from '../../files/file-text.ts';
import { glob, hold, type PackageHold } from './hold.ts';

/** Packages that apk-world(5) binds to a version or to those below; `~` binds to a branch, which may be alive. */
export const worldPins = ({ path, content }: TextFile): readonly PackageHold[] =>
  content.split(/\s+/).flatMap((word) => {
    const [, name, bound] = /^([\w.+-]+?)(?:@[\w.-]+)?([<=~]+)[^<=~]+$/.exec(word) ?? [];
    if (name === undefined || bound === undefined) return [];
    return [hold(path, word, [glob(name)], !bound.includes('~'))];
  });
