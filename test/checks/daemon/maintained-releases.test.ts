import maintained from '../../../checks/daemon/maintained-releases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';
import { byHand, dpkg, NOT_INSTALLED, UNREAD } from './engine-packages.ts';

testCheck(checkIn(maintained, 'daemon.docker-eol'), {
  pass: [
    { name: 'current', given: dpkg(['docker-ce', '5:29.1.0-1']) },
    { name: 'long', given: dpkg(['docker-ce', '5:25.0.13-1']) },
  ],
  fail: [
    {
      name: 'ended',
      given: dpkg(['docker-ce', '5:27.5.1-1~debian.12~bookworm']),
      because: ['docker-ce: 5:27.5.1-1~debian.12~bookworm, which ended on 2025-05-03'],
    },
    {
      name: 'two digits',
      given: dpkg(['docker-ce', '5:19.03.15~3-0~debian-buster']),
      because: ['docker-ce: 5:19.03.15~3-0~debian-buster, which ended on 2021-07-20'],
    },
  ],
  notApplicable: [
    ...NOT_INSTALLED,
    { name: 'of Debian', given: dpkg(['docker.io', '20.10.24+dfsg1-1']) },
  ],
  manual: [{ name: 'a later one', given: dpkg(['docker-ce', '5:31.0.0-1']) }],
  unknown: [byHand('dockerd'), UNREAD],
});

testCheck(checkIn(maintained, 'daemon.containerd-eol'), {
  pass: [{ name: 'current', given: dpkg(['containerd.io', '2.3.1-1']) }],
  fail: [
    {
      name: 'ended',
      given: dpkg(['containerd.io', '1.6.33-1']),
      because: ['containerd.io: 1.6.33-1, which ended on 2025-08-23'],
    },
  ],
  notApplicable: [
    ...NOT_INSTALLED,
    { name: 'of Debian', given: dpkg(['containerd', '1.6.20~ds1-1']) },
  ],
  manual: [{ name: 'a later one', given: dpkg(['containerd.io', '2.4.0-1']) }],
  unknown: [byHand('containerd'), UNREAD],
});
