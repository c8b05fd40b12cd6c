import metrics from '../../../checks/monitoring/metrics-exposure.ts';
import table from '../../../checks/monitoring/sensors.ts';
import tetragon from '../../../checks/monitoring/tetragon-policies.ts';
import { checkIn } from '../../support/check-in.ts';
import { statLine } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

const COMMANDS = 'commands:';
const PROCESSES = 'processes:';
const ps = (...names: string[]): string =>
  `${['systemd', ...names].map((name, at) => `/proc/${at + 1}/comm:${name}\n`).join('')}status 0\n`;
const NO_DAEMON = '/proc/1/status:Uid:\t0\t0\t0\t0\n';
const DOCKERD = `scan 0\nmark 9 dockerd\n/proc/9/status:PPid:\t1\n/proc/9/status:Uid:\t0\t0\t0\t0\n${NO_DAEMON}`;
const UNIT = 'stat:/usr/lib/systemd/system/falco-modern-bpf.service';
const file = (path: string, mode = '644', more = {}): string =>
  statLine(path, { mode, type: 'regular file', ...more });
const FALCO_UNIT = { [UNIT]: file('/usr/lib/systemd/system/falco-modern-bpf.service') };
const FALCO_ENABLED = {
  'stat:/etc/systemd/system/*.wants/*': file(
    '/etc/systemd/system/multi-user.target.wants/falco-modern-bpf.service',
  ),
};

testCheck(checkIn(table, 'monitoring.runtime-sensor'), {
  pass: [
    { name: 'Falco', given: { [PROCESSES]: DOCKERD, [COMMANDS]: ps('falco') } },
    {
      name: 'a name that the kernel cut',
      given: { [PROCESSES]: DOCKERD, [COMMANDS]: ps('elastic-endpoin') },
    },
    {
      name: 'one of the site',
      given: { [PROCESSES]: DOCKERD, [COMMANDS]: ps('our-very-own-se') },
      params: { processes: ['our-very-own-sensor'] },
    },
  ],
  fail: [
    {
      name: 'none',
      given: { [PROCESSES]: DOCKERD, [COMMANDS]: ps('sshd') },
      because: ['runtime sensor: none is known to run'],
    },
    {
      name: 'installed alone',
      given: { [PROCESSES]: DOCKERD, [COMMANDS]: ps('sshd'), ...FALCO_UNIT },
      because: [
        'runtime sensor: Falco is installed (/usr/lib/systemd/system/falco-modern-bpf.service) and does not run',
      ],
    },
  ],
  notApplicable: [
    { name: 'no engine', given: { [PROCESSES]: `scan 1\n${NO_DAEMON}`, [COMMANDS]: ps('sshd') } },
  ],
  unknown: [
    {
      name: 'others’ processes hidden',
      given: { [PROCESSES]: DOCKERD, [COMMANDS]: '/proc/77/comm:sh\nstatus 0\n' },
    },
    {
      name: 'a list that broke off',
      given: { [PROCESSES]: DOCKERD, [COMMANDS]: '/proc/1/comm:init\n' },
    },
  ],
});

testCheck(checkIn(table, 'monitoring.sensor-health'), {
  pass: [{ name: 'Falco', given: { [COMMANDS]: ps('falco'), ...FALCO_UNIT, ...FALCO_ENABLED } }],
  fail: [
    {
      name: 'neither runs nor will',
      given: { [COMMANDS]: ps('sshd'), ...FALCO_UNIT },
      because: ['Falco: not running', 'Falco after a reboot: none of its units is enabled'],
    },
  ],
  notApplicable: [{ name: 'in a container alone', given: { [COMMANDS]: ps('falco') } }],
});

testCheck(checkIn(table, 'monitoring.sensor-tampering'), {
  pass: [
    {
      name: 'root’s, and the agent’s own group',
      given: {
        'stat:/etc/falco/*': file('/etc/falco/falco.yaml'),
        'stat:/var/ossec/etc/ossec.conf': file('/var/ossec/etc/ossec.conf', '660', {
          group: 'wazuh',
        }),
      },
    },
  ],
  fail: [
    {
      name: 'others may write',
      given: {
        'stat:/etc/falco/*': file('/etc/falco/falco.yaml', '646'),
        'stat:/etc/tetragon/*': file('/etc/tetragon/x', '664', { group: 'adm' }),
        'stat:/usr/bin/falco': '755|1000|1000|joe|joe|regular file|1|1|/usr/bin/falco\n',
      },
      because: [
        '/etc/falco/falco.yaml mode: 0646, group root',
        '/etc/tetragon/x mode: 0664, group adm',
        '/usr/bin/falco owner: joe (1000)',
      ],
    },
  ],
  notApplicable: [{ name: 'none', given: {} }],
});

testCheck(tetragon, {
  pass: [
    {
      name: 'a policy',
      given: {
        'stat:/etc/tetragon': statLine('/etc/tetragon', {}),
        'stat:/etc/tetragon/tetragon.tp.d/*.yaml': file('/etc/tetragon/tetragon.tp.d/a.yaml'),
      },
    },
  ],
  fail: [
    {
      name: 'nothing',
      given: { 'stat:/etc/tetragon': statLine('/etc/tetragon', {}) },
      because: [
        'Tetragon: neither in /etc/tetragon/tetragon.tp.d/*.yaml nor /etc/tetragon/tetragon.conf.d/export-filename',
      ],
    },
  ],
  notApplicable: [{ name: 'not there', given: {} }],
});

const TCP4 = 'text:/proc/net/tcp';
const HEAD = '  sl  local_address rem_address   st\n';
const listen = (address: string, port: string): string =>
  `${HEAD}   0: ${address}:${port} 00000000:0000 0A 00000000:00000000\n`;

testCheck(metrics, {
  pass: [
    {
      name: 'on loopback',
      given: { [COMMANDS]: ps('node_exporter'), [TCP4]: listen('0100007F', '238C') },
    },
  ],
  fail: [] as never,
  manual: [
    {
      name: 'for everybody',
      given: { [COMMANDS]: ps('node_exporter'), [TCP4]: listen('00000000', '238C') },
    },
  ],
  notApplicable: [
    { name: 'none', given: { [COMMANDS]: ps('sshd'), [TCP4]: listen('00000000', '238C') } },
  ],
});
