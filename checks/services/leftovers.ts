import {
  defineCheck,
  notApplicable,
  ownUnits,
  passUnless,
  presentStats,
  required,
} from '../../src/index.ts';

const prelink = defineCheck({
  id: 'services.package-prelink',
  area: 'services',
  title: 'prelink is not in use',
  severity: 'low',
  level: 1,
  rationale:
    'It gives libraries fixed addresses, which attacks rely on, and changes the files that integrity checks compare.',
  remedy: '`prelink -ua`; then `apt-get purge prelink` or `dnf remove prelink`.',
  references: [
    'cis-ubuntu2404-1.0:1.5.4',
    'cis-dil-2.0:1.5.4',
    'dev-sec:package-09',
    'lynis:PROC-3802',
    'ssg:package_prelink_removed',
  ],
  tags: ['package'],
  needs: { found: required(presentStats(['/usr/sbin/prelink', '/sbin/prelink'])) },
  evaluate: ({ found }) =>
    passUnless(
      found.map(({ path }) => ({ subject: path, expected: 'not installed', actual: 'installed' })),
      'prelink is not installed',
    ),
});

const VENDOR = ['/usr', ''].map(
  (root) => `${root}/lib/systemd/system/systemd-tmpfiles-clean.timer`,
);
const TIMER = '/etc/systemd/system/systemd-tmpfiles-clean.timer';

const tmpCleaning = defineCheck({
  id: 'services.tmp-cleaning',
  area: 'services',
  title: 'Temporary files are removed regularly',
  severity: 'low',
  level: 2,
  rationale: 'Files with secrets, and sockets, stay in /tmp until someone finds them.',
  remedy: '`systemctl unmask systemd-tmpfiles-clean.timer`.',
  references: ['lynis:FILE-6354'],
  tags: ['systemd'],
  needs: {
    timer: required(presentStats(VENDOR)),
    own: required(ownUnits),
  },
  evaluate({ timer, own }) {
    if (timer.length === 0) return notApplicable('there is no systemd-tmpfiles-clean.timer');
    return passUnless(
      own.some(({ path, type }) => path === TIMER && type === 'device')
        ? [{ subject: 'systemd-tmpfiles-clean.timer', expected: 'not masked', actual: 'masked' }]
        : [],
      'systemd-tmpfiles-clean.timer is not masked',
    );
  },
});

export default [prelink, tmpCleaning];
