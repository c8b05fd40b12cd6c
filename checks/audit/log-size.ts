import {
  auditdSettings,
  defineCheck,
  notApplicable,
  orAbsent,
  passUnless,
} from '../../src/index.ts';

/** Megabytes of one file, and of all of them: what auditd.conf is delivered with. */
const FILE = 8;
const ALL = 40;

export default defineCheck({
  id: 'audit.log-size',
  area: 'audit',
  title: 'Audit log files are large enough to keep days',
  severity: 'low',
  level: 2,
  rationale: 'An intruder floods small files until the records of what he did are rotated away.',
  remedy:
    'In /etc/audit/auditd.conf: `max_log_file = 32`, `num_logs = 10`; then `systemctl kill -s HUP auditd`.',
  references: ['cis-rhel9-2.0:6.3.2.1', 'cis-ubuntu2404-1.0:6.2.2.1', 'man:auditd.conf(5)'],
  tags: ['audit', 'auditd'],
  needs: { conf: orAbsent(auditdSettings) },
  evaluate({ conf }) {
    if (conf === undefined) return notApplicable('there is no /etc/audit/auditd.conf');
    // Without the words the program takes 0: a file of any size, never rotated.
    const megabytes = Number(conf.get('max_log_file') ?? 0);
    const files = Number(conf.get('num_logs') ?? 0);
    const action = conf.get('max_log_file_action') ?? 'ignore';
    if (action !== 'rotate' || files < 2 || megabytes === 0) {
      return passUnless(
        [],
        `nothing is rotated away: max_log_file_action = ${action}, num_logs = ${files}`,
      );
    }
    const kept = `max_log_file = ${megabytes}, num_logs = ${files}`;
    return passUnless(
      megabytes >= FILE && megabytes * files >= ALL
        ? []
        : [
            {
              subject: 'max_log_file and num_logs',
              expected: `${FILE} megabytes or more a file, ${ALL} or more in all`,
              actual: kept,
            },
          ],
      kept,
    );
  },
});
