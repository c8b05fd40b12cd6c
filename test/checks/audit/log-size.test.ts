import check from '../../../checks/audit/log-size.ts';
import { testCheck } from '../../support/test-check.ts';

const conf = (text: string) => ({ 'text:/etc/audit/auditd.conf': text });

testCheck(check, {
  pass: [
    {
      name: 'as Debian lays it down',
      given: conf('max_log_file = 8\nnum_logs = 5\nmax_log_file_action = ROTATE\n'),
    },
    { name: 'all are kept', given: conf('max_log_file = 1\nmax_log_file_action = keep_logs\n') },
    { name: 'one file alone', given: conf('max_log_file = 8\nmax_log_file_action = ROTATE\n') },
  ],
  fail: [
    {
      name: 'many small ones',
      given: conf('max_log_file = 1\nnum_logs = 99\nmax_log_file_action = rotate\n'),
      because: ['max_log_file and num_logs: max_log_file = 1, num_logs = 99'],
    },
    {
      name: 'few',
      given: conf('max_log_file = 8\nnum_logs = 2\nmax_log_file_action = rotate\n'),
      because: ['max_log_file and num_logs: max_log_file = 8, num_logs = 2'],
    },
  ],
  notApplicable: [{ name: 'no auditd', given: {} }],
});
