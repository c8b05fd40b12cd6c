import complain from '../../../checks/namespaces/apparmor-userns-complain.ts';
import limit from '../../../checks/namespaces/max-user-namespaces.ts';
import creation from '../../../checks/namespaces/unprivileged-creation.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { IDLE, processes, runningDocker } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const proc = (key: string): string => `text:/proc/sys/${key.replaceAll('.', '/')}`;
const MAX = proc('user.max_user_namespaces');
const CLONE = proc('kernel.unprivileged_userns_clone');
const RESTRICT = proc('kernel.apparmor_restrict_unprivileged_userns');
const COMPLAIN = `${RESTRICT}_complain`;
const ETC = 'text:/etc/sysctl.d/*.conf';
const file = (line: string): Given => ({ [ETC]: `/etc/sysctl.d/60.conf:${line}\n` });
const UNBOOTED = { exit: 127, stderr: 'an image that is not booted has no /proc\n' };

testCheck(creation, {
  pass: [
    { name: 'Ubuntu', given: { [RESTRICT]: '1\n', [MAX]: '63000\n' } },
    {
      name: 'Debian, hardened',
      given: { [CLONE]: '0\n', [MAX]: '63000\n', ...file('kernel.unprivileged_userns_clone = 0') },
    },
    {
      name: 'no namespaces at all',
      given: { [MAX]: '0\n', ...file('user.max_user_namespaces=0') },
    },
  ],
  fail: [
    {
      name: 'Debian',
      given: { [CLONE]: '1\n', [MAX]: '63000\n' },
      because: ['user namespaces of unprivileged users: nothing closes them'],
    },
    {
      name: 'until the next boot',
      given: { [MAX]: '0\n' },
      because: ['user namespaces of unprivileged users after a reboot: nothing closes them'],
    },
    {
      name: 'a file opens it again',
      given: {
        [RESTRICT]: '1\n',
        [MAX]: '9\n',
        ...file('kernel.apparmor_restrict_unprivileged_userns=0'),
      },
      because: ['user namespaces of unprivileged users after a reboot: nothing closes them'],
    },
  ],
  notApplicable: [
    {
      name: 'needed here',
      given: { [CLONE]: '1\n', [MAX]: '9\n' },
      params: { rootlessNeeded: true },
    },
  ],
  unknown: [
    {
      name: 'an image, and no file',
      given: { [CLONE]: UNBOOTED, [RESTRICT]: UNBOOTED, [MAX]: UNBOOTED },
    },
  ],
});

testCheck(complain, {
  pass: [{ name: 'enforcing', given: { [RESTRICT]: '1\n', [COMPLAIN]: '0\n' } }],
  fail: [
    {
      name: 'complaining, now and then',
      given: {
        [RESTRICT]: '1\n',
        [COMPLAIN]: '1\n',
        ...file('kernel.apparmor_restrict_unprivileged_userns_complain = 1'),
      },
      because: [
        'kernel.apparmor_restrict_unprivileged_userns_complain: 1',
        'kernel.apparmor_restrict_unprivileged_userns_complain after a reboot: 1, set by /etc/sysctl.d/60.conf:1',
      ],
    },
  ],
  notApplicable: [
    { name: 'no such key', given: {} },
    { name: 'the restriction is off', given: { [RESTRICT]: '0\n', [COMPLAIN]: '1\n' } },
  ],
});

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
