import { describe } from 'vitest';
import interfaces from '../../../checks/sysctl/network-interfaces.ts';
import { type Cases, DENIED, type Given } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';
import { booted, image } from './cases.ts';

type Values = Readonly<Record<string, string>>;

/** What grep prints for one setting of all interfaces. */
function conf(family: 4 | 6, setting: string, values: Values): Given {
  const folder = `/proc/sys/net/ipv${family}/conf`;
  return {
    [`text:${folder}/*/${setting}`]: Object.entries(values)
      .map(([device, value]) => `${folder}/${device}/${setting}:${value}\n`)
      .join(''),
  };
}

const check = (id: string, cases: Cases<undefined>): void =>
  testCheck(checkIn(interfaces, `sysctl.net.${id}`), cases);

const GLOB = (setting: string): string => `text:/proc/sys/net/ipv4/conf/*/${setting}`;
const SYSTEMD_LINES =
  'net.ipv4.conf.default.rp_filter = 2\nnet.ipv4.conf.*.rp_filter = 2\n-net.ipv4.conf.all.rp_filter';

describe('reverse path filter: the higher of both counts', () => {
  const rp = (values: Values): Given => conf(4, 'rp_filter', values);
  check('ipv4.conf.all.rp_filter', {
    pass: [
      {
        name: 'set for all',
        given: booted('net.ipv4.conf.all.rp_filter=1', rp({ all: '1', default: '0', eth0: '0' })),
      },
      {
        name: 'as systemd ships it: all is 0, each interface is 2',
        given: booted(SYSTEMD_LINES, rp({ all: '0', default: '2', lo: '2', eth0: '2' })),
      },
      {
        name: 'an image that sets it',
        given: image('net.ipv4.conf.all.rp_filter=2', [GLOB('rp_filter')]),
      },
    ],
    fail: [
      {
        name: 'nothing set',
        given: booted('', rp({ all: '0', default: '0', eth0: '0' })),
        because: ['net.ipv4.conf.all.rp_filter: 0'],
      },
      {
        name: 'one interface without',
        given: booted(SYSTEMD_LINES, rp({ all: '0', default: '2', eth0: '2', eth1: '0' })),
        because: ['net.ipv4.conf.all.rp_filter: 0'],
      },
      {
        name: 'lost at a reboot',
        given: booted('', rp({ all: '1', default: '0', eth0: '0' })),
        because: ["net.ipv4.conf.all.rp_filter after a reboot: 0, from the kernel's default"],
      },
      {
        name: 'switched off by a file',
        given: booted('net.ipv4.conf.all.rp_filter = 0', rp({ all: '1', default: '0', eth0: '0' })),
        because: ['net.ipv4.conf.all.rp_filter after a reboot: 0, from /etc/sysctl.d/99-x.conf:1'],
      },
    ],
    notApplicable: [{ name: 'no IPv4', given: booted('', {}) }],
    unknown: [{ name: 'not to be read', given: booted('', { [GLOB('rp_filter')]: DENIED }) }],
  });
  check('ipv4.conf.default.rp_filter', {
    pass: [
      {
        name: 'by all',
        given: booted('net.ipv4.conf.all.rp_filter=1', rp({ all: '1', default: '0' })),
      },
      { name: 'by itself', given: booted(SYSTEMD_LINES, rp({ all: '0', default: '2' })) },
    ],
    fail: [
      {
        name: 'nothing set',
        given: booted('', rp({ all: '0', default: '0' })),
        because: ['net.ipv4.conf.default.rp_filter: 0'],
      },
      {
        name: 'a value without a meaning',
        given: booted(SYSTEMD_LINES, rp({ all: '0', default: '3' })),
        because: ['net.ipv4.conf.default.rp_filter: 3'],
      },
    ],
    notApplicable: [{ name: 'no IPv4', given: booted('', {}) }],
    unknown: [{ name: 'not to be read', given: booted('', { [GLOB('rp_filter')]: DENIED }) }],
  });
  check('ipv4.conf.interfaces.rp_filter', {
    pass: [
      {
        name: 'all strict, one loose; lo does not count',
        given: booted('', rp({ all: '1', default: '0', lo: '0', eth0: '2', 'eth0.100': '0' })),
      },
    ],
    fail: [
      {
        name: 'devices of containers come together',
        given: booted(
          '',
          rp({ all: '0', default: '1', eth0: '1', docker0: '0', veth01ab: '0', veth99ff: '0' }),
        ),
        because: [
          'net.ipv4.conf.docker0.rp_filter: 0, all is 0',
          'net.ipv4.conf.veth*.rp_filter: 0, all is 0, on 2',
        ],
      },
      {
        name: 'one interface switched off by a file, a name with a dot',
        given: booted(
          'net.ipv4.conf.eth0/100.rp_filter=0',
          rp({ all: '0', default: '1', 'eth0.100': '1' }),
        ),
        because: [
          'net.ipv4.conf.eth0/100.rp_filter after a reboot: 0, set by /etc/sysctl.d/99-x.conf:1',
        ],
      },
    ],
    notApplicable: [
      { name: 'no IPv4', given: booted('', {}) },
      { name: 'only loopback', given: booted('', rp({ all: '0', default: '0', lo: '0' })) },
    ],
    unknown: [
      { name: 'not to be read', given: booted('', { [GLOB('rp_filter')]: DENIED }) },
      { name: 'an image', given: image('net.ipv4.conf.all.rp_filter=1', [GLOB('rp_filter')]) },
    ],
  });
});

