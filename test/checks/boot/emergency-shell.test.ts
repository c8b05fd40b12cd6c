import check from '../../../checks/boot/emergency-shell.ts';
import { testCheck } from '../../support/test-check.ts';

const RESCUE = 'text:/usr/lib/systemd/system/rescue.service';
const DROP_INS = 'text:/etc/systemd/system/rescue.service.d/*.conf';
const own = (command: string): string => `[Service]\nExecStart=${command}\n`;
const SULOGIN = own('-/usr/lib/systemd/systemd-sulogin-shell rescue');

testCheck(check, {
  pass: [
    { name: 'as systemd ships it', given: { [RESCUE]: SULOGIN } },
    {
      name: 'as RHEL 7 ships it',
      given: {
        [RESCUE]: own('-/bin/sh -c "/usr/sbin/sulogin; /usr/bin/systemctl --fail default"'),
      },
    },
  ],
  fail: [
    {
      name: 'a shell',
      given: { [RESCUE]: own('-/bin/bash') },
      because: ['rescue.service: -/bin/bash in /usr/lib/systemd/system/rescue.service'],
    },
    {
      name: 'forced by a drop-in',
      given: {
        [RESCUE]: SULOGIN,
        [DROP_INS]:
          '/etc/systemd/system/rescue.service.d/x.conf:[Service]\n/etc/systemd/system/rescue.service.d/x.conf:Environment=SYSTEMD_SULOGIN_FORCE=1\n',
      },
      because: [
        'rescue.service: SYSTEMD_SULOGIN_FORCE=1 in /etc/systemd/system/rescue.service.d/x.conf',
      ],
    },
  ],
  notApplicable: [{ name: 'no systemd', given: {} }],
});
