import check from '../../../checks/logging/authentication-events.ts';
import { testCheck } from '../../support/test-check.ts';
import { COMMANDS, IDLE, ps } from '../services/hosts.ts';
import { rsyslogd } from './hosts.ts';

const conf = (...lines: readonly string[]) => ({
  'text:/etc/systemd/journald.conf': `[Journal]\n${lines.join('\n')}\n`,
});

testCheck(check, {
  pass: [
    { name: 'rsyslog', given: rsyslogd('auth,authpriv.*  /var/log/auth.log\n') },
    { name: 'the journal', given: { ...IDLE, [COMMANDS]: ps('systemd-journal') } },
    {
      name: 'one rule for all, sent away',
      given: rsyslogd('*.info;cron.none action(type="omfwd" target="h")\n'),
    },
  ],
  fail: [
    {
      name: 'left out of every rule',
      given: rsyslogd(
        '*.*;auth,authpriv.none /var/log/syslog\nauthpriv.err /var/log/a\nauthpriv.* ~\n',
      ),
      because: ['authpriv: rsyslogd without a rule for it'],
    },
    {
      name: 'a journal that keeps nothing',
      given: { ...IDLE, [COMMANDS]: ps('systemd-journal'), ...conf('Storage=none') },
      because: ['authpriv: Storage=none, and no rule'],
    },
    {
      name: 'a journal that keeps errors alone',
      given: { ...IDLE, [COMMANDS]: ps('systemd-journal'), ...conf('MaxLevelStore=err') },
      because: ['authpriv: systemd-journald without a rule for it'],
    },
  ],
  notApplicable: [{ name: 'none', given: IDLE }],
  manual: [{ name: 'syslogd', given: { ...IDLE, [COMMANDS]: ps('syslogd') } }],
  unknown: [{ name: 'more from elsewhere', given: rsyslogd('$IncludeConfig /srv/x\n') }],
});