describe('IPv4 redirects: forwarding decides how both count', () => {
  const redirects = (values: Values, forwarding: Values): Given => ({
    ...conf(4, 'accept_redirects', values),
    ...conf(4, 'forwarding', forwarding),
  });
  check('ipv4.conf.all.accept_redirects', {
    pass: [
      {
        name: 'forwarding has switched it off, and will again',
        given: booted(
          'net.ipv4.conf.default.accept_redirects=0',
          redirects({ all: '0', default: '0', eth0: '1' }, { all: '1', default: '1', eth0: '1' }),
        ),
      },
      {
        name: 'a router whose interfaces are off',
        given: booted(
          'net.ipv4.conf.*.accept_redirects=0',
          redirects({ all: '1', default: '0', eth0: '0' }, { all: '1', default: '1', eth0: '1' }),
        ),
      },
    ],
    fail: [
      {
        name: 'no router, and lost at a reboot',
        given: booted(
          '',
          redirects({ all: '0', default: '0', eth0: '0' }, { all: '0', default: '0', eth0: '0' }),
        ),
        because: [
          "net.ipv4.conf.all.accept_redirects after a reboot: 1, from the kernel's default",
        ],
      },
      {
        name: 'on',
        given: booted(
          '',
          redirects({ all: '1', default: '1', eth0: '1' }, { all: '0', default: '0', eth0: '0' }),
        ),
        because: ['net.ipv4.conf.all.accept_redirects: 1'],
      },
    ],
    notApplicable: [{ name: 'no IPv4', given: booted('', {}) }],
  });
  check('ipv4.conf.default.accept_redirects', {
    pass: [
      {
        name: 'off',
        given: booted(
          'net.ipv4.conf.all.accept_redirects=0\nnet.ipv4.conf.default.accept_redirects=0',
          redirects({ all: '0', default: '0' }, { all: '0', default: '0' }),
        ),
      },
    ],
    fail: [
      {
        name: 'on for what comes, as the host does not forward',
        given: booted('', redirects({ all: '0', default: '1' }, { all: '0', default: '0' })),
        because: ['net.ipv4.conf.default.accept_redirects: 1'],
      },
    ],
    notApplicable: [{ name: 'no IPv4', given: booted('', {}) }],
  });
  check('ipv4.conf.interfaces.accept_redirects', {
    pass: [
      {
        name: 'all is off and the interface forwards',
        given: booted('', redirects({ all: '0', eth0: '1' }, { all: '1', eth0: '1' })),
      },
    ],
    fail: [
      {
        name: 'all is off but the interface does not forward',
        given: booted('', redirects({ all: '0', eth0: '1' }, { all: '1', eth0: '0' })),
        because: ['net.ipv4.conf.eth0.accept_redirects: 1, all is 0'],
      },
    ],
    notApplicable: [{ name: 'no IPv4', given: booted('', {}) }],
  });
});

