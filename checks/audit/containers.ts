import {
  type AuditView,
  anyEngine,
  auditRules,
  defineCheck,
  isCallRecorded,
  notApplicable,
  orAbsent,
  pass,
  passUnless,
  required,
  sensors,
} from '../../src/index.ts';

const CALLS = ['execve', 'mount', 'init_module', 'setns'] as const;

/** No login started a container’s processes: a rule that asks for a login id skips them all. */
const unseen = ({ rules, silent }: AuditView) =>
  CALLS.filter(
    (call) =>
      silent !== undefined || !isCallRecorded(rules, call, 'b64', { narrowedBy: ['success'] }),
  ).map((call) => ({
    subject: call,
    expected: 'a rule without auid',
    actual: silent ?? 'none that sees processes of containers',
  }));

export default defineCheck({
  id: 'audit.coverage-of-containers',
  area: 'audit',
  title: 'What processes of containers do is recorded too',
  severity: 'high',
  level: 2,
  rationale:
    'A process in a container has no login id; rules with `auid>=1000` or `auid!=unset`, as most guides write them, are blind to exactly those.',
  remedy:
    'Beside the usual rules `-a always,exit -F arch=b64 -S execve,mount,init_module,setns -F exe!=/usr/bin/runc -F key=containers` in a file of /etc/audit/rules.d, then `augenrules --load`; or run a runtime sensor.',
  references: ['man:audit.rules(7)', 'man:auditctl(8)'],
  tags: ['audit', 'containers'],
  needs: {
    engine: orAbsent(anyEngine),
    rules: orAbsent(auditRules),
    sensors: required(sensors),
  },
  evaluate({ engine, rules, sensors: found }) {
    if (engine === undefined) return notApplicable('no container engine is on this host');
    const watching = found.filter(({ running }) => running.length > 0).map(({ name }) => name);
    if (watching.length > 0) return pass(`${watching.join(', ')} watches`);
    if (rules === undefined) return notApplicable('auditd is not installed');
    const { now, boot } = rules;
    return passUnless(
      [
        ...(now === undefined ? [] : unseen(now)),
        ...unseen(boot).map((one) => ({ ...one, subject: `${one.subject} after a reboot` })),
      ],
      `${CALLS.join(', ')} are recorded of everybody`,
    );
  },
});
