import type { AnyCheck } from '../../../src/kit/define-check.ts';
import { statLine } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

export interface FileSample {
  readonly path: string;
  /** The widest that it may have: 644 where none is given. */
  readonly mode?: string;
}

/** What every check of a file's owner and mode answers. */
export function testFileOwner(check: AnyCheck, { path, mode = '644' }: FileSample): void {
  const type = mode === '755' && !/bin|init\.d/.test(path) ? 'directory' : 'regular file';
  testCheck(check, {
    pass: [
      {
        name: 'as packages have it',
        given: { [`stat:${path}`]: statLine(path, mode, '0:0', type) },
      },
    ],
    fail: [
      {
        name: 'all can write it',
        given: { [`stat:${path}`]: statLine(path, '777', '0:0', type) },
        because: [`${path} mode: 0777`],
      },
      {
        name: 'of an account and its group',
        given: { [`stat:${path}`]: statLine(path, mode, '1000:111', type) },
        because: [`${path} owner: ada (1000)`, `${path} group: docker (111)`],
      },
    ],
    notApplicable: [{ name: 'not there', given: {} }],
  });
}
