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

/** The first line that names no account and stands for none of NIS; undefined where every line is understood. */
export const unclearPasswdLine: Probe<string | undefined> = textProbe(
  'unclear-passwd-line',
  '/etc/passwd',
  (text) => {
    const lines = text.split('\n');
    const at = lines.findIndex((line) => !/^\s*(#|$)|^[+-]|^[^:]+:[^:]*:\d+:\d+:/.test(line));
    return value(at === -1 ? undefined : `line ${at + 1} of /etc/passwd is not understood`);
  },
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
