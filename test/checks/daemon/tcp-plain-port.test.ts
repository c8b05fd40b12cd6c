import plain from '../../../checks/daemon/tcp-plain-port.ts';
import { testCheck } from '../../support/test-check.ts';

const HEAD =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const line = (address: string, hexPort: string, state: string): string =>
  `   0: ${address}:${hexPort} ${'0'.repeat(address.length)}:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 24069 1 0000000000000000 100 0 0 10 0\n`;

testCheck(plain, {
  pass: [
    {
      name: 'ssh, and a connection to 2375 elsewhere',
      given: {
        'text:/proc/net/tcp':
          HEAD + line('00000000', '0016', '0A') + line('0100007F', '0947', '01'),
        'text:/proc/net/tcp6': HEAD + line('0'.repeat(32), '0016', '0A'),
      },
    },
    { name: 'no IPv6', given: { 'text:/proc/net/tcp': HEAD } },
  ],
  fail: [
    {
      name: 'both families',
      given: {
        'text:/proc/net/tcp': HEAD + line('0100007F', '0947', '0A'),
        'text:/proc/net/tcp6':
          HEAD +
          line('0'.repeat(32), '0947', '0A') +
          line('000080FE00000000FF005450B6AB7256', '0947', '0A'),
      },
      because: [
        'port 2375 of 127.0.0.1: something listens',
        'port 2375 of ::: something listens',
        'port 2375 of fe80::5054:ff:5672:abb6: something listens',
      ],
    },
  ],
  unknown: [{ name: 'no /proc', given: {} }],
});
