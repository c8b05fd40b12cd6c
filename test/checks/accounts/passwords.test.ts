import passwords from '../../../checks/accounts/passwords.ts';
import { testCheck } from '../../support/test-check.ts';

const named = (id: string) => {
  const check = passwords.find((one) => one.id === id);
  if (check === undefined) throw new Error(`no check ${id}`);
  return check;
};
const SHADOW = 'shadow:';
const lines = (...entries: readonly string[]): string =>
  `${entries.map((entry) => `${entry}:19000:0:99999:7::\n`).join('')}status 0\n`;
const NONE = { name: 'no shadow', given: { [SHADOW]: 'shadow absent\n' } };
const DENIED = { name: 'not root', given: { [SHADOW]: 'shadow denied\n' } };

testCheck(named('accounts.empty-passwords'), {
  pass: [{ name: 'none', given: { [SHADOW]: lines('root:none:locked', 'a:yescrypt:open') } }],
  fail: [{ name: 'one', given: { [SHADOW]: lines('root:empty:open') }, because: ['root: empty'] }],
  notApplicable: [NONE],
  unknown: [DENIED],
});

testCheck(named('accounts.default-credentials'), {
  pass: [{ name: 'locked', given: { [SHADOW]: lines('vagrant:sha512:locked', 'pi:none:open') } }],
  fail: [
    {
      name: 'open',
      given: { [SHADOW]: lines('vagrant:sha512:open') },
      because: ['vagrant: has a password'],
    },
  ],
  notApplicable: [NONE],
  unknown: [DENIED],
});

testCheck(named('accounts.password-hash-kind'), {
  pass: [{ name: 'strong', given: { [SHADOW]: lines('a:yescrypt:open', 'b:sha512:open') } }],
  fail: [
    {
      name: 'weak, locked too',
      given: { [SHADOW]: lines('a:md5:open', 'b:des:locked') },
      because: ['a: md5', 'b: des, locked'],
    },
  ],
  notApplicable: [NONE, { name: 'keys only', given: { [SHADOW]: lines('root:none:locked') } }],
  unknown: [DENIED],
});

const PASSWD = 'a:x:5:5::/:/usr/sbin/nologin\nb:x:1000:6::/:/bin/sh\n';
testCheck(named('accounts.system-account-passwords'), {
  pass: [
    {
      name: 'none, or locked',
      given: {
        [SHADOW]: lines('a:sha512:locked', 'b:sha512:open'),
        'text:/etc/passwd': PASSWD,
      },
    },
  ],
  fail: [
    {
      name: 'one',
      given: { [SHADOW]: lines('a:sha512:open'), 'text:/etc/passwd': PASSWD },
      because: ['a: sha512'],
    },
  ],
  notApplicable: [
    { name: 'no shadow', given: { [SHADOW]: 'shadow absent\n', 'text:/etc/passwd': PASSWD } },
  ],
});
