import {
  accounts,
  defineCheck,
  groups,
  membersOf,
  notApplicable,
  passUnless,
  required,
} from '../../src/index.ts';

/** The first id of accounts that people have; below it are those of services (login.defs(5), UID_MIN). */
const FIRST_OF_PEOPLE = 1000;

export default defineCheck({
  id: 'filesystem.group-disk-members',
  area: 'filesystem',
  title: 'No person’s account is in the disk group',
  severity: 'critical',
  level: 1,
  rationale:
    'Members read and write the raw disk: `debugfs` gives them every file, and so root, without a trace.',
  remedy: '`gpasswd -d ACCOUNT disk`; give another primary group with `usermod -g`.',
  references: ['man:group(5)'],
  tags: ['filesystem', 'accounts'],
  needs: { groups: required(groups), accounts: required(accounts) },
  evaluate({ groups: all, accounts: known }) {
    const disk = all.find(({ name }) => name === 'disk');
    if (disk === undefined) return notApplicable('the host has no group disk');
    const members = membersOf(disk, known);
    // An account that passwd does not have comes from a directory, which is where people are.
    const people = members.filter((name) => {
      const uid = known.find((account) => account.name === name)?.uid;
      return uid === undefined || uid >= FIRST_OF_PEOPLE;
    });
    return passUnless(
      people.map((name) => ({ subject: name, expected: 'not in disk', actual: 'in disk' })),
      members.length === 0 ? 'disk has no members' : `only services: ${members.join(', ')}`,
    );
  },
});
