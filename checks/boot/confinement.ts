import { bootChecks } from '../../src/index.ts';

const DOC = 'kernel-doc:admin-guide/kernel-parameters.txt';
const SYSTEMD = 'man:kernel-command-line(7)';

export default bootChecks([
  {
    id: 'apparmor',
    title: 'AppArmor is not switched off at boot',
    severity: 'high',
    level: 1,
    rationale: 'Containers lose their docker-default profile, which keeps them off /proc and /sys.',
    references: [
      'ssg:grub2_enable_apparmor',
      'cis-debian12-1.1.0:1.3.1.2',
      'cis-debian13-1.0.0:1.3.1.2',
      'cis-ubuntu2404-1.0.0:1.3.1.2',
      DOC,
    ],
    unwanted: [{ name: 'apparmor', values: /^0+$/, expected: '1' }],
  },
  {
    id: 'selinux',
    title: 'SELinux is not switched off at boot',
    severity: 'high',
    level: 1,
    rationale:
      'Containers lose their labels, which keep them apart from the host and from each other.',
    references: ['ssg:grub2_enable_selinux', 'cis-rhel9-2.0.0:1.3.1.2', DOC],
    unwanted: [{ name: 'selinux', values: /^0+$/, expected: '1' }],
  },
  {
    id: 'enforcing',
    title: 'SELinux is not put into permissive mode at boot',
    severity: 'high',
    level: 1,
    rationale: 'A permissive policy only writes down what a container does to the host.',
    references: ['ssg:grub2_enable_selinux', 'cis-rhel9-2.0.0:1.3.1.2', DOC],
    unwanted: [{ name: 'enforcing', values: /^0+$/, expected: '1' }],
  },
  {
    id: 'security',
    title: 'The legacy selector of security modules does not pick none',
    severity: 'medium',
    level: 1,
    rationale: '`security=` with a name that is no module leaves the host without access control.',
    references: [DOC],
    unwanted: [
      {
        name: 'security',
        values: /^(?!(?:apparmor|selinux|smack|tomoyo)$)/,
        expected: 'apparmor or selinux',
      },
    ],
  },
  {
    id: 'lsm',
    title: 'The list of security modules given at boot keeps those that confine containers',
    severity: 'medium',
    level: 1,
    rationale: '`lsm=` replaces the built-in list whole: what it leaves out is silently off.',
    references: [DOC],
    unwanted: [
      {
        name: 'lsm',
        values: /^(?!.*\byama\b)|^(?!.*\b(?:apparmor|selinux)\b)/,
        expected: 'a list with yama and with apparmor or selinux',
      },
    ],
  },
  {
    id: 'initcall_blacklist',
    title: 'Built-in security code is not skipped at boot',
    severity: 'medium',
    level: 1,
    rationale:
      'Skipping the start of a security module removes it without a trace in its own settings.',
    references: [DOC],
    unwanted: [
      {
        name: 'initcall_blacklist',
        values: /lockdown|landlock|yama|apparmor|aa_|selinux|selnl|ima|audit|seccomp/,
        each: true,
        expected: 'no security code in the list',
      },
    ],
  },
  {
    id: 'audit',
    title: 'Auditing is not switched off at boot',
    severity: 'medium',
    level: 1,
    rationale: 'With `audit=0` nothing that happens in or through a container is ever recorded.',
    references: [
      'ssg:grub2_audit_argument',
      'cis-debian12-1.1.0:6.2.1.3',
      'cis-ubuntu2404-1.0.0:6.2.1.3',
      'cis-rhel9-2.0.0:6.3.1.2',
      DOC,
    ],
    unwanted: [{ name: 'audit', values: /^(?:0|off)$/, expected: '1' }],
  },
  {
    id: 'ima_appraise',
    title: 'IMA appraisal is not in a learning mode',
    severity: 'low',
    level: 2,
    rationale: 'A changed program is then run, or even signed anew, instead of refused.',
    references: [DOC],
    unwanted: [{ name: 'ima_appraise', values: /^(?:off|log|fix)/, expected: 'enforce' }],
  },
  {
    id: 'systemd-mask',
    title: 'No security unit is masked from the command line',
    severity: 'medium',
    level: 1,
    rationale:
      'The unit files look right while the audit daemon, the firewall or AppArmor never starts.',
    references: [SYSTEMD],
    unwanted: [
      {
        name: 'systemd.mask',
        values:
          /^(?:auditd|apparmor|firewalld|nftables|iptables|ufw|fapolicyd|docker|containerd)(?:\.service)?$/,
        each: true,
        expected: 'no security unit',
      },
    ],
  },
  {
    id: 'cgroup_disable',
    title: 'No resource controller is switched off',
    severity: 'high',
    level: 1,
    rationale: 'Limits on the controller silently do not apply: one container starves the host.',
    references: [DOC],
    unwanted: [
      {
        name: 'cgroup_disable',
        values: /(?:^|,)(?:memory|pids|cpu|io|blkio|devices)(?:,|$)/,
        each: true,
        expected: 'none of memory, pids, cpu, io, devices',
      },
    ],
  },
  {
    id: 'cgroup-memory',
    title: 'Kernel and socket memory of containers are accounted',
    severity: 'medium',
    level: 1,
    rationale: 'A container uses up kernel memory that its limit does not count.',
    references: [DOC],
    unwanted: [
      {
        name: 'cgroup.memory',
        values: /(?:^|,)(?:nokmem|nosocket)(?:,|$)/,
        each: true,
        expected: 'neither nokmem nor nosocket',
      },
    ],
  },
  {
    id: 'systemd-unified_cgroup_hierarchy',
    title: 'The unified cgroup hierarchy is not switched off',
    severity: 'medium',
    level: 1,
    rationale:
      'Version 1 of cgroups has the release agent by which privileged containers escape, and cannot ' +
      'be handed safely to an unprivileged one.',
    references: [SYSTEMD, 'cve:CVE-2022-0492'],
    unwanted: [
      {
        name: 'systemd.unified_cgroup_hierarchy',
        values: /^(?:0|n|no|f|false|off)$/i,
        expected: '1',
      },
      { name: 'SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE', values: /^1$/ },
    ],
  },
  {
    id: 'swapaccount',
    title: 'Swap of containers is accounted',
    severity: 'low',
    level: 1,
    rationale: 'Without it a container pushes the host into swap past its limit.',
    references: [DOC],
    unwanted: [{ name: 'swapaccount', values: /^(?:[0nNfF]|[oO][fF])/, expected: '1' }],
  },
]);
