import {
  defineCheck,
  dpkgState,
  heldUpdates,
  manual,
  notApplicable,
  orAbsent,
  outdatedProcesses,
  passUnless,
  presentStats,
  required,
  securityUpdates,
} from '../../src/index.ts';

const NO_MANAGER = 'the host has no package manager';

const pendingSecurity = defineCheck({
  id: 'updates.pending-security',
  area: 'updates',
  title: 'No security update waits to be installed',
  severity: 'high',
  level: 1,
  rationale:
    'The holes are published, with their fixes to study, and so are programs that use them.',
  remedy: '`apt-get update && apt-get upgrade`.',
  references: ['cis-dil-2.0:1.8', 'lynis:PKGS-7392'],
  tags: ['patching'],
  needs: { pending: orAbsent(securityUpdates) },
  evaluate({ pending }) {
    if (pending === undefined) return notApplicable(NO_MANAGER);
    return passUnless(
      pending.map(({ name, installed, offered, held }) => ({
        subject: name,
        expected: `${offered} or later`,
        actual: held ? `${installed}, held back` : installed,
      })),
      'the host’s own lists of security updates offer nothing newer',
    );
  },
});

const held = defineCheck({
  id: 'updates.held-packages',
  area: 'updates',
  title: 'No package with a security update is held back',
  severity: 'medium',
  level: 1,
  rationale:
    'A hold that was set for one upgrade and forgotten keeps an old runc or kernel for years.',
  remedy:
    '`apt-mark unhold PACKAGE`, or take its pin out of /etc/apt/preferences.d; then upgrade it.',
  references: ['man:apt-mark(8)', 'man:apt_preferences(5)'],
  tags: ['patching'],
  needs: { pending: orAbsent(heldUpdates) },
  evaluate({ pending }) {
    if (pending === undefined) return notApplicable(NO_MANAGER);
    return passUnless(
      pending.map(({ name, installed, offered, by }) => ({
        subject: name,
        expected: `${offered} or later`,
        actual: `${installed}, held back by ${by}`,
      })),
      'no package with a pending security update is held back',
    );
  },
});

const packageState = defineCheck({
  id: 'updates.package-state',
  area: 'updates',
  title: 'Every package is either installed whole or not at all',
  severity: 'medium',
  level: 1,
  rationale:
    'An update that broke off leaves old code in place and stops every later one, automatic ones without a word.',
  remedy: '`dpkg --configure -a`, then `apt-get install -f`.',
  references: ['man:dpkg(1)'],
  tags: ['patching'],
  needs: {
    state: orAbsent(dpkgState),
    journal: required(presentStats(['/var/lib/dpkg/updates/*'])),
  },
  evaluate({ state, journal }) {
    if (state === undefined) return notApplicable('dpkg keeps no database on this host');
    return passUnless(
      [
        ...state.broken.map(({ name, state: actual }) => ({
          subject: name,
          expected: 'installed',
          actual,
        })),
        ...journal.map(({ path }) => ({
          subject: path,
          expected: 'no unfinished change of the database',
          actual: 'present',
        })),
      ],
      'no package is half installed',
    );
  },
});

/** Programs whose restart ends containers or sessions: a person chooses when. */
const RESTARTED_BY_HAND =
  /^(systemd|dbus-daemon|dbus-broker|dockerd|containerd|containerd-shim.*|conmon|agetty|login|bash|sh|zsh|screen|tmux.*)$/;

const deletedLibraries = defineCheck({
  id: 'updates.deleted-libraries',
  area: 'updates',
  title: 'Services run the programs and libraries that are installed now',
  severity: 'high',
  level: 1,
  rationale: 'The update is on disk, the flawed library still answers on the network.',
  remedy:
    '`systemctl restart SERVICE`, or reboot; needrestart and dnf’s needs-restarting list what it takes.',
  references: ['lynis:LOGG-2190'],
  tags: ['patching', 'services'],
  needs: { processes: required(outdatedProcesses) },
  evaluate({ processes }) {
    const services = processes.filter(({ name }) => !RESTARTED_BY_HAND.test(name));
    if (services.length === 0 && processes.length > 0) {
      const names = [...new Set(processes.map(({ name }) => name))].join(', ');
      return manual(`When are these restarted, which still run replaced files: ${names}?`);
    }
    const seen = new Map(services.map((one) => [one.name, one]));
    return passUnless(
      [...seen.values()].map(({ name, paths }) => ({
        subject: name,
        expected: 'started since its files were replaced',
        actual: `runs ${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ` and ${paths.length - 3} more` : ''}, replaced since`,
      })),
      'no process of the host runs from a replaced file',
    );
  },
});

export default [pendingSecurity, held, packageState, deletedLibraries] as const;
