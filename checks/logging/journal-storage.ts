import {
  defineCheck,
  journaldSettings,
  notApplicable,
  passUnless,
  presentStats,
  required,
} from '../../src/index.ts';

const JOURNALD = ['/usr/lib/systemd/systemd-journald', '/lib/systemd/systemd-journald'] as const;
const SYSLOGS = [
  '/etc/systemd/system/multi-user.target.wants/rsyslog.service',
  '/etc/systemd/system/multi-user.target.wants/syslog-ng.service',
] as const;

export default defineCheck({
  id: 'logging.journal-storage',
  area: 'logging',
  title: 'Logs survive a reboot',
  severity: 'medium',
  level: 1,
  rationale:
    'A journal in memory is gone after a crash, or after the reboot that an intruder causes.',
  remedy:
    '`Storage=persistent` below `[Journal]` in /etc/systemd/journald.conf.d/storage.conf, then `systemctl restart systemd-journald` and `journalctl --flush`.',
  references: ['man:journald.conf(5)'],
  tags: ['logging', 'journald'],
  needs: {
    journald: required(presentStats(JOURNALD)),
    settings: required(journaldSettings),
    folder: required(presentStats(['/var/log/journal'])),
    syslogs: required(presentStats(SYSLOGS)),
  },
  evaluate({ journald, settings, folder, syslogs }) {
    if (journald.length === 0) return notApplicable('systemd-journald is not installed');
    const set = settings.get('Storage');
    const storage = set?.value ?? 'auto';
    const [syslog] = syslogs;
    if (syslog !== undefined) {
      return passUnless([], `${syslog.path} starts a daemon that writes files`);
    }
    // An unknown word is passed over with a warning: the default stays.
    const known = /^(?:persistent|volatile|none)$/.test(storage) ? storage : 'auto';
    const kept = known === 'persistent' || (known === 'auto' && folder.length > 0);
    return passUnless(
      kept
        ? []
        : [
            {
              subject: 'Storage',
              expected: 'persistent, or auto with /var/log/journal there',
              actual: `${known}${set === undefined ? ', by default' : ` by ${set.path}`}${known === 'auto' ? ', and no /var/log/journal' : ''}`,
            },
          ],
      `Storage=${known}`,
    );
  },
});
