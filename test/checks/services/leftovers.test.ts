import leftovers from '../../../checks/services/leftovers.ts';
import { checkIn } from '../../support/check-in.ts';
import { statLine } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';
import { link, OWN } from './hosts.ts';

const PRELINK = '/usr/sbin/prelink';

testCheck(checkIn(leftovers, 'services.package-prelink'), {
  pass: [{ name: 'none', given: {} }],
  fail: [
    {
      name: 'installed',
      given: { [`stat:${PRELINK}`]: statLine(PRELINK, { type: 'regular file' }) },
      because: [`${PRELINK}: installed`],
    },
  ],
});

const TMPFILES = {
  'stat:/usr/lib/systemd/system/systemd-tmpfiles-clean.timer': link(
    '/usr/lib/systemd/system/systemd-tmpfiles-clean.timer',
  ),
};

testCheck(checkIn(leftovers, 'services.tmp-cleaning'), {
  pass: [
    {
      name: 'as it comes',
      given: { ...TMPFILES, [OWN]: link('/etc/systemd/system/sshd.service') },
    },
  ],
  fail: [
    {
      name: 'masked',
      given: {
        ...TMPFILES,
        [OWN]: link('/etc/systemd/system/systemd-tmpfiles-clean.timer', 'character special file'),
      },
      because: ['systemd-tmpfiles-clean.timer: masked'],
    },
  ],
  notApplicable: [{ name: 'no systemd', given: {} }],
});
