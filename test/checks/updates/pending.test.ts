import automatic from '../../../checks/updates/automatic-security.ts';
import files from '../../../checks/updates/files.ts';
import table from '../../../checks/updates/pending.ts';
import source from '../../../checks/updates/security-source.ts';
import { checkIn } from '../../support/check-in.ts';
import { dpkg, LISTS, rpm, statLine } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

const PACKAGES = 'packages:';
const STATE = 'dpkg_state:';
const CLOCK = 'clock:';
const NOW = 1767323045;
const day = 86_400;
const fetched = (daysAgo: number): string =>
  statLine('/var/lib/apt/lists', { modifiedAt: NOW - daysAgo * day });
const debian = {
  [PACKAGES]: dpkg('sudo 1'),
  [CLOCK]: `${NOW}\n`,
  [LISTS]: fetched(1),
};
const OFFERS =
  'lists apt 2\noffer libssl3 install 3.0.11-1 3.0.14-1\noffer runc hold 1.1.5 1.1.5+ds1-1+deb12u1\noffer libssl3 install 3.0.11-1 3.0.15-1\noffer old install 2.0-1 1.9-1\nstatus 0\n';

testCheck(checkIn(table, 'updates.pending-security'), {
  pass: [
    {
      name: 'nothing newer; an older offer is none',
      given: { ...debian, [STATE]: 'lists apt 2\noffer old install 2.0-1 1.9-1\nstatus 0\n' },
    },
  ],
  fail: [
    {
      name: 'the newest of each, those held back among them',
      given: { ...debian, [STATE]: OFFERS },
      because: ['libssl3: 3.0.11-1', 'runc: 1.1.5, held back'],
    },
    {
      name: 'by old lists too',
      given: { ...debian, [LISTS]: fetched(90), [STATE]: OFFERS },
      because: ['libssl3: 3.0.11-1', 'runc: 1.1.5, held back'],
    },
  ],
  notApplicable: [{ name: 'no package manager', given: { [PACKAGES]: 'manager none\n' } }],
  unknown: [
    {
      name: 'old lists',
      given: { ...debian, [LISTS]: fetched(8), [STATE]: 'lists apt 2\nstatus 0\n' },
    },
    { name: 'compressed lists', given: { ...debian, [STATE]: 'lists compressed\nstatus 0\n' } },
    { name: 'no list', given: { ...debian, [STATE]: 'lists none\nstatus 0\n' } },
    { name: 'awk that was ended', given: { ...debian, [STATE]: 'lists apt 2\nstatus 137\n' } },
    { name: 'rpm', given: { [PACKAGES]: rpm('x 1-1') } },
  ],
});

const HOLDS = {
  apt: 'text:/etc/apt/preferences',
  dnf: 'text:/etc/dnf/dnf.conf',
  pacman: 'text:/etc/pacman.conf',
  apk: 'text:/etc/apk/world',
} as const;
const runcPin = (priority: number): string =>
  `Package: runc\nPin: version 1.1.5*\nPin-Priority: ${priority}\n`;
const WAITS = 'lists apt 1\noffer runc install 1.1.5 1.1.5+ds1-1+deb12u1\nstatus 0\n';

testCheck(checkIn(table, 'updates.held-packages'), {
  pass: [
    {
      name: 'an update waits, nothing is held',
      given: {
        ...debian,
        [STATE]: 'lists apt 1\noffer libssl3 install 3.0.11-1 3.0.14-1\nstatus 0\n',
      },
    },
    {
      name: 'a pin of another package',
      given: {
        ...debian,
        [HOLDS.apt]: runcPin(1001),
        [STATE]: 'lists apt 1\noffer libssl3 install 3.0.11-1 3.0.14-1\nstatus 0\n',
      },
    },
    { name: 'dnf, which holds nothing', given: { [PACKAGES]: rpm('x 1-1') } },
    {
      name: 'pacman, which holds nothing',
      given: { [PACKAGES]: 'manager pacman\n', [HOLDS.pacman]: '[options]\nSigLevel = Required\n' },
    },
    {
      name: 'apk, which holds nothing',
      given: { [PACKAGES]: 'manager apk\n', [HOLDS.apk]: 'docker\n' },
    },
  ],
  fail: [
    {
      name: 'runc',
      given: { ...debian, [STATE]: OFFERS },
      because: ['runc: 1.1.5, held back by dpkg'],
    },
    {
      name: 'runc, by a pin',
      given: { ...debian, [HOLDS.apt]: runcPin(1001), [STATE]: WAITS },
      because: [
        'runc: 1.1.5, held back by Package: runc; Pin: version 1.1.5*; Pin-Priority: 1001 (/etc/apt/preferences:1)',
      ],
    },
  ],
  notApplicable: [{ name: 'no package manager', given: { [PACKAGES]: 'manager none\n' } }],
  unknown: [
    {
      name: 'a pin that may hold it',
      given: { ...debian, [HOLDS.apt]: runcPin(-1), [STATE]: WAITS },
    },
    { name: 'old lists', given: { ...debian, [LISTS]: fetched(8), [STATE]: WAITS } },
    { name: 'no list', given: { ...debian, [STATE]: 'lists none\nstatus 0\n' } },
    {
      name: 'dnf, which holds some',
      given: {
        [PACKAGES]: rpm('x 1-1'),
        [HOLDS.dnf]: '[main]\nexclude=kubelet\nexcludepkgs=runc\n',
      },
    },
  ],
});

