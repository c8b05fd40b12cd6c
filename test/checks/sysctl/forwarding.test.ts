import forwarding from '../../../checks/sysctl/forwarding.ts';
import { DENIED } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';
import { booted } from './cases.ts';

/** Process 1, and none of an engine. */
const INIT = '/proc/1/status:Name:\tsystemd\n/proc/1/status:Uid:\t0\t0\t0\t0\n';

const KEYS = [
  ['net.ipv4.ip_forward', 'text:/proc/sys/net/ipv4/ip_forward'],
  ['net.ipv6.conf.all.forwarding', 'text:/proc/sys/net/ipv6/conf/*/forwarding'],
  ['net.ipv4.conf.all.forwarding', 'text:/proc/sys/net/ipv4/conf/*/forwarding'],
  ['net.ipv4.conf.default.forwarding', 'text:/proc/sys/net/ipv4/conf/*/forwarding'],
  ['net.ipv6.conf.default.forwarding', 'text:/proc/sys/net/ipv6/conf/*/forwarding'],
] as const;

for (const [key, reading] of KEYS) {
  const check = forwarding.find(({ id }) => id === `sysctl.${key}`);
  if (check === undefined) throw new Error(`no check for ${key}`);
  const running = (value: string) => ({
    [reading]: reading.includes('*')
      ? `/proc/sys/${key.replaceAll('.', '/')}:${value}\n`
      : `${value}\n`,
    'processes:': INIT,
  });
  const dockerd = '755|0|0|root|root|regular file|90000000|1700000000|/usr/bin/dockerd\n';
  testCheck(check, {
    pass: [{ name: 'off', given: booted('', running('0')) }],
    fail: [
      { name: 'on', given: booted('', running('1')), because: [`${key}: 1`] },
      {
        name: 'on after a reboot',
        given: booted(`${key} = 1`, running('0')),
        because: [`${key} after a reboot: 1, set by /etc/sysctl.d/99-x.conf:1`],
      },
    ],
    notApplicable: [
      {
        name: 'Docker is installed',
        given: { ...booted('', running('1')), 'stat:/usr/bin/dockerd': dockerd },
      },
      { name: 'no such protocol', given: booted('', { 'processes:': INIT }) },
    ],
    unknown: [
      { name: 'not to be read', given: booted('', { ...running('0'), [reading]: DENIED }) },
    ],
  });
}
