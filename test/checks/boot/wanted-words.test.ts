import { expect, it } from 'vitest';
import forbidden from '../../../checks/boot/forbidden-words.ts';
import wanted from '../../../checks/boot/wanted-words.ts';
import { judge } from '../../../src/engine/judge.ts';
import { observer } from '../../../src/engine/observe.ts';
import { type AnyCheck, readingKeysOf } from '../../../src/kit/define-check.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';
import { config } from '../kconfig/cases.ts';

const CMDLINE = 'text:/proc/cmdline';
const GRUB = 'text:/etc/default/grub';
const DEBIAN = config('6.12.48', { SLAB_MERGE_DEFAULT: 'y' });
const FEDORA = config('6.12.48', { SLAB_MERGE_DEFAULT: 'n' });

testCheck(checkIn(wanted, 'boot.slab_nomerge'), {
  pass: [
    { name: 'built so', given: { ...FEDORA, [CMDLINE]: 'quiet\n' } },
    { name: 'on the command line', given: { ...DEBIAN, [CMDLINE]: 'slab_nomerge\n' } },
    { name: 'on it, whatever was built', given: { [CMDLINE]: 'slab_nomerge\n' } },
  ],
  fail: [
    {
      name: 'neither',
      given: { ...DEBIAN, [CMDLINE]: 'quiet\n' },
      because: ['slab_nomerge: CONFIG_SLAB_MERGE_DEFAULT=y in /proc/config.gz of 6.12.48-1-amd64'],
    },
    {
      name: 'only until the next boot',
      given: { ...DEBIAN, [CMDLINE]: 'slab_nomerge\n', [GRUB]: 'GRUB_CMDLINE_LINUX="quiet"\n' },
      because: [
        'slab_nomerge after a reboot: CONFIG_SLAB_MERGE_DEFAULT=y in /proc/config.gz of 6.12.48-1-amd64',
      ],
    },
    {
      name: 'built so, and undone',
      given: { ...FEDORA, [CMDLINE]: 'slab_merge\n' },
      because: ['slab_merge: slab_merge'],
    },
  ],
  unknown: [{ name: 'no configuration of the kernel', given: { [CMDLINE]: 'quiet\n' } }],
});

const LOCKDOWN = {
  LOCK_DOWN_KERNEL_FORCE_INTEGRITY: 'n',
  LOCK_DOWN_KERNEL_FORCE_CONFIDENTIALITY: 'n',
};
const ACTIVE = 'text:/sys/kernel/security/lockdown';

testCheck(checkIn(wanted, 'boot.lockdown'), {
  pass: [
    {
      name: 'by Secure Boot',
      given: { [CMDLINE]: 'quiet\n', [ACTIVE]: 'none [integrity] confidentiality\n' },
    },
    {
      name: 'by a word, now and later',
      given: {
        [CMDLINE]: 'lockdown=integrity\n',
        [ACTIVE]: 'none [integrity] confidentiality\n',
        [GRUB]: 'GRUB_CMDLINE_LINUX="lockdown=integrity"\n',
      },
    },
  ],
  fail: [
    {
      name: 'by a word that the next boot lacks',
      given: {
        ...config('6.1.0', LOCKDOWN),
        [CMDLINE]: 'lockdown=integrity\n',
        [ACTIVE]: 'none [integrity] confidentiality\n',
        [GRUB]: 'GRUB_CMDLINE_LINUX="quiet"\n',
      },
      because: [
        'lockdown after a reboot: CONFIG_LOCK_DOWN_KERNEL_FORCE_INTEGRITY not set, CONFIG_LOCK_DOWN_KERNEL_FORCE_CONFIDENTIALITY not set in /proc/config.gz of 6.1.0-1-amd64',
      ],
    },
    {
      name: 'off',
      given: {
        ...config('6.1.0', LOCKDOWN),
        [CMDLINE]: 'quiet\n',
        [ACTIVE]: '[none] integrity confidentiality\n',
      },
      because: [
        'lockdown: CONFIG_LOCK_DOWN_KERNEL_FORCE_INTEGRITY not set, CONFIG_LOCK_DOWN_KERNEL_FORCE_CONFIDENTIALITY not set in /proc/config.gz of 6.1.0-1-amd64',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'before Linux 5.4',
      given: {
        ...config('4.19.0', {
          LOCK_DOWN_KERNEL_FORCE_INTEGRITY: undefined,
          LOCK_DOWN_KERNEL_FORCE_CONFIDENTIALITY: undefined,
        }),
        [CMDLINE]: 'quiet\n',
      },
    },
  ],
});

const GONE = { exit: 1, stdout: '', stderr: 'grep: No such file or directory\n' };

function answer(check: AnyCheck, line: string): string {
  const records = readingKeysOf(check).map((key) => [
    key,
    key === CMDLINE ? { exit: 0, stdout: `${line}\n`, stderr: '' } : GONE,
  ]);
  return judge(check, observer(Object.fromEntries(records)), '2026-01-02T03:04:05Z', undefined)
    .outcome;
}

const WORDS: Readonly<Record<string, string>> = {
  'boot.efi-noruntime': 'efi=debug,noruntime',
  'boot.systemd-legacy-cgroup-force': 'SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1',
  'boot.user_namespace-enable': 'user_namespace.enable=0',
  'boot.debug-output': 'debug',
};

it.each(forbidden.map((check) => [check.id, check] as const))('%s', (id, check) => {
  const word = WORDS[id] ?? id.replace('boot.', '').replace(/^(arm64|systemd)-/, '$1.');
  expect(answer(check, 'quiet')).toBe('pass');
  expect(answer(check, word)).toBe('fail');
});

it.each(wanted.map((check) => [check.id, check] as const))(
  '%s is blind without evidence',
  (_, check) => {
    expect(answer(check, 'quiet')).toBe('unknown');
  },
);
