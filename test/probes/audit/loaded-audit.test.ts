import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAuditdConf } from '../../../src/probes/audit/auditd-conf.ts';
import { loadedAudit } from '../../../src/probes/audit/loaded-audit.ts';
import { auditLoaded } from '../../support/audit-given.ts';

const parse = (stdout: string) => loadedAudit.parse({ exit: 0, stdout, stderr: '' });
const refused = (words: string, status = 255) =>
  `section status\n${words}\nstatus ${status}\nsection rules\n${words}\nstatus ${status}\n`;

describe('the audit state of the kernel', () => {
  it('reads what auditctl 3.0.9 prints', () => {
    const seen = parse(
      auditLoaded(
        '-a never,task\n-w /etc/docker -p wa\n-a always,exit -F arch=b64 -S execve -C uid!=euid -F auid!=-1 -F key=ue',
      ),
    );
    expect(seen).toMatchObject({ state: 'value', value: { rules: { enabled: '1', unread: [] } } });
    expect(seen.state === 'value' && seen.value.rules.rules).toHaveLength(3);
  });

  it.each([
    ['auditctl absent\n', 'absent'],
    [refused('You must be root to run this program.', 4), 'denied'],
    [refused('Error sending status request (Operation not permitted)'), 'denied'],
    [refused('Error - audit support not in kernel'), 'unsupported'],
    [refused('Error opening netlink socket (Protocol not supported)'), 'unsupported'],
    [refused('Killed', 137), 'failed'],
    ['section status\nenabled 1\n', 'failed'],
    [auditLoaded('-z what'), 'failed'],
    ['', 'failed'],
  ])('%j is %s', (stdout, state) => {
    expect(parse(stdout).state).toBe(state);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parse(text);
        parse(auditLoaded(text));
        parseAuditdConf(text);
      }),
    );
  });
});
