import { z } from 'zod';
import {
  type AnyCheck,
  accounts,
  defineCheck,
  fileText,
  groups,
  hasLoginShell,
  membersOf,
  notApplicable,
  orAbsent,
  passUnless,
  passwdEntries,
  required,
} from '../../src/index.ts';

/** What the RHEL family ships with root's group. */
const GID_ZERO = new Set(['root', 'sync', 'shutdown', 'halt', 'operator']);

const repeated = <T>(values: readonly T[]): readonly T[] => [
  ...new Set(values.filter((one, at) => values.indexOf(one) !== at)),
];

const checks: readonly AnyCheck[] = [
  defineCheck({
    id: 'accounts.uid-zero',
    area: 'accounts',
    title: 'root is the only account with user id 0',
    severity: 'critical',
    level: 1,
    rationale: 'Every name with id 0 is root: a second one is how a way back in is left behind.',
    remedy:
      'Find out where the account comes from; remove it with `userdel -f NAME`, or edit /etc/passwd with `vipw`.',
    references: [
      'cis-rhel9-2.0:5.4.2.1',
      'cis-ubuntu2404-1.0:5.4.2.1',
      'stig-rhel9:RHEL-09-411100',
      'cis-dil-2.0:6.2.5',
      'lynis:AUTH-9204',
      'ssg:accounts_no_uid_except_zero',
    ],
    tags: ['accounts'],
    needs: { entries: required(passwdEntries) },
    evaluate({ entries }) {
      const zero = entries.filter(({ uid }) => uid === 0);
      const others = zero.filter(
        ({ name }, at) => name !== 'root' || at > zero.findIndex((z) => z.name === 'root'),
      );
      return passUnless(
        others.map(({ name }) => ({ subject: name, expected: 'an id of its own', actual: '0' })),
        'only root has id 0 in /etc/passwd',
      );
    },
  }),
  defineCheck({
    id: 'accounts.gid-zero',
    area: 'accounts',
    title: 'Only root is in root’s group by its account',
    severity: 'high',
    level: 1,
    rationale: 'Files of root that its group may write are open to the account.',
    remedy: '`usermod -g GROUP NAME`, with a group of its own; `groupmod -g GID NAME` for a group.',
    references: [
      'cis-rhel9-2.0:5.4.2.2',
      'cis-rhel9-2.0:5.4.2.3',
      'cis-ubuntu2404-1.0:5.4.2.2',
      'cis-ubuntu2404-1.0:5.4.2.3',
      'cis-dil-2.0:5.4.3',
      'ssg:accounts_root_gid_zero',
      'ssg:groups_no_zero_gid_except_root',
    ],
    tags: ['accounts'],
    needs: { entries: required(passwdEntries), groups: required(groups) },
    evaluate: ({ entries, groups: known }) =>
      passUnless(
        [
          ...entries
            .filter(({ gid, name, uid }) => gid === 0 && uid !== 0 && !GID_ZERO.has(name))
            .map(({ name }) => ({
              subject: name,
              expected: 'a group of its own',
              actual: 'gid 0',
            })),
          ...known
            .filter(({ gid, name }) => gid === 0 && name !== 'root')
            .map(({ name }) => ({
              subject: `group ${name}`,
              expected: 'an id of its own',
              actual: '0',
            })),
        ],
        'only root',
      ),
  }),
  defineCheck({
    id: 'accounts.unique-names-and-ids',
    area: 'accounts',
    title: 'No two accounts or groups share a name or an id',
    severity: 'medium',
    level: 1,
    rationale: 'Two names of one id own each other’s files, and the log cannot tell them apart.',
    remedy:
      'Give one of them another id with `usermod -u` or `groupmod -g`, and its files with `chown`.',
    references: [
      'cis-rhel9-2.0:7.2.4',
      'cis-rhel9-2.0:7.2.5',
      'cis-rhel9-2.0:7.2.6',
      'cis-rhel9-2.0:7.2.7',
      'cis-ubuntu2404-1.0:7.2.5',
      'cis-ubuntu2404-1.0:7.2.6',
      'cis-ubuntu2404-1.0:7.2.7',
      'cis-ubuntu2404-1.0:7.2.8',
      'stig-rhel9:RHEL-09-411030',
      'stig-rhel9:RHEL-09-411110',
      'cis-dil-2.0:6.2.16',
      'cis-dil-2.0:6.2.17',
      'cis-dil-2.0:6.2.18',
      'cis-dil-2.0:6.2.19',
      'lynis:AUTH-9208',
      'lynis:AUTH-9222',
      'lynis:AUTH-9226',
      'dev-sec:os-07',
      'ssg:account_unique_id',
      'ssg:group_unique_id',
      'ssg:account_unique_name',
      'ssg:group_unique_name',
    ],
    tags: ['accounts'],
    needs: { entries: required(passwdEntries), groups: required(groups) },
    evaluate({ entries, groups: known }) {
      const twice = (kind: string, values: readonly (string | number)[]) =>
        repeated(values).map((one) => ({
          subject: `${kind} ${one}`,
          expected: 'once',
          actual: `${values.filter((v) => v === one).length} times`,
        }));
      return passUnless(
        [
          ...twice(
            'account',
            entries.map(({ name }) => name),
          ),
          ...twice(
            'user id',
            entries.map(({ uid }) => uid),
          ),
          ...twice(
            'group',
            known.map(({ name }) => name),
          ),
          ...twice(
            'group id',
            known.map(({ gid }) => gid),
          ),
        ],
        `${entries.length} accounts, ${known.length} groups`,
      );
    },
  }),
  defineCheck({
    id: 'accounts.shadowed-passwords',
    area: 'accounts',
    title: 'No password stands in /etc/passwd',
    severity: 'high',
    level: 1,
    rationale:
      'Everybody reads /etc/passwd: a hash in it is guessed elsewhere, an empty field asks for no password.',
    remedy:
      '`pwconv` moves passwords to /etc/shadow; lock accounts without one with `passwd -l NAME`.',
    references: [
      'cis-rhel9-2.0:7.2.1',
      'cis-ubuntu2404-1.0:7.2.1',
      'dev-sec:os-03b',
      'ssg:accounts_password_all_shadowed',
    ],
    tags: ['accounts', 'passwords'],
    needs: { entries: required(passwdEntries) },
    evaluate: ({ entries }) =>
      passUnless(
        entries
          .filter(({ password }) => password === 'hash' || password === 'empty')
          .map(({ name, password }) => ({
            subject: name,
            expected: 'x',
            actual: password === 'hash' ? 'a hash, or its like' : 'empty',
          })),
        'passwords are in /etc/shadow',
      ),
  }),
  defineCheck({
    id: 'accounts.legacy-plus-entries',
    area: 'accounts',
    title: 'No line of /etc/passwd or /etc/group begins with a plus',
    severity: 'high',
    level: 1,
    rationale:
      'It takes in all accounts of a NIS domain; programs that do not know it see an account named + without a password.',
    remedy: 'Remove the line with `vipw` or `vigr`; name directory services in /etc/nsswitch.conf.',
    references: ['cis-dil-2.0:6.2.2', 'cis-dil-2.0:6.2.3', 'cis-dil-2.0:6.2.4'],
    tags: ['accounts'],
    needs: {
      passwd: required(fileText('/etc/passwd')),
      group: required(fileText('/etc/group')),
    },
    evaluate: ({ passwd, group }) =>
      passUnless(
        [['/etc/passwd', passwd] as const, ['/etc/group', group] as const]
          .filter(([, text]) => /^\+/m.test(text))
          .map(([subject]) => ({ subject, expected: 'no such line', actual: 'a line with +' })),
        'none',
      ),
  }),
  defineCheck({
    id: 'accounts.shadow-group-members',
    area: 'accounts',
    title: 'Nobody is in the group shadow',
    severity: 'high',
    level: 1,
    rationale: 'Its members read the hashes of all passwords.',
    remedy: '`gpasswd -d NAME shadow`, or another primary group with `usermod -g`.',
    references: ['cis-ubuntu2404-1.0:7.2.4', 'cis-dil-2.0:6.2.20', 'ssg:ensure_shadow_group_empty'],
    tags: ['accounts', 'passwords'],
    needs: { groups: required(groups), accounts: required(accounts) },
    evaluate({ groups: known, accounts: all }) {
      const shadow = known.find(({ name }) => name === 'shadow');
      if (shadow === undefined) return notApplicable('there is no group shadow');
      return passUnless(
        membersOf(shadow, all).map((name) => ({
          subject: name,
          expected: 'not in the group shadow',
          actual: 'a member',
        })),
        'no members in /etc/group',
      );
    },
  }),
  defineCheck({
    id: 'accounts.system-account-shells',
    area: 'accounts',
    title: 'Accounts of services have no login shell',
    severity: 'medium',
    level: 1,
    rationale: 'A flaw in a service, or a key in its home, gets no further without a shell.',
    remedy:
      '`usermod -s /usr/sbin/nologin NAME`; postgres, git and some others need their shell: name those in the parameter `accounts`.',
    references: [
      'cis-rhel9-2.0:5.4.2.7',
      'cis-ubuntu2404-1.0:5.4.2.7',
      'stig-rhel9:RHEL-09-411035',
      'cis-dil-2.0:5.4.2',
      'ssg:no_shelllogin_for_systemaccounts',
    ],
    tags: ['accounts'],
    needs: { entries: required(passwdEntries), logins: orAbsent(fileText('/etc/login.defs')) },
    params: z.strictObject({
      accounts: z
        .array(z.string())
        .default([])
        .describe('accounts of services that need their shell: postgres, git'),
    }),
    evaluate({ entries, logins = '' }, { params }) {
      const least = Number(/^\s*UID_MIN\s+(\d{1,9})\s*$/m.exec(logins)?.[1] ?? 1000);
      return passUnless(
        entries
          .filter((entry) => entry.uid > 0 && (entry.uid < least || entry.uid === 65534))
          .filter((entry) => hasLoginShell(entry) && !params.accounts.includes(entry.name))
          .map(({ name, shell }) => ({
            subject: name,
            expected: 'nologin or false',
            actual: shell,
          })),
        `none below ${least} has one`,
      );
    },
  }),
];

export default checks;
