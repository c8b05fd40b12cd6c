import limit from '../../../checks/namespaces/max-user-namespaces.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { IDLE, processes, runningDocker } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const proc = (key: string): string => `text:/proc/sys/${key.replaceAll('.', '/')}`;
const MAX = proc('user.max_user_namespaces');
const ETC = 'text:/etc/sysctl.d/*.conf';
const file = (line: string): Given => ({ [ETC]: `/etc/sysctl.d/60.conf:${line}\n` });
const SELF = 'text:/proc/self/status';
const ROOT = 'Name:\tsh\nUid:\t0\t0\t0\t0\nCapEff:\t000001ffffffffff\n';

testCheck(limit, {
  pass: [
    {
      name: 'room',
      given: { ...runningDocker({ 'userns-remap': 'default' }), [SELF]: ROOT, [MAX]: '63000\n' },
    },
  ],
  fail: [
    {
      name: 'hardened away',
      given: {
        ...runningDocker({ 'userns-remap': 'default' }),
        [SELF]: ROOT,
        [MAX]: '0\n',
        ...file('user.max_user_namespaces = 0'),
      },
      because: [
        'user.max_user_namespaces: 0',
        'user.max_user_namespaces after a reboot: 0, set by /etc/sysctl.d/60.conf:1',
      ],
    },
    {
      name: 'a user’s Podman, after a reboot',
      given: {
        'processes:': processes({ name: 'podman', uid: 1000, args: ['podman'] }),
        [SELF]: ROOT,
        [MAX]: '9\n',
        ...file('user.max_user_namespaces = 0'),
      },
      because: ['user.max_user_namespaces after a reboot: 0, set by /etc/sysctl.d/60.conf:1'],
    },
  ],
  notApplicable: [{ name: 'nobody needs it', given: { ...IDLE, [SELF]: ROOT, [MAX]: '0\n' } }],
});