describe('IPv6: the kernel asks the interface alone', () => {
  const six = (
    setting: string,
    values: Values,
    off: Values = {},
    forwarding: Values = {},
  ): Given => ({
    ...conf(6, setting, values),
    ...conf(6, 'disable_ipv6', off),
    ...conf(6, 'forwarding', forwarding),
  });
  check('ipv6.conf.default.accept_ra', {
    pass: [
      {
        name: 'off',
        given: booted(
          'net.ipv6.conf.default.accept_ra=0',
          six('accept_ra', { all: '1', default: '0' }, { all: '0', default: '0' }),
        ),
      },
      {
        name: 'on, but the host forwards',
        given: booted(
          '',
          six('accept_ra', { all: '1', default: '1' }, {}, { all: '1', default: '1' }),
        ),
      },
    ],
    fail: [
      {
        name: 'on',
        given: booted('', six('accept_ra', { all: '0', default: '1' })),
        because: ['net.ipv6.conf.default.accept_ra: 1'],
      },
      {
        name: 'on even where the host forwards',
        given: booted(
          '',
          six('accept_ra', { all: '0', default: '2' }, {}, { all: '1', default: '1' }),
        ),
        because: ['net.ipv6.conf.default.accept_ra: 2'],
      },
      {
        name: 'off because IPv6 is, which no file keeps',
        given: booted('', six('accept_ra', { all: '1', default: '1' }, { default: '1' })),
        because: ["net.ipv6.conf.default.accept_ra after a reboot: 1, from the kernel's default"],
      },
    ],
    notApplicable: [
      { name: 'no IPv6', given: booted('', {}) },
      {
        name: 'IPv6 switched off for good',
        given: booted(
          'net.ipv6.conf.all.disable_ipv6 = 1',
          six('accept_ra', { all: '1', default: '1' }, { all: '1', default: '1' }),
        ),
      },
    ],
    unknown: [
      {
        name: 'not to be read',
        given: booted('', { 'text:/proc/sys/net/ipv6/conf/*/accept_ra': DENIED }),
      },
    ],
  });
  check('ipv6.conf.interfaces.accept_ra', {
    pass: [
      {
        name: 'off, or no IPv6 on the interface',
        given: booted(
          '',
          six('accept_ra', { all: '1', eth0: '0', docker0: '1' }, { eth0: '0', docker0: '1' }),
        ),
      },
    ],
    fail: [
      {
        name: 'on',
        given: booted('', six('accept_ra', { all: '0', default: '0', eth0: '1' })),
        because: ['net.ipv6.conf.eth0.accept_ra: 1, all is 0'],
      },
    ],
    notApplicable: [
      { name: 'no IPv6', given: booted('', {}) },
      {
        name: 'switched off everywhere',
        given: booted('', six('accept_ra', { all: '1', eth0: '1' }, { eth0: '1' })),
      },
    ],
  });
  check('ipv6.conf.interfaces.accept_redirects', {
    pass: [
      {
        name: 'off, or the interface forwards',
        given: booted(
          '',
          six('accept_redirects', { all: '1', eth0: '0', docker0: '1' }, {}, { docker0: '1' }),
        ),
      },
    ],
    fail: [
      {
        name: 'on, although all is off',
        given: booted('', six('accept_redirects', { all: '0', eth0: '1' })),
        because: ['net.ipv6.conf.eth0.accept_redirects: 1, all is 0'],
      },
    ],
    notApplicable: [{ name: 'no IPv6', given: booted('', {}) }],
  });
  check('ipv6.conf.all.accept_source_route', {
    pass: [
      {
        name: 'stricter than the kernel',
        given: booted('', six('accept_source_route', { all: '-1', default: '0', eth0: '0' })),
      },
    ],
    fail: [
      {
        name: 'asked for',
        given: booted('', six('accept_source_route', { all: '1', default: '1', eth0: '1' })),
        because: ['net.ipv6.conf.all.accept_source_route: 1'],
      },
    ],
    notApplicable: [{ name: 'no IPv6', given: booted('', {}) }],
  });
  check('ipv6.conf.default.accept_dad', {
    pass: [
      {
        name: 'as the kernel has it',
        given: booted('', six('accept_dad', { all: '0', default: '1' })),
      },
    ],
    fail: [
      {
        name: 'off in both',
        given: booted('', six('accept_dad', { all: '0', default: '0' })),
        because: ['net.ipv6.conf.default.accept_dad: 0'],
      },
    ],
    notApplicable: [{ name: 'no IPv6', given: booted('', {}) }],
  });
});

