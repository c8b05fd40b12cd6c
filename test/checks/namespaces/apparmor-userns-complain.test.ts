import complain from '../../../checks/namespaces/apparmor-userns-complain.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';

const proc = (key: string): string => `text:/proc/sys/${key.replaceAll('.', '/')}`;
const RESTRICT = proc('kernel.apparmor_restrict_unprivileged_userns');
const COMPLAIN = `${RESTRICT}_complain`;
const ETC = 'text:/etc/sysctl.d/*.conf';
const file = (line: string): Given => ({ [ETC]: `/etc/sysctl.d/60.conf:${line}\n` });

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
