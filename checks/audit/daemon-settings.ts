import { auditdChecks } from '../../src/index.ts';

const common = {
  level: 2,
  references: ['man:auditd.conf(5)'],
  tags: ['audit', 'auditd'],
} as const;

/** An exec action has a path behind it. */
const ACTS = /^(?:syslog|email|exec\s.*|rotate|single|halt)$/;

export default auditdChecks([
  {
    ...common,
    id: 'audit.disk-full-policy',
    title: 'A full or failing disk does not end auditing without a word',
    severity: 'medium',
    rationale:
      'Whoever fills the disk, out of a container too, stops the records and goes on unseen.',
    remedy:
      'In /etc/audit/auditd.conf: `disk_full_action = rotate`, `disk_error_action = syslog`, `space_left_action = email`, `admin_space_left_action = syslog`; then `systemctl kill -s HUP auditd`.',
    settings: [
      {
        name: 'disk_full_action',
        accepted: ACTS,
        expected: 'neither ignore nor suspend',
        unset: 'ignore',
      },
      {
        name: 'disk_error_action',
        accepted: ACTS,
        expected: 'neither ignore nor suspend',
        unset: 'syslog',
      },
      {
        name: 'space_left_action',
        accepted: ACTS,
        expected: 'syslog, email, exec or stricter',
        unset: 'ignore',
      },
      {
        name: 'admin_space_left_action',
        accepted: ACTS,
        expected: 'neither ignore nor suspend',
        unset: 'ignore',
      },
    ],
  },
  {
    ...common,
    id: 'audit.log-retention',
    title: 'Full audit logs are kept or rotated, not dropped',
    severity: 'medium',
    rationale: 'With another action the daemon stops writing once a file is full.',
    remedy:
      'In /etc/audit/auditd.conf: `max_log_file_action = keep_logs`, or `rotate` where records also leave the host; then `systemctl kill -s HUP auditd`.',
    settings: [
      {
        name: 'max_log_file_action',
        accepted: /^(?:keep_logs|rotate)$/,
        expected: 'keep_logs or rotate',
        unset: 'ignore',
      },
    ],
  },
  {
    ...common,
    id: 'audit.log-format',
    title: 'Audit records are written, with names beside the ids',
    severity: 'low',
    rationale: 'Ids alone are looked up on another machine, or after the account is gone, in vain.',
    remedy:
      'In /etc/audit/auditd.conf: `local_events = yes`, `write_logs = yes`, `log_format = ENRICHED`; then `systemctl restart auditd`.',
    settings: [
      { name: 'local_events', accepted: /^yes$/, expected: 'yes', unset: 'yes' },
      { name: 'write_logs', accepted: /^yes$/, expected: 'yes', unset: 'yes' },
      { name: 'log_format', accepted: /^enriched$/, expected: 'enriched', unset: 'raw' },
    ],
  },
]);