/** Settings where one of `or` and `and` decides, and 0 or 1 is good. */
const PLAIN = [
  ['ipv4', 'route_localnet', 'or', '0', ['all', 'default', 'interfaces']],
  ['ipv4', 'accept_source_route', 'and', '0', ['all', 'default', 'interfaces']],
  ['ipv4', 'send_redirects', 'or', '0', ['all', 'default', 'interfaces']],
  ['ipv4', 'accept_local', 'or', '0', ['all', 'default', 'interfaces']],
  ['ipv4', 'proxy_arp', 'or', '0', ['all', 'default']],
  ['ipv4', 'bootp_relay', 'and', '0', ['all']],
  ['ipv4', 'mc_forwarding', 'and', '0', ['all']],
  ['ipv4', 'log_martians', 'or', '1', ['all', 'default']],
  ['ipv4', 'arp_ignore', 'max', '1', ['all']],
  ['ipv4', 'arp_announce', 'max', '2', ['all']],
  ['ipv6', 'accept_source_route', 'min', '0', ['default', 'interfaces']],
  ['ipv4', 'drop_unicast_in_l2_multicast', 'or', '1', ['all']],
  ['ipv6', 'seg6_enabled', 'min', '0', ['all', 'default']],
  ['ipv6', 'proxy_ndp', 'or', '0', ['all', 'default']],
  ['ipv6', 'dad_transmits', 'own', '1', ['default']],
  ['ipv6', 'accept_redirects', 'own', '0', ['default']],
] as const;

describe.each(PLAIN)('%s %s: %s', (family, setting, combination, good, scopes) => {
  const bad = good === '0' ? '1' : '0';
  const number = family === 'ipv4' ? 4 : 6;
  const lines = `net.${family}.conf.all.${setting}=${good}\nnet.${family}.conf.default.${setting}=${good}`;
  const wrong: Values =
    combination === 'own' ? { all: good, default: bad } : { all: bad, default: bad, eth0: bad };
  for (const scope of scopes) {
    const device = scope === 'interfaces' ? 'eth0' : scope;
    const suffix = scope === 'interfaces' ? `, all is ${bad}` : '';
    check(`${family}.conf.${scope}.${setting}`, {
      pass: [
        {
          name: 'good everywhere',
          given: booted(lines, conf(number, setting, { all: good, default: good, eth0: good })),
        },
      ],
      fail: [
        {
          name: 'wrong everywhere',
          given: booted(lines, conf(number, setting, wrong)),
          because: [`net.${family}.conf.${device}.${setting}: ${bad}${suffix}`],
        },
      ],
      notApplicable: [{ name: 'no such setting', given: booted('', {}) }],
      unknown: [
        {
          name: 'the files may not be read',
          given: {
            ...booted('', conf(number, setting, { all: good, default: good, eth0: good })),
            'text:/etc/sysctl.d/*.conf': DENIED,
          },
        },
      ],
    });
  }
});
