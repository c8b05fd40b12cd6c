import {
  defineCheck,
  filesText,
  fileText,
  type Mismatch,
  notApplicable,
  orAbsent,
  osRelease,
  pass,
  passUnless,
  presentStats,
  required,
  startsAtBoot,
} from '../../src/index.ts';

const RATIONALE =
  'Such a host is patched as a whole or not at all: without its updater it stays as it was installed.';

const SERVER = /^SERVER=(.*)$/gm;
const GROUP = /^GROUP=(.*)$/gm;

/** /etc/flatcar/update.conf is read behind the one of /usr. */
const lastOf = (texts: string, pattern: RegExp): string | undefined =>
  [...texts.matchAll(pattern)].at(-1)?.[1]?.trim();

const flatcar = defineCheck({
  id: 'updates.flatcar',
  area: 'updates',
  title: 'Flatcar updates itself from a stable channel',
  severity: 'medium',
  level: 1,
  rationale: RATIONALE,
  remedy:
    '`systemctl unmask --now update-engine`; take `SERVER=disabled` out of /etc/flatcar/update.conf.',
  references: ['flatcar-docs:setup/releases/update-conf'],
  tags: ['patching', 'image'],
  needs: {
    os: required(osRelease),
    own: orAbsent(fileText('/etc/flatcar/update.conf')),
    stock: orAbsent(fileText('/usr/share/flatcar/update.conf')),
    masks: required(presentStats(['/etc/systemd/system/update-engine.service'])),
  },
  evaluate({ os, own, stock, masks }) {
    if (os.id !== 'flatcar') return notApplicable('the system is not Flatcar');
    const texts = [stock, own].map((text) => text ?? '').join('\n');
    const wrong: Mismatch[] = [];
    const server = lastOf(texts, SERVER);
    const group = lastOf(texts, GROUP);
    if (server === 'disabled') {
      wrong.push({ subject: 'SERVER', expected: 'a server of updates', actual: server });
    }
    if (group === 'alpha' || group === 'beta') {
      wrong.push({ subject: 'GROUP', expected: 'stable or lts', actual: group });
    }
    if (masks.some(({ type }) => type === 'device')) {
      wrong.push({ subject: 'update-engine.service', expected: 'started', actual: 'masked' });
    }
    return passUnless(wrong, `channel ${group ?? 'as installed'}`);
  },
});

const OSTREE_TIMERS: readonly string[] = [
  'zincati.service',
  'rpm-ostreed-automatic.timer',
  'bootc-fetch-apply-updates.timer',
];

const ostree = defineCheck({
  id: 'updates.ostree',
  area: 'updates',
  title: 'The host of ostree updates itself',
  severity: 'medium',
  level: 1,
  rationale: RATIONALE,
  remedy:
    '`systemctl enable --now zincati` (Fedora CoreOS), `rpm-ostreed-automatic.timer` or `bootc-fetch-apply-updates.timer`.',
  references: ['fedora-docs:fedora-coreos/auto-updates'],
  tags: ['patching', 'image'],
  needs: {
    os: required(osRelease),
    marker: required(presentStats(['/run/ostree-booted'])),
    starts: required(startsAtBoot(OSTREE_TIMERS)),
    settings: required(filesText('/etc/zincati/config.d/*.toml')),
  },
  evaluate({ os, marker, starts, settings }) {
    if (marker.length === 0) return notApplicable('the system was not booted from ostree');
    if (os.id === 'rhcos' || os.variantId === 'rhcos') {
      return notApplicable('the cluster’s Machine Config Operator updates it');
    }
    const off = settings
      .filter(({ content }) => /^\s*\[updates\][^[]*^\s*enabled\s*=\s*false/ms.test(content))
      .map(({ path }) => path);
    const others = starts.filter(({ name }) => name !== 'zincati.service');
    if (others.length > 0) return pass(`${others[0]?.name} is enabled`);
    return passUnless(
      [
        ...off.map((path) => ({
          subject: path,
          expected: 'updates enabled',
          actual: 'enabled = false',
        })),
        ...(starts.length > 0
          ? []
          : [
              {
                subject: 'updates',
                expected: 'a service that installs them',
                actual: `none of ${OSTREE_TIMERS.join(', ')} is enabled`,
              },
            ]),
      ],
      'zincati is enabled',
    );
  },
});

const TRANSACTIONAL: readonly string[] = [
  'opensuse-microos',
  'sle-micro',
  'sl-micro',
  'opensuse-leap-micro',
];

const transactional = defineCheck({
  id: 'updates.transactional',
  area: 'updates',
  title: 'The transactional host updates itself',
  severity: 'medium',
  level: 1,
  rationale: RATIONALE,
  remedy:
    '`systemctl enable --now transactional-update.timer rebootmgr`; in a cluster let kured reboot.',
  references: ['man:transactional-update(8)'],
  tags: ['patching', 'image'],
  needs: {
    os: required(osRelease),
    programs: required(presentStats(['/usr/sbin/transactional-update'])),
    starts: required(startsAtBoot(['transactional-update.timer'])),
  },
  evaluate({ os, programs, starts }) {
    if (programs.length === 0 && !TRANSACTIONAL.includes(os.id)) {
      return notApplicable('the system has no transactional updates');
    }
    return passUnless(
      starts.length === 0
        ? [{ subject: 'transactional-update.timer', expected: 'enabled', actual: 'not enabled' }]
        : [],
      starts.map(({ link }) => link).join(', '),
    );
  },
});

export default [flatcar, ostree, transactional] as const;
