import {
  allTrue,
  anyOf,
  atLeast,
  builtIn,
  builtWith,
  builtWithout,
  lists,
} from '../../src/index.ts';

/**
 * Engines confine containers by SELinux or AppArmor; Smack and TOMOYO do nothing for them. Before Linux 5.1
 * one module was the default and there was no list.
 */
const MANDATORY = anyOf(
  allTrue(
    builtIn('SECURITY_SELINUX'),
    anyOf(lists('LSM', 'selinux'), builtIn('DEFAULT_SECURITY_SELINUX')),
  ),
  allTrue(
    builtIn('SECURITY_APPARMOR'),
    anyOf(lists('LSM', 'apparmor'), builtIn('DEFAULT_SECURITY_APPARMOR')),
  ),
);

export default [
  ...builtWith(
    { severity: 'medium', level: 1 },
    {
      AUDIT: ['the audit subsystem', 'No trace of container actions'],
      AUDITSYSCALL: ['syscall auditing', 'Without it no audit rule can record a system call'],
      'LSM-lockdown': [
        'lockdown in the LSM list',
        'A security module that is built but not listed does nothing',
        'khc kspp',
        {
          since: '5.4',
          want: lists('LSM', 'lockdown'),
          unless: [{ word: 'lsm', accepted: /(^|,)lockdown(,|$)/, set: 'LIST,lockdown' }],
        },
      ],
      'LSM-yama': [
        'yama in the LSM list',
        'A security module that is built but not listed does nothing',
        'khc kspp',
        {
          since: '5.1',
          want: lists('LSM', 'yama'),
          unless: [{ word: 'lsm', accepted: /(^|,)yama(,|$)/, set: 'LIST,yama' }],
        },
      ],
      SECURITY_APPARMOR: [
        'AppArmor (where it is the distribution MAC)',
        'Docker-default cannot be loaded',
        'khc',
        { scope: 'apparmor' },
      ],
      SECURITY_LANDLOCK: [
        'Landlock',
        'Programs and sandboxes cannot restrict themselves',
        'khc kspp',
        { since: '5.13' },
      ],
      SECURITY_LOCKDOWN_LSM: [
        'the lockdown module',
        'Root can modify the running kernel',
        'khc kspp',
        { since: '5.4' },
      ],
      SECURITY_YAMA: [
        'Yama',
        'Kernel.yama.ptrace_scope does not exist',
        'khc kspp ssg:kernel_config_security_yama',
      ],
    },
  ),
  ...builtWith(
    { severity: 'low', level: 1 },
    {
      BPF_LSM: [
        'BPF LSM hooks',
        'Policy engines based on BPF LSM (systemd RestrictFileSystems, KubeArmor) do nothing',
        '',
        { since: '5.7' },
      ],
      INTEGRITY: ['the integrity subsystem', 'Without it neither IMA nor EVM can vouch for files'],
      'LSM-landlock': [
        'landlock in the LSM list',
        'A security module that is built but not listed does nothing',
        'khc kspp',
        {
          since: '5.13',
          want: lists('LSM', 'landlock'),
          unless: [{ word: 'lsm', accepted: /(^|,)landlock(,|$)/, set: 'LIST,landlock' }],
        },
      ],
      SECURITY_DMESG_RESTRICT: [
        'dmesg restricted by default',
        'Log leaks addresses before sysctl runs',
        'khc kspp ssg:kernel_config_security_dmesg_restrict',
      ],
      SECURITY_LOCKDOWN_LSM_EARLY: [
        'lockdown started before other LSMs',
        'Parameters parsed before it starts escape',
        'khc kspp',
        { since: '5.4' },
      ],
    },
  ),
  ...builtWith(
    { severity: 'low', level: 2 },
    {
      IMA: ['integrity measurement', 'No proof of what ran'],
      LOCK_DOWN_KERNEL_FORCE_CONFIDENTIALITY: [
        'lockdown confidentiality forced at build',
        'Root reads kernel memory',
        'khc kspp',
        { since: '5.4' },
      ],
    },
  ),
  ...builtWith(
    { severity: 'medium', level: 2 },
    {
      LOCK_DOWN_IN_EFI_SECURE_BOOT: [
        'automatic lockdown under Secure Boot',
        'Secure Boot is pointless when root can load unsigned code',
        '',
        { only: [builtIn('EFI')], optional: true },
      ],
      LSM_MMAP_MIN_ADDR: [
        'a low-address floor in the LSM layer',
        'NULL dereference becomes code execution even for CAP_SYS_RAWIO users',
        'khc',
        {
          want: anyOf(
            atLeast('LSM_MMAP_MIN_ADDR', 65536),
            allTrue(builtIn('ARM64'), builtIn('COMPAT'), atLeast('LSM_MMAP_MIN_ADDR', 32768)),
          ),
          only: [builtIn('SECURITY')],
        },
      ],
    },
  ),
  ...builtWith(
    { severity: 'high', level: 1 },
    {
      SECURITY: [
        'LSM support',
        'No mandatory access control for containers',
        'khc ssg:kernel_config_security',
      ],
      SECURITY_MAC: [
        'a mandatory access control LSM',
        'Containers are confined by namespaces only',
        'khc',
        {
          want: MANDATORY,
          unless: [{ word: 'lsm', accepted: /(^|,)(selinux|apparmor)(,|$)/, set: 'LIST,apparmor' }],
        },
      ],
    },
  ),
  ...builtWithout(
    { severity: 'low', level: 2 },
    {
      SECURITY_SELINUX_BOOTPARAM: [
        'selinux=0 support',
        'Boot editing turns SELinux off',
        'khc kspp',
        { only: [builtIn('SECURITY_SELINUX')] },
      ],
      SECURITY_SELINUX_DEVELOP: [
        'SELinux permissive mode',
        'Root turns the policy off with one command',
        'khc kspp',
      ],
    },
  ),
  ...builtWithout(
    { severity: 'low', level: 1 },
    {
      SECURITY_SELINUX_DEBUG: [
        'SELinux debug code',
        'Debugging interfaces show or change kernel state and are little tested against attackers',
        'khc kspp',
      ],
    },
  ),
  ...builtWithout(
    { severity: 'medium', level: 1 },
    {
      SECURITY_SELINUX_DISABLE: [
        'the run-time SELinux off switch',
        'Root or a kernel write turns SELinux off',
        'khc kspp',
      ],
      SECURITY_WRITABLE_HOOKS: [
        'writable LSM hooks',
        'Hooks are an attack target',
        'khc kspp ssg:kernel_config_security_writable_hooks',
      ],
    },
  ),
];
