import table from '../../../checks/ssh/trust-files.ts';
import { checkIn } from '../../support/check-in.ts';
import { missing, namedPathsGiven } from '../../support/named-paths-given.ts';
import { testCheck } from '../../support/test-check.ts';

const SSHD = 'stat:/usr/sbin/sshd';
const CONFIG = 'text:/etc/ssh/sshd_config';
const sshd = (config = '') => ({
  [SSHD]: '755|0|0|root|root|regular file|1|1|/usr/sbin/sshd\n',
  [CONFIG]: `${config}\n`,
});
const HOMES = ['755 0 /home/', '700 0 /root/', '750 1000 /home/ada/', '750 1001 /home/bob/'];
const noKeys = (...homes: readonly string[]): string =>
  missing(
    ...homes.flatMap((home) => [
      `${home}/.ssh`,
      `${home}/.ssh/authorized_keys`,
      `${home}/.ssh/authorized_keys2`,
    ]),
  );

testCheck(checkIn(table, 'ssh.authorized-keys-modes'), {
  pass: [
    {
      name: 'closed, or none',
      given: {
        ...sshd(),
        ...namedPathsGiven(
          [],
          [...HOMES, '700 1000 /home/ada/.ssh/', '600 1000 /home/ada/.ssh/authorized_keys'],
          `${noKeys('/root', '/home/bob')}${missing('/home/ada/.ssh/authorized_keys2')}`,
        ),
      },
    },
  ],
  fail: [
    {
      name: 'open, and of another account',
      given: {
        ...sshd(),
        ...namedPathsGiven(
          [],
          [
            ...HOMES.slice(0, 3),
            '770 1000:27 /home/ada/.ssh/',
            '600 1001 /home/ada/.ssh/authorized_keys',
            '757 1001 /home/bob/',
          ],
          `${noKeys('/root', '/home/bob')}${missing('/home/ada/.ssh/authorized_keys2')}`,
        ),
      },
      because: [
        'ada: /home/ada/.ssh/authorized_keys: /home/ada/.ssh/authorized_keys is 0600 bob:bob',
        'ada: /home/ada/.ssh/authorized_keys2: /home/ada/.ssh is 0770 ada:27',
        'bob: /home/bob/.ssh/authorized_keys: /home/bob is 0757 bob:bob',
        'bob: /home/bob/.ssh/authorized_keys2: /home/bob is 0757 bob:bob',
      ],
    },
    {
      name: 'where the settings say',
      given: {
        ...sshd('AuthorizedKeysFile /etc/keys/%u'),
        ...namedPathsGiven([], ['777 0 /etc/keys/'], missing('/etc/keys/root')),
      },
      because: [
        'root: /etc/keys/root: /etc/keys is 0777 root:root',
        'ada: /etc/keys/ada: /etc/keys is 0777 root:root',
        'bob: /etc/keys/bob: /etc/keys is 0777 root:root',
      ],
    },
  ],
  notApplicable: [
    { name: 'no sshd', given: {} },
    { name: 'no files', given: { ...sshd('AuthorizedKeysFile none'), ...namedPathsGiven([], []) } },
  ],
  unknown: [{ name: 'not looked at', given: { ...sshd(), ...namedPathsGiven([], HOMES) } }],
});

const FILES = {
  'ssh.trusted-user-ca': 'TrustedUserCAKeys',
  'ssh.authorized-keys-command': 'AuthorizedKeysCommand',
};
for (const [id, keyword] of Object.entries(FILES)) {
  testCheck(checkIn(table, id), {
    pass: [
      {
        name: 'root’s',
        given: { ...sshd(`${keyword} /etc/x`), ...namedPathsGiven([], ['644 0 /etc/x']) },
      },
    ],
    fail: [
      {
        name: 'open',
        given: { ...sshd(`${keyword} /opt/x`), ...namedPathsGiven([], ['666 0 /opt/x']) },
        because: ['/etc/ssh/sshd_config: /opt/x: /opt/x is 0666 root:root'],
      },
    ],
    notApplicable: [
      { name: 'no sshd', given: {} },
      { name: 'no such file', given: { ...sshd(`${keyword} none`), ...namedPathsGiven([], []) } },
    ],
    unknown: [
      {
        name: 'not looked at',
        given: { ...sshd(`${keyword} /opt/x`), ...namedPathsGiven([], []) },
      },
    ],
  });
}
