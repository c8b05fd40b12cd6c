import creation from '../../../checks/namespaces/unprivileged-creation.ts';
import { type Given, NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';

const proc = (key: string): string => `text:/proc/sys/${key.replaceAll('.', '/')}`;
const MAX = proc('user.max_user_namespaces');
const CLONE = proc('kernel.unprivileged_userns_clone');
const RESTRICT = proc('kernel.apparmor_restrict_unprivileged_userns');
const ETC = 'text:/etc/sysctl.d/*.conf';
const file = (line: string): Given => ({ [ETC]: `/etc/sysctl.d/60.conf:${line}\n` });

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
      given: { [CLONE]: NOT_BOOTED, [RESTRICT]: NOT_BOOTED, [MAX]: NOT_BOOTED },
    },
  ],
});
