import checks from '../../../checks/kernel/updates.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { dpkg, LISTS, OFFERS, PACKAGES, statLine } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

const [available, security] = checks;
const FOLDER = '/var/lib/apt/lists';
const HOST = 'deb.debian.org_debian';

/** What the host's own lists say, as grep prints them: a hit with a colon, its context with a dash. */
const archive = (
  dists: string,
  suite: string,
  version = '',
  flags: readonly string[] = [],
): string => {
  const release = `${FOLDER}/${dists}_InRelease`;
  const list = `${FOLDER}/${dists}_main_binary-amd64_Packages`;
  return [
    `${release}:Suite: ${suite}`,
    ...flags.map((flag) => `${release}:${flag}: yes`),
    `${release}-Components: main`,
    '--',
    ...(version === ''
      ? []
      : [
          `${list}:Package: linux-image-amd64`,
          `${list}-Source: linux-signed-amd64 (6.1.115+1)`,
          `${list}-Version: ${version}`,
          `${list}-Installed-Size: 13`,
          `${list}-Architecture: amd64`,
          '--',
        ]),
    '',
  ].join('\n');
};

const MAIN = archive(`${HOST}_dists_bookworm`, 'oldstable', '6.1.115-1');
const SECURITY = `${HOST}-security_dists_bookworm-security`;
const security6119 = archive(SECURITY, 'oldstable-security', '6.1.119-1');
const BACKPORTS = archive(
  `${HOST}_dists_bookworm-backports`,
  'stable-backports',
  '6.12.9-1~bpo12+1',
  ['NotAutomatic', 'ButAutomaticUpgrades'],
);
const EXPERIMENTAL = archive(`${HOST}_dists_experimental`, 'experimental', '6.13~rc7-1', [
  'NotAutomatic',
]);

/** 1767225600 is 2026-01-01, a day before the audit. */
const host = (installed: string, offers: string, fetched = 1767225600): Given => ({
  [PACKAGES]: dpkg(...installed.split(', ')),
  [OFFERS]: `lists apt\n${offers}`,
  [LISTS]: statLine(FOLDER, { modifiedAt: fetched }),
});

const manual = [
  {
    name: 'kernels without a metapackage',
    given: host('linux-image-6.1.0-28-amd64 6.1.119-1', MAIN),
  },
] as const;
const notApplicable = [{ name: 'no kernel package', given: host('docker.io 1', MAIN) }] as const;
const unknown = [
  { name: 'empty lists', given: { ...host('linux-image-amd64 1', ''), [OFFERS]: 'lists empty\n' } },
  {
    name: 'lists that are compressed',
    given: { ...host('linux-image-amd64 1', ''), [OFFERS]: 'lists compressed\n' },
  },
  { name: 'no apt', given: { ...host('linux-image-amd64 1', ''), [OFFERS]: 'lists none\n' } },
] as const;

testCheck(available, {
  pass: [
    { name: 'up to date', given: host('linux-image-amd64 6.1.119-1', MAIN + security6119) },
    {
      name: 'backports and experimental are not asked',
      given: host('linux-image-amd64 6.1.119-1', MAIN + security6119 + BACKPORTS + EXPERIMENTAL),
    },
    {
      name: 'installed from backports, and current there',
      given: host('linux-image-amd64 6.12.9-1~bpo12+1', MAIN + BACKPORTS + EXPERIMENTAL),
    },
    {
      name: 'old lists, where they may be',
      given: host('linux-image-amd64 6.1.115-1', MAIN, 1766361600),
      params: { maxAgeDays: 30 },
    },
  ],
  fail: [
    {
      name: 'an update waits, and is held back',
      given: host('!linux-image-amd64 6.1.115-1', MAIN + security6119),
      because: ['linux-image-amd64: 6.1.115-1, held back'],
    },
    {
      name: 'installed from backports, and old there',
      given: host('linux-image-amd64 6.12.6-1~bpo12+1', MAIN + BACKPORTS),
      because: ['linux-image-amd64: 6.12.6-1~bpo12+1'],
    },
    {
      name: 'lists of the week before last, without the package',
      given: host('linux-image-cloud-amd64 6.1.115-1', MAIN, 1766361600),
      because: [
        'package lists: fetched 11 days ago (/var/lib/apt/lists)',
        'linux-image-cloud-amd64: offered by none',
      ],
    },
  ],
  manual,
  notApplicable,
  unknown,
});

testCheck(security, {
  pass: [
    {
      name: 'the fix is installed',
      given: host('linux-image-amd64 6.1.119-1', MAIN + security6119),
    },
    {
      name: 'an archive without a kernel so far',
      given: host('linux-image-amd64 6.1.115-1', MAIN + archive(SECURITY, 'oldstable-security')),
    },
  ],
  fail: [
    {
      name: 'a fix waits, on old lists',
      given: host('linux-image-amd64 6.1.115-1', MAIN + security6119, 1766361600),
      because: [
        'package lists: fetched 11 days ago (/var/lib/apt/lists)',
        'linux-image-amd64: 6.1.115-1',
      ],
    },
  ],
  manual: [
    ...manual,
    { name: 'no security archive', given: host('linux-image-amd64 6.1.115-1', MAIN) },
  ],
  notApplicable,
  unknown,
});
