import authorization from '../../../checks/daemon/authorization-plugin.ts';
import { DENIED, type Given } from '../../../src/testing/check-cases.ts';
import { IDLE, processes, runningDocker, statLine } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const none = [{ name: 'no Docker', given: IDLE }];
const passwd = 'root:x:0:0::/root:/bin/sh\nada:x:1000:1000::/home/ada:/bin/bash\n';
const group = (...members: readonly string[]): Given => ({
  'text:/etc/group': `root:x:0:\ndocker:x:111:${members.join(',')}\n`,
  'text:/etc/passwd': passwd,
  'stat:/run/docker.sock': statLine('/run/docker.sock', '660', '0:111', 'socket'),
});

testCheck(authorization, {
  pass: [
    {
      name: 'set',
      given: { ...runningDocker({ 'authorization-plugins': ['opa'] }), ...group('ada') },
    },
  ],
  fail: [
    {
      name: 'a group of people',
      given: { ...runningDocker({}), ...group('ada') },
      because: ['authorization-plugins: none, the default'],
    },
    {
      name: 'TCP',
      given: {
        ...group(),
        'processes:': processes({
          name: 'dockerd',
          args: ['dockerd', '-H', 'tcp://10.0.0.5:2376', '--tlsverify'],
        }),
      },
      because: ['authorization-plugins: none, the default'],
    },
  ],
  notApplicable: [...none, { name: 'root alone', given: { ...runningDocker({}), ...group() } }],
  unknown: [{ name: 'no groups', given: { ...runningDocker({}), 'text:/etc/group': DENIED } }],
});
