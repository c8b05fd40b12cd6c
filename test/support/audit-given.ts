import type { Given } from '../../src/testing/check-cases.ts';

const folder = (path: string, mode: string): string =>
  `${mode}|0|0|root|root|directory|4096|1|${path}\n`;
const file = (path: string, mode: string): string =>
  `${mode}|0|0|root|root|regular file|9|1|${path}\n`;

/** What `auditctl -s` prints, in the order of version 3. */
const auditStatus = (changes: Readonly<Record<string, string>> = {}): string =>
  Object.entries({
    enabled: '1',
    failure: '1',
    pid: '411',
    rate_limit: '0',
    backlog_limit: '8192',
    lost: '0',
    backlog: '0',
    backlog_wait_time: '60000',
    loginuid_immutable: '0 unlocked',
    ...changes,
  })
    .map(([name, text]) => `${name} ${text}\n`)
    .join('');

/** What the reader of the kernel's audit state prints. */
export const auditLoaded = (rules: string, status: Readonly<Record<string, string>> = {}): string =>
  `section status\n${auditStatus(status)}status 0\nsection rules\n${rules || 'No rules'}\nstatus 0\n`;

const UNIT = `[Service]
ExecStart=/sbin/auditd
ExecStartPost=-/sbin/augenrules --load
[Install]
WantedBy=multi-user.target
`;

/** A host with systemd on which auditd runs, starts at boot and loads `persisted` from rules.d. */
export const auditHost = (loaded: string, persisted = loaded): Given => ({
  'text:/proc/self/status': 'Uid:\t0\t0\t0\t0\nCapEff:\t000001ffffffffff\n',
  'stat:/usr/sbin/auditctl': file('/usr/sbin/auditctl', '755'),
  'stat:/etc/audit/rules.d': folder('/etc/audit/rules.d', '750'),
  'text:/etc/audit/rules.d/*.rules': persisted
    .split('\n')
    .map((line) => `/etc/audit/rules.d/a.rules:${line}\n`)
    .join(''),
  'text:/usr/lib/systemd/system/auditd.service': UNIT,
  'stat:/etc/systemd/system/*.wants/*': file(
    '/etc/systemd/system/multi-user.target.wants/auditd.service',
    '644',
  ),
  'audit_state:': auditLoaded(loaded),
});
