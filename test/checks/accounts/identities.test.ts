import identities from '../../../checks/accounts/identities.ts';
import { testCheck } from '../../support/test-check.ts';

const named = (id: string) => {
  const check = identities.find((one) => one.id === id);
  if (check === undefined) throw new Error(`no check ${id}`);
  return check;
};
const PASSWD = 'text:/etc/passwd';
const GROUP = 'text:/etc/group';
const ROOT = 'root:x:0:0:root:/root:/bin/bash\n';
const BOB = 'bob:x:1000:1000::/home/bob:/bin/bash\n';
const GROUPS = 'root:x:0:\nshadow:x:42:\n';

testCheck(named('accounts.uid-zero'), {
  pass: [{ name: 'root only', given: { [PASSWD]: ROOT + BOB } }],
  fail: [
    {
      name: 'two more',
      given: { [PASSWD]: `${ROOT}toor:x:00:0::/:/bin/sh\nroot:x:0:0::/:/bin/sh\n` },
      because: ['toor: 0', 'root: 0'],
    },
  ],
});

testCheck(named('accounts.gid-zero'), {
  pass: [
    {
      name: 'RHEL’s own',
      given: { [PASSWD]: `${ROOT}sync:x:5:0:sync:/sbin:/bin/sync\n`, [GROUP]: GROUPS },
    },
  ],
  fail: [
    {
      name: 'an account and a group',
      given: { [PASSWD]: `${ROOT}bob:x:1000:0::/:\n`, [GROUP]: `${GROUPS}wheel:x:0:\n` },
      because: ['bob: gid 0', 'group wheel: 0'],
    },
  ],
});

testCheck(named('accounts.unique-names-and-ids'), {
  pass: [{ name: 'all differ', given: { [PASSWD]: ROOT + BOB, [GROUP]: GROUPS } }],
  fail: [
    {
      name: 'a name and an id twice',
      given: {
        [PASSWD]: `${ROOT}${BOB}amy:x:1000:5::/:\n`,
        [GROUP]: `${GROUPS}shadow:x:43:\n`,
      },
      because: ['user id 1000: 2 times', 'group shadow: 2 times'],
    },
  ],
});

testCheck(named('accounts.shadowed-passwords'), {
  pass: [{ name: 'shadowed, and none', given: { [PASSWD]: `${ROOT}a:*:5:5::/:\n` } }],
  fail: [
    {
      name: 'empty, and a hash',
      given: { [PASSWD]: `${ROOT}a::5:5::/:\nb:(hidden):6:6::/:\n` },
      because: ['a: empty', 'b: a hash, or its like'],
    },
  ],
});

testCheck(named('accounts.legacy-plus-entries'), {
  pass: [{ name: 'none', given: { [PASSWD]: ROOT, [GROUP]: GROUPS } }],
  fail: [
    {
      name: 'in passwd',
      given: { [PASSWD]: `${ROOT}+::::::\n`, [GROUP]: GROUPS },
      because: ['/etc/passwd: a line with +'],
    },
  ],
});

testCheck(named('accounts.shadow-group-members'), {
  pass: [{ name: 'nobody', given: { [PASSWD]: ROOT, [GROUP]: GROUPS } }],
  fail: [
    {
      name: 'by list and by primary group',
      given: { [PASSWD]: `${ROOT}amy:x:7:42::/:\n`, [GROUP]: 'root:x:0:\nshadow:x:42:bob\n' },
      because: ['amy: a member', 'bob: a member'],
    },
  ],
  notApplicable: [{ name: 'no such group', given: { [PASSWD]: ROOT, [GROUP]: 'root:x:0:\n' } }],
});

testCheck(named('accounts.system-account-shells'), {
  pass: [
    {
      name: 'nologin',
      given: { [PASSWD]: `${ROOT}a:x:5:5::/:/usr/sbin/nologin\nsync:x:4:4::/:/bin/sync\n${BOB}` },
    },
    {
      name: 'an old UID_MIN',
      given: { [PASSWD]: `${ROOT}a:x:600:5::/:/bin/sh\n`, 'text:/etc/login.defs': 'UID_MIN 500\n' },
    },
    {
      name: 'one that is named',
      given: { [PASSWD]: `${ROOT}postgres:x:90:90::/:/bin/bash\n` },
      params: { accounts: ['postgres'] },
    },
  ],
  fail: [
    {
      name: 'a shell, written or by default',
      given: { [PASSWD]: `${ROOT}a:x:5:5::/:\nnobody:x:65534:5::/:/bin/bash\n` },
      because: ['a: /bin/sh', 'nobody: /bin/bash'],
    },
  ],
});
