import configurationMode from '../../../checks/sysctl/configuration-mode.ts';
import { DENIED } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';

const [check] = configurationMode;
if (check === undefined) throw new Error('no check');

const file = (mode: string, owner: string, uid: number, path: string): string =>
  `${mode}|${uid}|0|${owner}|root|regular file|80|1700000000|${path}\n`;
const FOLDER = '|0|0|root|root|directory|4096|1700000000|/etc/sysctl.d\n';
const MASK = '666|0|0|root|root|character special file|0|1700000000|/etc/sysctl.d/50-a.conf\n';

testCheck(check, {
  pass: [
    {
      name: 'root alone',
      given: {
        'stat:/etc/sysctl.conf': file('644', 'root', 0, '/etc/sysctl.conf'),
        'stat:/etc/sysctl.d': `755${FOLDER}`,
        'stat:/etc/sysctl.d/*.conf': MASK + file('600', 'root', 0, '/etc/sysctl.d/99-x.conf'),
      },
    },
  ],
  fail: [
    {
      name: 'someone else writes',
      given: {
        'stat:/etc/sysctl.d': `777${FOLDER}`,
        'stat:/etc/sysctl.d/*.conf':
          file('644', 'deploy', 1000, '/etc/sysctl.d/a.conf') +
          file('664', 'root', 0, '/etc/sysctl.d/b.conf'),
      },
      because: [
        '/etc/sysctl.d/a.conf owner: deploy (1000)',
        '/etc/sysctl.d/b.conf mode: 0664',
        '/etc/sysctl.d mode: 0777',
      ],
    },
  ],
  notApplicable: [{ name: 'no files', given: { 'stat:/etc/sysctl.d': `755${FOLDER}` } }],
  unknown: [{ name: 'not to be looked at', given: { 'stat:/etc/sysctl.d/*.conf': DENIED } }],
});
