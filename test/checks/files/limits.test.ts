import { describe, expect, it } from 'vitest';
import limits from '../../../checks/files/limits.ts';
import { judge } from '../../../src/engine/judge.ts';
import { observer } from '../../../src/engine/observe.ts';
import { readingKeysOf } from '../../../src/kit/define-check.ts';
import type { Recorded } from '../../../src/model/evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const line = (path: string, mode: string, owner = '0|0|root|root', type = 'regular file') =>
  `${mode}|${owner}|${type}|10|1700000000|${path}\n`;

const named = (id: string) => {
  const check = limits.find((one) => one.id === id);
  if (check === undefined) throw new Error(`no check ${id}`);
  return check;
};

testCheck(named('files.shadow'), {
  pass: [
    {
      name: 'Debian',
      given: { 'stat:/etc/shadow': line('/etc/shadow', '640', '0|42|root|shadow') },
    },
    { name: 'RHEL', given: { 'stat:/etc/shadow': line('/etc/shadow', '0') } },
  ],
  fail: [
    {
      name: 'readable by all',
      given: { 'stat:/etc/shadow': line('/etc/shadow', '644', '0|42|root|shadow') },
      because: ['/etc/shadow mode: 0644'],
    },
    {
      name: 'of others, its copy too',
      given: {
        'stat:/etc/shadow': line('/etc/shadow', '640', '7|8|lp|mail'),
        'stat:/etc/shadow-': line('/etc/shadow-', '660'),
      },
      because: [
        '/etc/shadow owner: lp (7)',
        '/etc/shadow group: mail (8)',
        '/etc/shadow- mode: 0660',
      ],
    },
  ],
  notApplicable: [{ name: 'none', given: {} }],
});

testCheck(named('files.temporary-folders'), {
  pass: [{ name: 'usual', given: { 'stat:/tmp': line('/tmp', '1777', undefined, 'directory') } }],
  fail: [
    {
      name: 'no sticky bit',
      given: { 'stat:/tmp': line('/tmp', '777', undefined, 'directory') },
      because: ['/tmp mode: 0777'],
    },
  ],
});

testCheck(named('files.systemd-units'), {
  pass: [
    {
      name: 'masked units among them',
      given: {
        'stat:/etc/systemd/system/*':
          line('/etc/systemd/system/a.service', '644') +
          line('/etc/systemd/system/b.service', '666', undefined, 'character special file'),
      },
    },
  ],
  fail: [
    {
      name: 'a unit of somebody',
      given: {
        'stat:/etc/systemd/system/*': line(
          '/etc/systemd/system/a.service',
          '664',
          '1000|1000|bob|bob',
        ),
      },
      because: [
        '/etc/systemd/system/a.service owner: bob (1000)',
        '/etc/systemd/system/a.service group: bob (1000)',
        '/etc/systemd/system/a.service mode: 0664',
      ],
    },
  ],
});

describe.each(limits.map((check) => [check.id, check] as const))('%s', (_, check) => {
  const asked = readingKeysOf(check);
  const ask = (one: Partial<Recorded>) =>
    judge(
      check,
      observer(
        Object.fromEntries(
          asked.map((key, at) => [
            key,
            at === 0
              ? { exit: 0, stdout: '', stderr: '', ...one }
              : { exit: 1, stdout: '', stderr: 'No such file or directory\n' },
          ]),
        ),
      ),
      '2026-01-02T03:04:05Z',
      undefined,
    ).outcome;
  const path = (asked[0] ?? '').slice('stat:'.length);
  it('fails what everybody can write, where it is', () => {
    expect(ask({ stdout: line(path, '666', '1000|1000|bob|bob') })).toBe('fail');
  });
  it('steps aside where nothing is there, and does not pass blind', () => {
    expect(ask({ exit: 1, stderr: 'No such file or directory\n' })).toBe('notApplicable');
    expect(ask({ exit: 1, stderr: 'Permission denied\n' })).toBe('unknown');
  });
});
