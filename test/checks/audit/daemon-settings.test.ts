import settings from '../../../checks/audit/daemon-settings.ts';
import { testCheck } from '../../support/test-check.ts';

const FILE = 'text:/etc/audit/auditd.conf';
const GOOD = `local_events = yes
write_logs = yes
LOG_FORMAT = ENRICHED
max_log_file_action = keep_logs
##name = mydomain
space_left_action = SYSLOG
admin_space_left_action = exec /usr/local/sbin/Page
disk_full_action = ROTATE
disk_error_action = SYSLOG
`;

/** As Debian 12 lays it down, but for what is asked of each row. */
const WRONG: Readonly<Record<string, readonly [string, readonly [string, ...string[]]]>> = {
  'audit.disk-full-policy': [
    'space_left_action = SYSLOG\nadmin_space_left_action = SUSPEND\ndisk_full_action = SUSPEND\ndisk_error_action = SUSPEND\n',
    ['disk_full_action: suspend', 'disk_error_action: suspend', 'admin_space_left_action: suspend'],
  ],
  'audit.log-retention': ['max_log_file = 8\n', ['max_log_file_action: ignore, by default']],
  'audit.log-format': ['local_events = no\n', ['local_events: no', 'log_format: raw, by default']],
};

for (const check of settings) {
  const [text, because] = WRONG[check.id] ?? ['', ['a case']];
  testCheck(check, {
    pass: [{ name: 'records are kept', given: { [FILE]: GOOD } }],
    fail: [{ name: 'records are lost', given: { [FILE]: text }, because }],
    notApplicable: [{ name: 'no auditd', given: {} }],
  });
}
