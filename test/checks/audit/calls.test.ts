import calls from '../../../checks/audit/calls.ts';
import { auditHost, auditLoaded } from '../../support/audit-given.ts';
import { testCheck } from '../../support/test-check.ts';

for (const check of calls) {
  // The remedy is the rule: what it advises must be what is asked for.
  const rule = /`(-a [^`]+)`/.exec(check.remedy)?.[1] ?? '';
  const both = `${rule}\n${rule.replace('b64', 'b32')}`;
  const names = (/-S (\S+)/.exec(rule)?.[1] ?? '').split(',');
  const missing = (widths: readonly string[]): readonly [string, ...string[]] => {
    const subjects = names.flatMap((name) => widths.map((width) => `${name} (${width})`));
    const [first = '', ...rest] = subjects.map((subject) => `${subject}: none`);
    return [first, ...rest, ...subjects.map((subject) => `${subject} after a reboot: none`)];
  };
  testCheck(check, {
    pass: [
      { name: 'as the remedy says', given: auditHost(both) },
      {
        name: 'of people alone',
        given: auditHost(both.replaceAll(' -F key', ' -F auid>=1000 -F key')),
      },
    ],
    fail: [
      { name: 'no rule', given: auditHost(''), because: missing(['b64', 'b32']) },
      { name: 'calls of 64 bits alone', given: auditHost(rule), because: missing(['b32']) },
      {
        name: 'kept out before',
        given: auditHost(`-a never,exit -S ${names.join(',')}\n${both}`),
        because: missing(['b64', 'b32']),
      },
      {
        name: 'of one account alone',
        given: auditHost(both.replaceAll(' -F key', ' -F auid=1000 -F key')),
        because: missing(['b64', 'b32']),
      },
      {
        name: 'of calls that failed alone',
        given: auditHost(both.replaceAll(' -F key', ' -F success=0 -F key')),
        because: missing(['b64', 'b32']),
      },
      {
        name: 'of one program alone',
        given: auditHost(both.replaceAll(' -F key', ' -F exe=/usr/bin/id -F key')),
        because: missing(['b64', 'b32']),
      },
    ],
    notApplicable: [
      { name: 'no auditd', given: { ...auditHost(''), 'audit_state:': 'auditctl absent\n' } },
    ],
    unknown: [
      {
        name: 'a cut answer',
        given: { ...auditHost(both), 'audit_state:': auditLoaded(both).slice(0, -9) },
      },
    ],
  });
}
