import { defineCheck, notApplicable, orAbsent, packageFlaws, passUnless } from '../../src/index.ts';

/** By the distributions' trackers. Upstream's 8.5p1 to 9.7p1 have the race; musl's malloc and syslog do not lend themselves to it. */
const flaws = packageFlaws('regresshion', [
  {
    cve: 'CVE-2024-6387',
    packages: ['openssh-server', 'openssh'],
    affected: [['8.5p1', '9.8p1']],
    fixedIn: {
      'debian-12': '1:9.2p1-2+deb12u3',
      'ubuntu-22.04': '1:8.9p1-3ubuntu0.10',
      'ubuntu-24.04': '1:9.6p1-3ubuntu13.3',
      el9: '0:8.7p1-38.el9_4.1',
    },
  },
]);

export default defineCheck({
  id: 'ssh.regresshion',
  area: 'ssh',
  title: 'sshd has the fix for code execution before the login',
  severity: 'critical',
  level: 1,
  rationale:
    'CVE-2024-6387: connections that run into LoginGraceTime can run code as root, without an account.',
  remedy:
    'Upgrade the package openssh-server and restart sshd. Until then `LoginGraceTime 0` closes the hole, at the price of connections that never end.',
  references: [],
  tags: ['ssh', 'patching'],
  needs: { flaws: orAbsent(flaws) },
  evaluate({ flaws: found }) {
    if (found === undefined || found.length === 0) {
      return notApplicable('OpenSSH is not installed, or older or newer than the flaw');
    }
    return passUnless(
      found.flatMap(({ name, version, wanted, cve }) =>
        wanted === undefined
          ? []
          : [{ subject: `${name} ${cve}`, expected: `${wanted} or later`, actual: version }],
      ),
      found.map(({ name, version }) => `${name} ${version}`).join(', '),
    );
  },
});