const JOURNAL = 'stat:/var/lib/dpkg/updates/*';

testCheck(checkIn(table, 'updates.package-state'), {
  pass: [{ name: 'whole', given: { [STATE]: 'lists none\nstatus 0\n' } }],
  fail: [
    {
      name: 'an update that broke off',
      given: {
        [STATE]:
          'lists none\nstate openssh-server ok half-configured\nstate x reinstreq half-installed\nstatus 0\n',
        [JOURNAL]: statLine('/var/lib/dpkg/updates/0001', { type: 'regular file' }),
      },
      because: [
        'openssh-server: half-configured',
        'x: reinstreq half-installed',
        '/var/lib/dpkg/updates/0001: present',
      ],
    },
  ],
  notApplicable: [{ name: 'no dpkg', given: { [STATE]: 'dpkg none\n' } }],
});

const DELETED = 'deleted_files:';

testCheck(checkIn(table, 'updates.deleted-libraries'), {
  pass: [
    { name: 'none', given: { [DELETED]: 'scan 1\n' } },
    {
      name: 'a file of its own',
      given: { [DELETED]: '7 /usr/share/x/a.tmp (deleted) app\nscan 0\n' },
    },
  ],
  fail: [
    {
      name: 'sshd, once for its many processes',
      given: {
        [DELETED]:
          '7 /usr/sbin/sshd (deleted) sshd\n7 /usr/lib/x86_64-linux-gnu/libcrypto.so.3 (deleted) sshd\n8 /usr/sbin/sshd (deleted) sshd\n9 /usr/bin/dockerd (deleted) dockerd\nscan 2\n',
      },
      because: ['sshd: runs /usr/sbin/sshd, replaced since'],
    },
  ],
  manual: [
    {
      name: 'Docker alone',
      given: { [DELETED]: '9 /usr/bin/dockerd (deleted) dockerd\nscan 0\n' },
    },
  ],
  unknown: [
    { name: 'others’ processes hidden', given: { [DELETED]: 'scan closed\n' } },
    { name: 'a grep that was ended', given: { [DELETED]: 'scan 137\n' } },
  ],
});

const OS = 'text:/etc/os-release';
const MAIN = 'text:/etc/apt/sources.list';
const bookworm = {
  [OS]: 'ID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\n',
  [PACKAGES]: 'manager dpkg\n',
};

testCheck(source, {
  pass: [
    {
      name: 'Debian',
      given: {
        ...bookworm,
        [MAIN]: 'deb http://x/d bookworm main\ndeb http://x/s bookworm-security main\n',
      },
    },
  ],
  fail: [
    {
      name: 'sources of programs without',
      given: {
        ...bookworm,
        [MAIN]: 'deb http://x/d bookworm main\ndeb-src http://x/s bookworm-security main\n',
      },
      because: ['bookworm-security: in no source of apt'],
    },
    {
      name: 'that of another release',
      given: { ...bookworm, [MAIN]: 'deb http://x/s bullseye-security main\n' },
      because: ['bookworm-security: in no source of apt'],
    },
  ],
  notApplicable: [
    { name: 'rpm', given: { [OS]: 'ID=fedora\n', [PACKAGES]: 'manager rpm\n' } },
    {
      name: 'Debian unstable',
      given: { [OS]: 'ID=debian\n', [PACKAGES]: 'manager dpkg\n', [MAIN]: '# x\n' },
    },
    { name: 'no manager', given: { [OS]: 'ID=x\n', [PACKAGES]: 'manager none\n' } },
  ],
});

const PARTS = 'text:/etc/apt/apt.conf.d/*';
const part = (name: string, text: string): string =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `/etc/apt/apt.conf.d/${name}:${line}\n`)
    .join('');
