import { z } from 'zod';
import {
  type AnyCheck,
  accounts,
  defineCheck,
  groups,
  hasLoginShell,
  manual,
  membersOf,
  notApplicable,
  orAbsent,
  passUnless,
  passwdEntries,
  required,
  unclearPasswdLine,
} from '../../src/index.ts';

const listed = (what: string) =>
  z.strictObject({ accounts: z.array(z.string().min(1)).default([]).describe(what) });

/** Ids of people begin at 1000 (UID_MIN of every distribution that is carried); 65534 is nobody. */
const isPersons = (uid: number): boolean => uid >= 1000 && uid !== 65534;

/** Debian and Ubuntu, the RHEL family, older Ubuntu. */
const ADMINISTRATORS: readonly string[] = ['sudo', 'wheel', 'admin'];

const checks: readonly AnyCheck[] = [
  defineCheck({
    id: 'accounts.unexpected-accounts',
    area: 'accounts',
    title: 'Login accounts are those on the allow-list',
    severity: 'medium',
    level: 2,
    rationale:
      'An account that an intruder made, or that the builder of an image left behind, is a way in that nobody watches.',
    remedy:
      '`userdel -r NAME`, or `usermod -s /usr/sbin/nologin NAME`. The list: parameter `accounts`.',
    references: ['stig-rhel9:RHEL-09-411095', 'lynis:AUTH-9234'],
    tags: ['accounts'],
    params: listed('accounts that people log in with, by name'),
    needs: { entries: required(passwdEntries), unclear: orAbsent(unclearPasswdLine) },
    doubt: ({ unclear }) => unclear,
    evaluate({ entries }, { params }) {
      const people = entries.filter((entry) => isPersons(entry.uid) && hasLoginShell(entry));
      if (people.length === 0) return notApplicable('no account of a person has a login shell');
      const names = people.map(({ name }) => name);
      if (params.accounts.length === 0)
        return manual(`Are these accounts expected: ${shown(names)}?`);
      return passUnless(
        people
          .filter(({ name }) => !params.accounts.includes(name))
          .map(({ name, uid, shell }) => ({
            subject: name,
            expected: 'no account, or one on the list',
            actual: `uid ${uid} with ${shell}`,
          })),
        shown(names),
      );
    },
  }),
  defineCheck({
    id: 'accounts.sudo-group-members',
    area: 'accounts',
    title: 'Members of the administrative groups are on the allow-list',
    severity: 'medium',
    level: 2,
    rationale: 'Whoever is in one of them becomes root with a password of their own.',
    remedy: '`gpasswd -d NAME sudo` (or wheel, admin). The list: parameter `accounts`.',
    references: ['stig-ubuntu2404:UBTU-24-600130', 'ssg:ensure_sudo_group_restricted'],
    tags: ['accounts', 'sudo'],
    params: listed('accounts that may administer the host, by name'),
    needs: {
      groups: required(groups),
      accounts: required(accounts),
      unclear: orAbsent(unclearPasswdLine),
    },
    doubt: ({ unclear }) => unclear,
    evaluate({ groups: all, accounts: known }, { params }) {
      const members = all
        .filter(({ name }) => ADMINISTRATORS.includes(name))
        .flatMap((group) => membersOf(group, known).map((name) => ({ group: group.name, name })));
      if (members.length === 0) return notApplicable('sudo, wheel and admin have no members');
      const names = [...new Set(members.map(({ name }) => name))];
      if (params.accounts.length === 0)
        return manual(`Are these the administrators: ${shown(names)}?`);
      return passUnless(
        members
          .filter(({ name }) => !params.accounts.includes(name))
          .map(({ group, name }) => ({
            subject: `${name} in ${group}`,
            expected: 'no member, or one on the list',
            actual: 'a member',
          })),
        shown(names),
      );
    },
  }),
];

/** Names that are shown at once. */
const MOST = 20;

const shown = (names: readonly string[]): string =>
  names.length > MOST
    ? `${names.slice(0, MOST).join(', ')} and ${names.length - MOST} more`
    : names.join(', ');

export default checks;
