import { value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';

/** A line of passwd(5), its password told by kind only. */
export interface PasswdEntry {
  readonly name: string;
  /** `none` fits no password, such as `*`. */
  readonly password: 'shadowed' | 'empty' | 'none' | 'hash';
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  /** `/bin/sh` where the field is empty. */
  readonly shell: string;
}

export const passwdEntries: Probe<readonly PasswdEntry[]> = textProbe(
  'passwd-entries',
  '/etc/passwd',
  (text) =>
    value(
      text.split('\n').flatMap((line) => {
        const [name = '', password = '', uid = '', gid = '', , home = '', shell = ''] =
          line.split(':');
        if (name === '' || /^[+-]/.test(name) || !isId(uid) || !isId(gid)) return [];
        const entry = { name: visibleLine(name, 64), uid: Number(uid), gid: Number(gid), home };
        return [{ ...entry, password: passwordKind(password), shell: shell || '/bin/sh' }];
      }),
    ),
);

const isId = (digits: string): boolean => /^\d{1,10}$/.test(digits);

function passwordKind(field: string): PasswdEntry['password'] {
  if (field === 'x') return 'shadowed';
  if (field === '') return 'empty';
  return /^[*!]/.test(field) ? 'none' : 'hash';
}

/** Whether somebody who logs in gets a shell; nologin and false end the login. */
export const hasLoginShell = ({ shell }: PasswdEntry): boolean =>
  !/\/(nologin|false|sync|shutdown|halt)$/.test(shell);
