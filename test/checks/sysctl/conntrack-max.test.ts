import conntrackMax from '../../../checks/sysctl/conntrack-max.ts';
import { DENIED } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';
import { booted } from './cases.ts';

const MAX = 'text:/proc/sys/net/netfilter/nf_conntrack_max';
const COUNT = 'text:/proc/sys/net/netfilter/nf_conntrack_count';
const KEY = 'net.netfilter.nf_conntrack_max';

testCheck(conntrackMax, {
  pass: [{ name: 'room', given: booted('', { [MAX]: '262144\n', [COUNT]: '1200\n' }) }],
  fail: [
    {
      name: 'small',
      given: booted('', { [MAX]: '16384\n', [COUNT]: '100\n' }),
      because: [`${KEY}: 16384`],
    },
    {
      name: 'nearly full',
      given: booted('', { [MAX]: '65536\n', [COUNT]: '60000\n' }),
      because: ['net.netfilter.nf_conntrack_count: 60000 of 65536'],
    },
    {
      name: 'small after a reboot',
      given: booted(`${KEY} = 1024`, { [MAX]: '131072\n', [COUNT]: '1\n' }),
      because: [`${KEY} after a reboot: 1024, set by /etc/sysctl.d/99-x.conf:1`],
    },
  ],
  notApplicable: [{ name: 'no tracking', given: booted('', {}) }],
  unknown: [{ name: 'not to be read', given: booted('', { [MAX]: DENIED }) }],
});
