import listeners from '../../../checks/services/listeners.ts';
import { testCheck } from '../../support/test-check.ts';
import { LOOPBACK, TCP, tcp, UDP, udp, WILDCARD } from './hosts.ts';

testCheck(listeners, {
  pass: [
    { name: 'loopback', given: { [TCP]: tcp([LOOPBACK, 25]), [UDP]: udp([LOOPBACK, 323]) } },
    {
      name: 'approved, and a question to DNS',
      given: { [TCP]: tcp([WILDCARD, 22]), [UDP]: udp([WILDCARD, 40_000]) },
      params: { approved: ['tcp/22'] },
    },
  ],
  fail: [
    {
      name: 'more',
      given: {
        [TCP]: tcp([WILDCARD, 22], ['0100000A', 8080]),
        'text:/proc/net/tcp6': tcp(['0'.repeat(32), 8080]),
        [UDP]: udp([WILDCARD, 161]),
      },
      params: { approved: ['tcp/22'] },
      because: ['tcp/8080: open on 10.0.0.1, ::', 'udp/161: open on 0.0.0.0'],
    },
  ],
  manual: [{ name: 'no list', given: { [TCP]: tcp([WILDCARD, 22]) } }],
});
