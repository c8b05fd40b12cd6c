import {
  anyOf,
  built,
  builtIn,
  builtWith,
  builtWithout,
  equals,
  notBuilt,
} from '../../src/index.ts';

export default [
  ...builtWith(
    { severity: 'low', level: 1 },
    {
      DM_VERITY: [
        'dm-verity',
        'Verified root images cannot be used',
        '',
        { want: built('DM_VERITY') },
      ],
      FS_VERITY: [
        'fs-verity',
        'Composefs and signed layers cannot be verified',
        '',
        { since: '5.4' },
      ],
      MODULE_SIG_HASH: [
        'a strong module digest',
        'Weak hash for signatures',
        'ssg:kernel_config_module_sig_hash khc kspp ssg:kernel_config_module_sig_sha512',
        {
          want: anyOf(
            ...['sha256', 'sha384', 'sha512', 'sha3-256', 'sha3-384', 'sha3-512'].map((hash) =>
              equals('MODULE_SIG_HASH', hash),
            ),
          ),
          only: [builtIn('MODULE_SIG')],
        },
      ],
    },
  ),
  ...builtWithout(
    { severity: 'low', level: 2 },
    {
      KEXEC: [
        'the unsigned kexec call',
        'Root, also by way of a container, starts a kernel of its own in place of this one',
        'khc kspp ssg:kernel_config_kexec',
        { unless: [{ sysctl: 'kernel.kexec_load_disabled', accepted: /^1$/, set: '1' }] },
      ],
      KEXEC_FILE: [
        'signed kexec',
        'Root, also by way of a container, starts a kernel of its own in place of this one',
        'khc',
      ],
      MODULES: ['loadable modules', 'Kernel code from user space', 'khc kspp'],
    },
  ),
  ...builtWith(
    { severity: 'medium', level: 1 },
    {
      KEXEC_SIG: [
        'signature checks for kexec_file_load',
        'Unsigned kernels are loaded by root',
        '',
        {
          want: anyOf(builtIn('KEXEC_SIG'), builtIn('KEXEC_VERIFY_SIG'), notBuilt('KEXEC_FILE')),
          only: [anyOf(builtIn('X86_64'), builtIn('ARM64'), builtIn('S390'))],
        },
      ],
      MODULE_SIG_ALL: [
        'signing of all its modules',
        'Own modules cannot be verified',
        'khc kspp ssg:kernel_config_module_sig_all',
        { want: anyOf(builtIn('MODULE_SIG_ALL'), notBuilt('MODULES')) },
      ],
      SYSTEM_TRUSTED_KEYRING: ['a trusted keyring', 'Signatures cannot be anchored'],
    },
  ),
  ...builtWithout(
    { severity: 'medium', level: 2 },
    {
      MODULE_FORCE_LOAD: [
        'forced module loading',
        'Modules built for another kernel load and corrupt its memory',
        'khc kspp',
      ],
    },
  ),
  ...builtWith(
    { severity: 'high', level: 1 },
    {
      MODULE_SIG: [
        'module signatures',
        'Root loads any code into the kernel unnoticed',
        'khc kspp ssg:kernel_config_module_sig',
        { want: anyOf(builtIn('MODULE_SIG'), notBuilt('MODULES')) },
      ],
      STRICT_MODULE_RWX: [
        'read-only module code and data',
        'Writable module text',
        'khc ssg:kernel_config_strict_module_rwx',
        {
          want: anyOf(
            builtIn('STRICT_MODULE_RWX'),
            builtIn('DEBUG_SET_MODULE_RONX'),
            notBuilt('MODULES'),
          ),
        },
      ],
    },
  ),
  ...builtWith(
    { severity: 'high', level: 2 },
    {
      MODULE_SIG_FORCE: [
        'enforced module signatures',
        'Unsigned modules load with a taint only',
        'khc kspp ssg:kernel_config_module_sig_force',
        {
          want: anyOf(builtIn('MODULE_SIG_FORCE'), notBuilt('MODULES')),
          unless: [
            { word: 'module.sig_enforce', accepted: /^(|1|y|Y|on)$/, set: '1' },
            { word: 'lockdown', accepted: /^(integrity|confidentiality)$/, set: 'integrity' },
          ],
        },
      ],
    },
  ),
  ...builtWith(
    { severity: 'low', level: 2 },
    {
      TRIM_UNUSED_KSYMS: [
        'only needed exported symbols',
        'Rootkit modules find all symbols',
        'khc',
        { want: anyOf(builtIn('TRIM_UNUSED_KSYMS'), notBuilt('MODULES')) },
      ],
    },
  ),
];
