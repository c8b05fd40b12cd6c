import ranges from '../../../checks/namespaces/docker-remap-ranges.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { IDLE, runningDocker } from '../../support/daemon-evidence.ts';
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

const NSS = 'text:/etc/nsswitch.conf';
const GOOD = 'ada:100000:65536\nbob:165536:65536\n';

testCheck(ranges, {
  pass: [
    {
      name: 'dockremap',
      given: {
        ...runningDocker({ 'userns-remap': 'default' }),
        ...host('dockremap:165536:65536\n'),
      },
    },
    {
      name: 'a user by number, a group by name',
      given: {
        ...runningDocker({ 'userns-remap': '1000:ops' }),
        ...host('ada:165536:65536\n', 'ops:165536:65536\n'),
      },
    },
    {
      name: 'groups under the name of the user',
      given: {
        ...runningDocker({ 'userns-remap': 'ada:ops' }),
        ...host('1000:165536:65536\n', 'ada:165536:65536\n'),
      },
    },
  ],
  fail: [
    {
      name: 'none',
      given: { ...runningDocker({ 'userns-remap': 'default' }), 'text:/etc/passwd': PASSWD },
      because: ['/etc/subuid dockremap: 0 ids', '/etc/subgid dockremap: 0 ids'],
    },
    {
      name: 'low and short',
      given: { ...runningDocker({ 'userns-remap': 'ada' }), ...host('ada:1000:100\n', GOOD) },
      because: ['/etc/subuid ada: 100 ids', '/etc/subuid ada start: 1000'],
    },
  ],
  notApplicable: [
    { name: 'no Docker', given: IDLE },
    { name: 'not remapped', given: runningDocker({}) },
  ],
  unknown: [
    {
      name: 'ranges of a directory',
      given: {
        ...runningDocker({ 'userns-remap': 'default' }),
        ...host(GOOD),
        [NSS]: 'subid: sss\n',
      },
    },
  ],
});
