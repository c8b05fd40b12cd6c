import docker from '../../../checks/daemon/docker-group-members.ts';
import { DENIED, type Given } from '../../../src/testing/check-cases.ts';
import { IDLE, runningDocker, statLine } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const PASSWD = `root:x:0:0:root:/root:/bin/bash
ci:x:998:998::/var/lib/ci:/usr/sbin/nologin
ada:x:1000:1000:Ada:/home/ada:/bin/bash
bob:x:1001:111:Bob:/home/bob:/bin/bash
+::::::
`;
const SOCKET = 'stat:/run/docker.sock';
const host = (
  groups: string,
  passwd = PASSWD.replace('bob:x:1001:111', 'bob:x:1001:1001'),
): Given => ({
  'text:/etc/passwd': passwd,
  'text:/etc/group': groups,
});

const withDocker = (groups: string, passwd?: string): Given => ({
  ...runningDocker({}),
  ...host(groups, passwd),
  [SOCKET]: statLine('/run/docker.sock', '660', '0:111', 'socket'),
});

testCheck(docker, {
  pass: [
    { name: 'nobody', given: withDocker('root:x:0:\ndocker:x:111:\n') },
    { name: 'root alone', given: withDocker('docker:x:111:root\n') },
    {
      name: 'an administrator',
      given: withDocker('docker:x:111:ada\n'),
      params: { allowed: ['ada'] },
    },
  ],
  fail: [
    {
      name: 'an account of a service, with nobody named',
      given: withDocker('docker:x:111:ci,ada\n'),
      because: ['ci in group docker: a member, an account of a service (998)'],
    },
    {
      name: 'someone else, by primary group',
      given: withDocker('docker:x:111:ada\n', PASSWD),
      params: { allowed: ['ad'] },
      because: ['ada in group docker: a member', 'bob in group docker: a member'],
    },
    {
      name: 'another group that owns the socket',
      given: withDocker('docker:x:999:\nbuild:x:111:ci\n'),
      because: ['ci in group build: a member, an account of a service (998)'],
    },
    {
      name: 'the group of the settings',
      given: {
        ...withDocker('ops:x:5:ci\ndocker:x:111:\n'),
        ...runningDocker({ group: 'ops' }),
      },
      because: ['ci in group ops: a member, an account of a service (998)'],
    },
  ],
  notApplicable: [
    { name: 'no Docker', given: IDLE },
    { name: 'no group', given: { ...runningDocker({}), ...host('root:x:0:\n') } },
  ],
  manual: [{ name: 'people, with nobody named', given: withDocker('docker:x:111:ada,ghost\n') }],
  unknown: [{ name: 'no /etc/group', given: { ...withDocker(''), 'text:/etc/group': DENIED } }],
});
