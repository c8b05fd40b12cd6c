import { describe, expect, it } from 'vitest';
import { accounts, groups, membersOf } from '../../../src/probes/host/accounts.ts';

const raw = (stdout: string) => ({ exit: 0, stdout, stderr: '' });

describe('accounts', () => {
  it('adds primary groups, and leaves root and lines of NIS out', () => {
    const people = accounts.parse(raw('root:x:0:0:::\nada:x:1000:111:::\n+::::::\nbad:x:y:1:::\n'));
    const known = groups.parse(raw('docker:x:111:root,bob\n+:::\n'));
    if (people.state !== 'value' || known.state !== 'value') throw new Error('not read');
    expect(people.value.map(({ name }) => name)).toEqual(['root', 'ada']);
    const [docker] = known.value;
    if (docker === undefined) throw new Error('no group');
    expect(membersOf(docker, people.value)).toEqual(['ada', 'bob']);
  });
});
