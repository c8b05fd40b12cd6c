import doas from '../../../checks/accounts/doas-rules.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';

const DOAS: Given = {
  'stat:/usr/bin/doas': '4755|0|0|root|root|regular file|1|1|/usr/bin/doas\n',
};
const conf = (...lines: readonly string[]): Given => ({
  ...DOAS,
  'text:/etc/doas.conf': `${lines.join('\n')}\n`,
});

testCheck(doas, {
  pass: [
    {
      name: 'passwords, commands, other accounts',
      given: conf(
        'permit persist keepenv :wheel',
        'permit nopass ci as root cmd /usr/bin/apk args update',
        'permit nopass ci as web',
        'permit nopass root',
        'deny eve # permit nopass eve',
      ),
    },
  ],
  fail: [
    {
      name: 'any command, and one with the caller’s environment',
      given: {
        ...conf('permit nopass setenv { A B=C } ada', 'permit nopass keepenv \\', ' ci cmd /bin/x'),
        'text:/etc/doas.d/*.conf': '/etc/doas.d/a.conf:permit nopass :wheel as root\n',
      },
      because: [
        '/etc/doas.conf: ada, any command: nopass setenv',
        '/etc/doas.conf: ci, /bin/x: nopass keepenv',
        '/etc/doas.d/a.conf: :wheel, any command: nopass',
      ],
    },
    {
      name: 'the account of the audit',
      given: {
        ...conf('permit nopass :wheel'),
        'text:/etc/passwd': 'root:x:0:0::/root:/bin/sh\naudit:x:1001:1001::/:/bin/sh\n',
        'text:/etc/group': 'wheel:x:10:audit\n',
        'text:/proc/self/loginuid': '1001\n',
      },
      because: ['/etc/doas.conf: :wheel, any command: nopass, for the account of this audit'],
    },
  ],
  notApplicable: [{ name: 'no doas', given: {} }],
});
