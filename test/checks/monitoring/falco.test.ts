import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import table from '../../../checks/monitoring/falco.ts';
import integrity from '../../../checks/monitoring/file-integrity.ts';
import { falcoConfig } from '../../../src/probes/monitoring/falco.ts';
import { checkIn } from '../../support/check-in.ts';
import { statLine } from '../../support/kernel-given.ts';
import { observeFact } from '../../support/observe-fact.ts';
import { testCheck } from '../../support/test-check.ts';

const MAIN = 'text:/etc/falco/falco.yaml';
const PARTS = 'text:/etc/falco/config.d/*.yaml';
const FILES = 'stat:/etc/falco/*.yaml';
const COMMANDS = 'commands:';
const file = (path: string, mode = '644'): string => statLine(path, { mode, type: 'regular file' });
/** What Falco 0.41's package sets, comments left out. */
const STOCK = `config_files:
  - /etc/falco/config.d
rules_files:
  - /etc/falco/falco_rules.yaml
  - /etc/falco/falco_rules.local.yaml
  - /etc/falco/rules.d
engine:
  kind: modern_ebpf
  kmod:
    buf_size_preset: 4
priority: debug
stdout_output:
  enabled: true
syslog_output:
  enabled: true
http_output:
  enabled: false
`;
const RULES = file('/etc/falco/falco_rules.yaml');

testCheck(checkIn(table, 'monitoring.falco-rules'), {
  pass: [{ name: 'the stock rules', given: { [MAIN]: STOCK, [FILES]: RULES } }],
  fail: [
    {
      name: 'emptied, and open to others',
      given: {
        [MAIN]: STOCK,
        [FILES]: file('/etc/falco/falco_rules.yaml', '666').replace('|4096|', '|0|'),
      },
      because: [
        'rules: none of /etc/falco/falco_rules.yaml, /etc/falco/falco_rules.local.yaml, /etc/falco/rules.d',
        '/etc/falco/falco_rules.yaml: root 0666',
      ],
    },
    {
      name: 'rules that are not listed',
      given: { [MAIN]: 'rules_files: [/opt/rules.yaml]\n', [FILES]: RULES },
      because: ['rules: none of /opt/rules.yaml'],
    },
  ],
  notApplicable: [{ name: 'no Falco', given: {} }],
  unknown: [{ name: 'no YAML', given: { [MAIN]: 'a: [\n' } }],
});

const RUNNING = '/proc/1/comm:systemd\n/proc/2/comm:falco\nstatus 0\n';
const BTF = 'stat:/sys/kernel/btf/vmlinux';

testCheck(checkIn(table, 'monitoring.falco-engine'), {
  pass: [
    {
      name: 'modern eBPF',
      given: { [MAIN]: STOCK, [COMMANDS]: RUNNING, [BTF]: file('/sys/kernel/btf/vmlinux') },
    },
    {
      name: 'a module, by a later file',
      given: {
        [MAIN]: STOCK,
        [PARTS]:
          '/etc/falco/config.d/engine.yaml:engine:\n/etc/falco/config.d/engine.yaml:  kind: kmod\n',
        [COMMANDS]: RUNNING,
        'text:/proc/modules': 'falco 1 0 - Live 0x0 (OE)\n',
      },
    },
  ],
  fail: [
    {
      name: 'no BTF',
      given: { [MAIN]: STOCK, [COMMANDS]: RUNNING },
      because: ['/sys/kernel/btf/vmlinux: missing'],
    },
    {
      name: 'a replay',
      given: { [MAIN]: STOCK.replace('modern_ebpf', 'replay'), [COMMANDS]: RUNNING },
      because: ['engine.kind: replay'],
    },
    {
      name: 'a module that is not there',
      given: { [MAIN]: STOCK.replace('modern_ebpf', 'kmod'), [COMMANDS]: RUNNING },
      because: ['module falco: not loaded'],
    },
  ],
  notApplicable: [{ name: 'no Falco', given: { [COMMANDS]: '/proc/1/comm:init\nstatus 0\n' } }],
});

testCheck(checkIn(table, 'monitoring.falco-outputs'), {
  pass: [{ name: 'stock', given: { [MAIN]: STOCK } }],
  fail: [
    {
      name: 'nothing leaves',
      given: {
        [MAIN]: STOCK.replaceAll('enabled: true', 'enabled: false').replace('debug', 'Critical'),
      },
      because: ['outputs: none', 'priority: critical'],
    },
  ],
  notApplicable: [{ name: 'no Falco', given: {} }],
});

describe('falcoConfig', () => {
  it('never throws, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(observeFact(falcoConfig, { [MAIN]: text }).state).toMatch(/value|failed|absent/);
      }),
    );
  });
});

const AIDE = { 'stat:/usr/bin/aide': file('/usr/bin/aide', '755') };

testCheck(checkIn(integrity, 'monitoring.file-integrity-tool'), {
  pass: [
    { name: 'AIDE', given: AIDE },
    { name: 'something else', given: {}, params: { watchedElsewhere: true } },
  ],
  fail: [{ name: 'none', given: {}, because: ['file integrity tool: none of the known ones'] }],
});

const DATABASE = 'stat:/var/lib/aide/aide.db';

testCheck(checkIn(integrity, 'monitoring.file-integrity-database'), {
  pass: [{ name: 'made', given: { ...AIDE, [DATABASE]: file('/var/lib/aide/aide.db', '600') } }],
  fail: [
    {
      name: 'never moved into place',
      given: { ...AIDE, 'stat:/var/lib/aide/aide.db.new': file('/var/lib/aide/aide.db.new') },
      because: [
        '/var/lib/aide/aide.db: only /var/lib/aide/aide.db.new, which nothing is compared with',
      ],
    },
    { name: 'never made', given: AIDE, because: ['/var/lib/aide/aide.db: missing'] },
    {
      name: 'empty and open',
      given: { ...AIDE, [DATABASE]: file('/var/lib/aide/aide.db', '666').replace('|4096|', '|0|') },
      because: ['/var/lib/aide/aide.db: empty', '/var/lib/aide/aide.db mode: 0666'],
    },
  ],
  notApplicable: [{ name: 'no AIDE', given: {} }],
});

testCheck(checkIn(integrity, 'monitoring.file-integrity-schedule'), {
  pass: [
    {
      name: 'a timer',
      given: {
        ...AIDE,
        'stat:/etc/systemd/system/*.wants/*': file(
          '/etc/systemd/system/timers.target.wants/dailyaidecheck.timer',
        ),
      },
    },
    { name: 'a job', given: { ...AIDE, 'stat:/etc/cron.d/aide': file('/etc/cron.d/aide') } },
    { name: 'something else', given: AIDE, params: { startedElsewhere: true } },
  ],
  fail: [
    {
      name: 'a script that may not run',
      given: { ...AIDE, 'stat:/etc/cron.daily/aide': file('/etc/cron.daily/aide') },
      because: ['AIDE: none is enabled'],
    },
  ],
  notApplicable: [{ name: 'no AIDE', given: {} }],
});
