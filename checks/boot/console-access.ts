import { bootChecks } from '../../src/index.ts';

const DOC = 'kernel-doc:admin-guide/kernel-parameters.txt';
const SYSTEMD = 'man:kernel-command-line(7)';

/** Words that systemd takes for rescue or emergency.target beside `single`. */
const RUNLEVEL_WORDS = ['s', 'S', '1', 'emergency', 'rescue', '-b', '-s'];

export default bootChecks([
  {
    id: 'init-program',
    title: 'The kernel starts the normal init',
    severity: 'critical',
    level: 1,
    rationale: '`init=/bin/sh` gives whoever is at the console a root shell without a password.',
    references: [DOC],
    unwanted: [
      {
        name: 'init',
        values:
          /^(?!(?:\/(?:usr\/)?(?:s?bin|lib\/systemd)\/(?:init|systemd|openrc-init|runit-init|dinit|s6-linux-init)|\/nix\/store\/[^/]+\/init|\/init)$)/,
        expected: 'the init of the distribution',
      },
    ],
  },
  {
    id: 'rdinit-program',
    title: 'The initramfs starts its normal program',
    severity: 'high',
    level: 1,
    rationale:
      '`rdinit=/bin/sh` gives a root shell before any disk is unlocked or any login asked for.',
    references: [DOC],
    unwanted: [{ name: 'rdinit', values: /^(?!\/init$)/, expected: '/init' }],
  },
  {
    id: 'initramfs-shell',
    title: 'The initramfs does not stop for a shell',
    severity: 'high',
    level: 1,
    rationale:
      'A stop in the initramfs is a root shell on the console, with the disks already unlocked.',
    references: ['man:dracut.cmdline(7)', 'man:initramfs-tools(7)'],
    unwanted: [{ name: 'rd.break' }, { name: 'break' }],
  },
  {
    id: 'single-user',
    title: 'The host does not boot into rescue or emergency mode',
    severity: 'high',
    level: 1,
    rationale:
      'Rescue mode runs without auditing, firewall and mandatory access control, and some set-ups give ' +
      'it a shell without a password.',
    references: [SYSTEMD],
    unwanted: [
      { name: 'single', bare: true },
      { name: 'systemd.unit', values: /^(rescue|emergency)(\.target)?$/ },
      { name: 'rd.systemd.unit', values: /^(rescue|emergency)(\.target)?$/ },
      ...RUNLEVEL_WORDS.map((name) => ({ name, bare: true }) as const),
    ],
  },
  {
    id: 'systemd-confirm_spawn',
    title: 'Interactive boot is off',
    severity: 'low',
    level: 1,
    rationale:
      'Somebody at the console can skip single services, those that protect the host included.',
    references: [SYSTEMD, 'ssg:grub2_disable_interactive_boot', 'stig-rhel9:RHEL-09-212015'],
    unwanted: [
      { name: 'systemd.confirm_spawn', values: /^(?!(?:0|n|no|f|false|off)$)/i, expected: 'no' },
    ],
  },
  {
    id: 'sysrq_always_enabled',
    title: 'SysRq is not forced on',
    severity: 'medium',
    level: 1,
    rationale: 'The console can then kill, reboot and dump the host whatever kernel.sysrq says.',
    references: ['khc', DOC],
    unwanted: [{ name: 'sysrq_always_enabled' }],
  },
  {
    id: 'debug-consoles',
    title: 'Kernel debuggers are not attached to a console',
    severity: 'medium',
    level: 1,
    rationale:
      'Whoever reaches the serial line of a kernel debugger reads and writes kernel memory.',
    references: [DOC],
    unwanted: [
      { name: 'kgdboc' },
      { name: 'ekgdboc' },
      { name: 'kgdbwait', bare: true },
      { name: 'kgdbcon', bare: true },
    ],
  },
]);
