import flaws from '../../../checks/daemon/flaws.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';
import { byHand, dpkg, NOT_INSTALLED, pacman, rpm, UNREAD } from './engine-packages.ts';

testCheck(checkIn(flaws, 'daemon.docker-vulnerabilities'), {
  pass: [
    { name: 'mended', given: dpkg(['docker-ce', '5:29.5.1-1~debian.12~bookworm']) },
    { name: 'later, of a distribution', given: rpm('moby-engine', '0:30.0.0-1.fc44') },
  ],
  fail: [
    {
      name: 'older',
      given: rpm('docker-ce', '3:28.5.2-1.el9'),
      because: [
        'docker-ce CVE-2026-41567: 3:28.5.2-1.el9',
        'docker-ce CVE-2026-41568: 3:28.5.2-1.el9',
        'docker-ce CVE-2026-42306: 3:28.5.2-1.el9',
      ],
    },
  ],
  notApplicable: NOT_INSTALLED,
  unknown: [
    {
      name: 'Debian mends without a new number',
      given: dpkg(['docker.io', '20.10.24+dfsg1-1+deb12u1']),
    },
    { name: 'a line that nobody told of', given: dpkg(['docker-ce', '5:25.0.15-1~ubuntu']) },
    byHand('dockerd'),
    UNREAD,
  ],
});

testCheck(checkIn(flaws, 'daemon.containerd-vulnerabilities'), {
  pass: [{ name: 'current', given: dpkg(['containerd.io', '2.3.5-1~debian.12~bookworm']) }],
  fail: [
    {
      name: 'a line that was mended later',
      given: dpkg(['containerd.io', '2.2.4-1']),
      because: ['containerd.io CVE-2026-53488: 2.2.4-1'],
    },
    {
      name: 'a line without a fix',
      given: dpkg(['containerd.io', '1.6.33-1']),
      because: ['containerd.io CVE-2026-53488: 1.6.33-1', 'containerd.io CVE-2026-53495: 1.6.33-1'],
    },
  ],
  notApplicable: NOT_INSTALLED,
  unknown: [
    { name: 'half told', given: dpkg(['containerd.io', '2.2.9-1']) },
    byHand('containerd'),
    UNREAD,
  ],
});

testCheck(checkIn(flaws, 'daemon.runc-vulnerabilities'), {
  pass: [
    { name: 'mended', given: dpkg(['runc', '1.3.6+ds1-1']) },
    { name: 'the next line', given: rpm('runc', '4:1.5.0-1.el10') },
  ],
  fail: [
    {
      name: 'Arch, which ships what upstream does',
      given: pacman('runc', '1.2.7-1'),
      because: ['runc CVE-2025-31133: 1.2.7-1', 'runc CVE-2026-41579: 1.2.7-1'],
    },
  ],
  notApplicable: NOT_INSTALLED,
  unknown: [
    { name: 'Debian', given: dpkg(['runc', '1.1.5+ds1-1+deb12u1']) },
    { name: 'a candidate', given: dpkg(['runc', '1.5.0~rc.2-1']) },
    UNREAD,
  ],
});

testCheck(checkIn(flaws, 'daemon.crio-vulnerabilities'), {
  pass: [{ name: 'current', given: dpkg(['cri-o', '1.33.1-1.1']) }],
  fail: [
    {
      name: 'a line that was mended later',
      given: pacman('cri-o', '1.23.1-1'),
      because: ['cri-o CVE-2022-0811: 1.23.1-1'],
    },
  ],
  notApplicable: NOT_INSTALLED,
  unknown: [{ name: 'of OpenShift', given: rpm('cri-o', '0:1.23.1-3.el8') }, UNREAD],
});

testCheck(checkIn(flaws, 'daemon.podman-vulnerabilities'), {
  pass: [{ name: 'current', given: rpm('podman', '7:5.6.0-1.el10') }],
  fail: [
    {
      name: 'older',
      given: pacman('podman', '5.3.1-1'),
      because: ['podman CVE-2024-11218: 5.3.1-1'],
    },
  ],
  notApplicable: NOT_INSTALLED,
  unknown: [{ name: 'RHEL', given: rpm('podman', '4:4.9.4-5.el9') }, UNREAD],
});
