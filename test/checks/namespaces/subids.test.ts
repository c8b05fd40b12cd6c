import { describe } from 'vitest';
import table from '../../../checks/namespaces/subids.ts';
import { DENIED, type Given } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';

const PASSWD = `root:x:0:0:root:/root:/bin/bash
ada:x:1000:1000::/home/ada:/bin/bash
bob:x:1001:1001::/home/bob:/bin/bash
`;
const host = (subuid: string, subgid = subuid, passwd = PASSWD): Given => ({
  'text:/etc/subuid': subuid,
  'text:/etc/subgid': subgid,
  'text:/etc/passwd': passwd,
});

const GROUP = { 'text:/etc/group': 'root:x:0:\nada:x:1000:\n' };
const NSS = 'text:/etc/nsswitch.conf';
const GOOD = 'ada:100000:65536\nbob:165536:65536\n';
const none = [{ name: 'neither file', given: { 'text:/etc/passwd': PASSWD } }];
const directory = [
  {
    name: 'ranges of a directory',
    given: { ...host(GOOD), [NSS]: 'passwd: files sss\nsubid: sss\n' },
  },
  { name: 'may not read', given: { ...host(GOOD), 'text:/etc/subgid': DENIED } },
];

describe('subordinate ids', () => {
  testCheck(checkIn(table, 'namespaces.subid-disjoint'), {
    pass: [
      { name: 'as useradd gives them', given: host(GOOD) },
      {
        name: 'one owner by name and number',
        given: host('ada:100000:65536\n1000:100000:65536\n'),
      },
      { name: 'empty', given: host('') },
      { name: 'files named', given: { ...host(GOOD), [NSS]: 'subid: files # local\n' } },
    ],
    fail: [
      {
        name: 'cloned lines',
        given: host('ada:100000:65536\nbob:100000:65536\n', 'ada:100000:65536\nbob:165535:2\n'),
        because: [
          '/etc/subuid ada and bob: 100000-165535 and 100000-165535',
          '/etc/subgid ada and bob: 100000-165535 and 165535-165536',
        ],
      },
    ],
    notApplicable: none,
    unknown: directory,
  });

  testCheck(checkIn(table, 'namespaces.subid-host-overlap'), {
    pass: [{ name: 'above all accounts', given: { ...host(GOOD), ...GROUP } }],
    fail: [
      {
        name: 'low, and over an account',
        given: { ...host('ada:1001:65536\n', 'ada:100000:65536\n'), ...GROUP },
        because: [
          '/etc/subuid ada 1001-66536: starts at 1001',
          '/etc/subuid ada 1001-66536 bob: bob is 1001',
        ],
      },
      {
        name: 'over an account of a directory that is listed',
        given: {
          ...host('ada:200000:65536\n', '', `${PASSWD}eve:x:200001:200001::/h:/bin/sh\n`),
          ...GROUP,
        },
        because: ['/etc/subuid ada 200000-265535 eve: eve is 200001'],
      },
    ],
    notApplicable: [
      { name: 'neither file', given: { 'text:/etc/passwd': PASSWD, 'text:/etc/group': '' } },
    ],
    unknown: directory.map((c) => ({ ...c, given: { ...c.given, ...GROUP } })),
  });

  testCheck(checkIn(table, 'namespaces.subid-size'), {
    pass: [
      { name: 'enough', given: host(GOOD) },
      { name: 'enough in two', given: host('ada:100000:32768\n1000:200000:32768\n') },
    ],
    fail: [
      {
        name: 'short',
        given: host('ada:100000:65535\n'),
        because: ['/etc/subuid ada: 65535 ids', '/etc/subgid ada: 65535 ids'],
      },
    ],
    notApplicable: [...none, { name: 'nobody has any', given: host('') }],
    unknown: directory,
  });

  testCheck(checkIn(table, 'namespaces.subid-agreement'), {
    pass: [{ name: 'as many', given: host(GOOD) }],
    fail: [
      {
        name: 'a side is missing',
        given: host(GOOD, 'ada:300000:65536\n'),
        because: ['subordinate ids of bob: 65536 users, 0 groups'],
      },
    ],
    notApplicable: [...none, { name: 'nobody has any', given: host('') }],
    unknown: directory,
  });

  testCheck(checkIn(table, 'namespaces.subid-syntax'), {
    pass: [
      {
        name: 'well formed',
        given: host(`# users\n\n${GOOD}containers:500000:65536\ndockremap:600000:65536\n`),
      },
      {
        name: 'the owner may be in the directory',
        given: { ...host('eve:100000:65536\n'), [NSS]: 'passwd: files [SUCCESS=return] sss\n' },
      },
    ],
    fail: [
      {
        name: 'all mistakes',
        given: host(
          'ada:100000\nada:100000:0\nada:4294901760:65536\neve:100000:65536\nada:1e5:1\nada:100000:65536\r\n',
          '',
        ),
        because: [
          '/etc/subuid:1: ada:100000',
          '/etc/subuid:2: ada:100000:0',
          '/etc/subuid:3: ada:4294901760:65536',
          '/etc/subuid:5: ada:1e5:1',
          '/etc/subuid:6: ada:100000:65536\\u{d}',
          '/etc/subuid:4: eve does not exist',
        ],
      },
    ],
    notApplicable: none,
    unknown: directory,
  });
});