const PERIODIC = part(
  '20auto-upgrades',
  'APT::Periodic::Update-Package-Lists "1";\nAPT::Periodic::Unattended-Upgrade "1";\n',
);
const ORIGINS = part(
  '50unattended-upgrades',
  'Unattended-Upgrade::Origins-Pattern {\n"origin=Debian,label=Debian-Security";\n};\n',
);
const TIMER = 'stat:/etc/systemd/system/*.wants/*';
const link = (name: string): string =>
  statLine(`/etc/systemd/system/timers.target.wants/${name}`, { type: 'regular file' });
const unattended = {
  [PACKAGES]: dpkg('unattended-upgrades 2.9'),
  [PARTS]: PERIODIC + ORIGINS,
  [TIMER]: link('apt-daily-upgrade.timer'),
};
const DNF_TIMER = 'stat:/etc/systemd/system/*.wants/*';
const DNF = 'text:/etc/dnf/automatic.conf';

testCheck(automatic, {
  pass: [
    { name: 'unattended-upgrades', given: unattended },
    {
      name: 'dnf-automatic that applies',
      given: {
        [PACKAGES]: rpm('dnf-automatic 4-1'),
        [DNF_TIMER]: link('dnf-automatic.timer'),
        [DNF]: '[commands]\nupgrade_type = security\napply_updates = yes\n',
      },
    },
    {
      name: 'the timer that installs',
      given: {
        [PACKAGES]: rpm('dnf-automatic 4-1'),
        'stat:/etc/systemd/system/*.wants/*': link('dnf-automatic-install.timer'),
      },
    },
    {
      name: 'managed elsewhere',
      given: { [PACKAGES]: rpm('x 1-1') },
      params: { managedElsewhere: true },
    },
  ],
  fail: [
    {
      name: 'not installed',
      given: { [PACKAGES]: dpkg('sudo 1') },
      because: ['unattended-upgrades: not installed'],
    },
    {
      name: 'installed and left alone',
      given: { [PACKAGES]: dpkg('unattended-upgrades 2.9') },
      because: [
        'APT::Periodic::Update-Package-Lists: not set',
        'APT::Periodic::Unattended-Upgrade: not set',
        'apt-daily-upgrade.timer: not enabled',
        'Unattended-Upgrade::Origins-Pattern: nothing',
      ],
    },
    {
      name: 'switched off by a later file',
      given: {
        ...unattended,
        [PARTS]:
          PERIODIC +
          ORIGINS +
          part('99x', 'APT::Periodic::Enable "0";\nUnattended-Upgrade::Download-Only "yes";\n'),
      },
      because: ['APT::Periodic::Enable: 0', 'Unattended-Upgrade::Download-Only: yes'],
    },
    {
      name: 'dnf without a timer',
      given: { [PACKAGES]: rpm('dnf 4-1') },
      because: ['dnf-automatic.timer: no timer installs updates'],
    },
    {
      name: 'dnf-automatic that only downloads',
      given: {
        [PACKAGES]: rpm('dnf-automatic 4-1'),
        [DNF_TIMER]: link('dnf-automatic.timer'),
        [DNF]: '[commands]\napply_updates = no\n',
      },
      because: ['apply_updates in /etc/dnf/automatic.conf: no'],
    },
  ],
  notApplicable: [{ name: 'Alpine', given: { [PACKAGES]: 'manager apk\nP:x\nV:1\n' } }],
});

const good = { mode: '644', type: 'regular file' };

testCheck(checkIn(files, 'updates.repository-files'), {
  pass: [
    {
      name: 'root’s',
      given: { [MAIN.replace('text', 'stat')]: statLine('/etc/apt/sources.list', good) },
    },
  ],
  fail: [
    {
      name: 'a group that may write',
      given: {
        'stat:/etc/apt/sources.list.d/*': statLine('/etc/apt/sources.list.d/x.list', {
          ...good,
          mode: '664',
        }),
      },
      because: ['/etc/apt/sources.list.d/x.list mode: 0664'],
    },
  ],
  notApplicable: [{ name: 'nothing there', given: {} }],
});

testCheck(checkIn(files, 'updates.repository-credentials'), {
  pass: [
    {
      name: 'root’s',
      given: {
        'stat:/etc/apt/auth.conf': statLine('/etc/apt/auth.conf', { ...good, mode: '600' }),
      },
    },
  ],
  fail: [
    {
      name: 'for everybody',
      given: { 'stat:/etc/apt/auth.conf': statLine('/etc/apt/auth.conf', good) },
      because: ['/etc/apt/auth.conf mode: 0644'],
    },
  ],
  notApplicable: [{ name: 'nothing there', given: {} }],
});
