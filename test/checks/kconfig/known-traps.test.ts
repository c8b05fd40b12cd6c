import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyCheck } from '../../../src/kit/define-check.ts';
import { NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';
import { build, config } from './cases.ts';

/** Where checkers that look for one line of one version go wrong: kernel-hardening-checker among them. */
const FOLDER = join(import.meta.dirname, '../../../checks/kconfig');
const checks: readonly AnyCheck[] = (
  await Promise.all(readdirSync(FOLDER).map((file) => import(join(FOLDER, file))))
).flatMap((module: { default: AnyCheck | readonly AnyCheck[] }) => module.default);
const check = (id: string) => checkIn(checks, `kconfig.${id}`);

const V2 = 'MITIGATION_SPECTRE_V2';
testCheck(check(V2), {
  pass: [{ name: 'built in', given: config('6.12.48', { X86_64: 'y', [V2]: 'y' }) }],
  fail: [
    {
      name: 'left out of a kernel that could have it',
      given: config('6.12.48', { X86_64: 'y', [V2]: 'n' }),
      because: [`CONFIG_${V2}: CONFIG_${V2} not set in /proc/config.gz of 6.12.48-1-amd64`],
    },
  ],
  notApplicable: [
    {
      name: 'a kernel that has it without an option',
      given: config('6.1.119', { X86_64: 'y', [V2]: undefined }),
    },
    {
      name: 'another architecture',
      given: config('6.12.48', { X86_64: undefined, [V2]: undefined }),
    },
  ],
});

const UNRET = { X86_64: 'y', CPU_SUP_AMD: 'y', MITIGATION_UNRET_ENTRY: undefined };
testCheck(check('MITIGATION_UNRET_ENTRY'), {
  pass: [
    {
      name: 'by its name before 6.9',
      given: config('6.1.119', { ...UNRET, CPU_UNRET_ENTRY: 'y' }),
    },
  ],
  fail: [
    {
      name: 'off by its name before 6.9',
      given: config('6.1.119', { ...UNRET, CPU_UNRET_ENTRY: 'n' }),
      because: [
        'CONFIG_MITIGATION_UNRET_ENTRY: no CONFIG_MITIGATION_UNRET_ENTRY, CONFIG_CPU_UNRET_ENTRY not set in /proc/config.gz of 6.1.119-1-amd64',
      ],
    },
  ],
  notApplicable: [
    { name: 'older than it', given: config('5.10.0', { ...UNRET, CPU_UNRET_ENTRY: undefined }) },
  ],
});

const CFI = { X86_64: 'y', ARM64: undefined, CC_IS_CLANG: 'y', CFI_PERMISSIVE: 'n' };
testCheck(check('CFI'), {
  pass: [
    {
      name: 'by its name since 6.18',
      given: config('6.18.0', { ...CFI, CFI: 'y', CFI_CLANG: undefined }),
    },
    {
      name: 'by its name before',
      given: config('6.6.0', { ...CFI, CFI: undefined, CFI_CLANG: 'y' }),
    },
  ],
  fail: [
    {
      name: 'left out of a Clang build',
      given: config('6.18.0', { ...CFI, CFI: 'n', CFI_CLANG: undefined }),
      because: [
        'CONFIG_CFI: CONFIG_CFI not set, no CONFIG_CFI_CLANG, CONFIG_CFI_PERMISSIVE not set in /proc/config.gz of 6.18.0-1-amd64',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'GCC cannot build it',
      given: config('6.18.0', {
        ...CFI,
        CC_IS_CLANG: undefined,
        CFI: undefined,
        CFI_CLANG: undefined,
      }),
    },
  ],
});

const ON = 'HARDENED_USERCOPY_DEFAULT_ON';
testCheck(check(ON), {
  pass: [{ name: 'on', given: config('6.18.0', { HARDENED_USERCOPY: 'y', [ON]: 'y' }) }],
  fail: [
    {
      name: 'off',
      given: {
        ...config('6.18.0', { HARDENED_USERCOPY: 'y', [ON]: 'n' }),
        'text:/proc/cmdline': 'quiet\n',
      },
      because: [`CONFIG_${ON}: CONFIG_${ON} not set in /proc/config.gz of 6.18.0-1-amd64`],
    },
  ],
  notApplicable: [
    {
      name: 'always on before there was an option',
      given: config('6.12.48', { HARDENED_USERCOPY: 'y', [ON]: undefined }),
    },
  ],
});

testCheck(check('KEXEC'), {
  pass: [
    { name: 'not built', given: config('6.1.0', { KEXEC: 'n' }) },
    {
      name: 'built, and switched off as it runs',
      given: {
        ...config('6.1.0', { KEXEC: 'y' }),
        'text:/proc/sys/kernel/kexec_load_disabled': '1\n',
      },
    },
  ],
  fail: [
    {
      name: 'built, and open',
      given: {
        ...config('6.1.0', { KEXEC: 'y' }),
        'text:/proc/sys/kernel/kexec_load_disabled': '0\n',
      },
      because: ['CONFIG_KEXEC: CONFIG_KEXEC=y in /proc/config.gz of 6.1.0-1-amd64'],
    },
  ],
  unknown: [
    {
      name: 'built, and the switch cannot be seen',
      given: {
        ...config('6.1.0', { KEXEC: 'y' }),
        'text:/proc/sys/kernel/kexec_load_disabled': {
          exit: 1,
          stderr: 'grep: /proc/sys/kernel/kexec_load_disabled: Permission denied\n',
        },
      },
    },
  ],
});

const IMAGE = { 'kconfig:@build': '', 'text:/proc/sys/kernel/osrelease': NOT_BOOTED };
testCheck(check('config-file'), {
  pass: [{ name: 'in /proc', given: { 'kconfig:@build': build('6.1.0') } }],
  fail: [
    {
      name: 'nowhere',
      given: { 'kconfig:@build': 'kernel 6.1.0-1-amd64\n' },
      because: ['kernel configuration: neither in /proc, nor in /boot, nor beside the modules'],
    },
    {
      name: 'an image with a kernel',
      given: { ...IMAGE, 'modules:@trees': 'tree /lib/modules/6.1.0-1-amd64\nstatus 0\n' },
      because: ['kernel configuration: neither in /proc, nor in /boot, nor beside the modules'],
    },
  ],
  notApplicable: [
    {
      name: 'an image without a kernel',
      given: { ...IMAGE, 'modules:@trees': '' },
    },
  ],
  unknown: [
    {
      name: 'a folder that is closed',
      given: { 'kconfig:@build': 'kernel 6.1.0-1-amd64\nclosed /boot\n' },
    },
  ],
});
