import allowLists from '../../../checks/accounts/allow-lists.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';

const PASSWD = 'text:/etc/passwd';
const GROUP = 'text:/etc/group';
const SYSTEM =
  'root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1::/:/usr/sbin/nologin\nnobody:x:65534:65534::/:/bin/sh\n';
const ADA = 'ada:x:1000:1000::/home/ada:/bin/bash\n';
const VAGRANT = 'vagrant:x:1001:27::/home/vagrant:/bin/sh\n';
const CLOSED = 'www:x:1002:1002::/:/usr/sbin/nologin\n';
const NOISE = 'bob;x:1003\n';

testCheck(checkIn(allowLists, 'accounts.unexpected-accounts'), {
  pass: [
    {
      name: 'all on the list, another without a shell',
      given: { [PASSWD]: SYSTEM + ADA + CLOSED },
      params: { accounts: ['ada'] },
    },
  ],
  fail: [
    {
      name: 'one of the builder, although a line is not understood',
      given: { [PASSWD]: SYSTEM + ADA + VAGRANT + NOISE },
      params: { accounts: ['ada'] },
      because: ['vagrant: uid 1001 with /bin/sh'],
    },
  ],
  manual: [{ name: 'no list', given: { [PASSWD]: SYSTEM + ADA } }],
  notApplicable: [{ name: 'nobody', given: { [PASSWD]: SYSTEM + CLOSED } }],
  unknown: [
    {
      name: 'a line that is not understood',
      given: { [PASSWD]: SYSTEM + ADA + NOISE },
      params: { accounts: ['ada'] },
    },
  ],
});

const GROUPS = 'root:x:0:\nsudo:x:27:ada,root\nusers:x:100:bob\n';

testCheck(checkIn(allowLists, 'accounts.sudo-group-members'), {
  pass: [
    {
      name: 'all on the list',
      given: { [PASSWD]: SYSTEM + ADA, [GROUP]: GROUPS },
      params: { accounts: ['ada'] },
    },
  ],
  fail: [
    {
      name: 'by its primary group',
      given: { [PASSWD]: SYSTEM + ADA + VAGRANT, [GROUP]: GROUPS },
      params: { accounts: ['ada'] },
      because: ['vagrant in sudo: a member'],
    },
  ],
  manual: [{ name: 'no list', given: { [PASSWD]: SYSTEM + ADA, [GROUP]: GROUPS } }],
  notApplicable: [
    {
      name: 'no member',
      given: { [PASSWD]: SYSTEM + ADA, [GROUP]: 'sudo:x:27:\nwheel:x:10:root\n' },
    },
  ],
  unknown: [
    {
      name: 'a line that is not understood',
      given: { [PASSWD]: SYSTEM + NOISE, [GROUP]: GROUPS },
      params: { accounts: ['ada'] },
    },
  ],
});
