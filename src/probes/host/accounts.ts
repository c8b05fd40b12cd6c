import { value } from '../../model/observation.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';

/** A line of passwd(5). Accounts of a directory service are not in the file. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  /** Primary group. */
  readonly gid: number;
}

/** A line of group(5); members by their primary group are not listed there. */
export interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

export const accounts: Probe<readonly Account[]> = textProbe('accounts', '/etc/passwd', (text) =>
  value(
    fieldsOf(text, 7).flatMap(([name = '', , uid = '', gid = '']) =>
      isId(uid) && isId(gid) ? [{ name, uid: Number(uid), gid: Number(gid) }] : [],
    ),
  ),
);

export const groups: Probe<readonly Group[]> = textProbe('groups', '/etc/group', (text) =>
  value(
    fieldsOf(text, 4).flatMap(([name = '', , gid = '', members = '']) =>
      isId(gid)
        ? [{ name, gid: Number(gid), members: members.split(',').filter((m) => m !== '') }]
        : [],
    ),
  ),
);

/** Lines with so many fields; lines of NIS (`+::::::`) name no account. */
const fieldsOf = (text: string, count: number): readonly (readonly string[])[] =>
  text
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= count && !/^[+-]?$|^[+-]/.test(fields[0] ?? ''));

const isId = (digits: string): boolean => /^\d{1,10}$/.test(digits);

/** Everyone in a group, by its list and by primary group, root left out, sorted by name. */
export function membersOf(group: Group, all: readonly Account[]): readonly string[] {
  const primary = all.filter(({ gid, uid }) => gid === group.gid && uid !== 0);
  const names = new Set([...group.members, ...primary.map(({ name }) => name)]);
  return [...names].filter((name) => name !== 'root').sort();
}
