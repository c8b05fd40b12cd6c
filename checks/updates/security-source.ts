import {
  defineCheck,
  notApplicable,
  orAbsent,
  osRelease,
  passUnless,
  repositories,
  required,
} from '../../src/index.ts';

export default defineCheck({
  id: 'updates.security-source',
  area: 'updates',
  title: 'The distribution’s source of security updates is enabled',
  severity: 'high',
  level: 1,
  rationale:
    'Without it every update that is offered is installed, and none of them closes a hole.',
  remedy:
    'Debian: `deb http://security.debian.org/debian-security CODENAME-security main`; Ubuntu: `deb http://security.ubuntu.com/ubuntu CODENAME-security main universe`.',
  references: ['lynis:PKGS-7388'],
  tags: ['patching'],
  needs: { os: required(osRelease), seen: orAbsent(repositories) },
  evaluate({ os: { id, codename }, seen }) {
    if (seen === undefined) return notApplicable('the host has no package manager');
    if (seen.tool !== 'apt' || (id !== 'debian' && id !== 'ubuntu')) {
      return notApplicable('security updates come with all others here');
    }
    if (codename === undefined || codename === 'sid') {
      return notApplicable('this release has no source of security updates of its own');
    }
    const wanted = [
      `${codename}-security`,
      `${codename}/updates`,
      'stable-security',
      'oldstable-security',
    ];
    const found = seen.sources.find(({ suites }) =>
      suites.some((suite) => wanted.includes(suite.replace(/\/$/, ''))),
    );
    return passUnless(
      found === undefined
        ? [
            {
              subject: `${codename}-security`,
              expected: 'an enabled source',
              actual: 'in no source of apt',
            },
          ]
        : [],
      found === undefined ? '' : `${found.where} has ${found.suites.join(' ')}`,
    );
  },
});
