import check from '../../../checks/logging/journal-storage.ts';
import { testCheck } from '../../support/test-check.ts';

const PROGRAM = '/usr/lib/systemd/systemd-journald';
const JOURNALD = { [`stat:${PROGRAM}`]: `755|0|0|root|root|regular file|9|1|${PROGRAM}\n` };
const FOLDER = {
  'stat:/var/log/journal': '2755|0|999|root|systemd-journal|directory|4096|1|/var/log/journal\n',
};
const ETC = '/etc/systemd/journald.conf.d';
const DROP_IN = {
  [`stat:${ETC}`]: `755|0|0|root|root|directory|4096|1|${ETC}\n`,
  [`text:${ETC}/*.conf`]: `${ETC}/90-x.conf:[Journal]\n${ETC}/90-x.conf:Storage=volatile\n`,
};
const LINK = '/etc/systemd/system/multi-user.target.wants/rsyslog.service';

testCheck(check, {
  pass: [
    { name: 'the default and the folder', given: { ...JOURNALD, ...FOLDER } },
    {
      name: 'persistent',
      given: {
        ...JOURNALD,
        'text:/etc/systemd/journald.conf': '[Journal]\n#Storage=auto\nStorage=persistent\n',
      },
    },
    {
      name: 'a daemon that writes files',
      given: { ...JOURNALD, [`stat:${LINK}`]: `644|0|0|root|root|regular file|9|1|${LINK}\n` },
    },
  ],
  fail: [
    {
      name: 'the default without the folder',
      given: JOURNALD,
      because: ['Storage: auto, by default, and no /var/log/journal'],
    },
    {
      name: 'a drop-in after the main file',
      given: {
        ...JOURNALD,
        ...FOLDER,
        ...DROP_IN,
        'text:/etc/systemd/journald.conf': '[Journal]\nStorage=persistent\n',
      },
      because: ['Storage: volatile by /etc/systemd/journald.conf.d/90-x.conf'],
    },
  ],
  notApplicable: [{ name: 'no systemd', given: {} }],
});
