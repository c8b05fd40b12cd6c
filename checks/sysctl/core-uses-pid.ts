import {
  defineCheck,
  type Mismatch,
  notApplicable,
  passUnless,
  required,
  setInFile,
  sysctlSetting,
} from '../../src/index.ts';

const KEY = 'kernel.core_uses_pid';

export default defineCheck({
  id: `sysctl.${KEY}`,
  area: 'sysctl',
  title: 'Core dumps carry the id of their process in their names',
  severity: 'low',
  level: 1,
  rationale:
    'Dumps of one name overwrite each other: a second crash destroys the trace of the first.',
  remedy: setInFile(KEY, '1'),
  references: [
    'lynis:KRNL-6000',
    'ssg:sysctl_kernel_core_uses_pid',
    'kernel-doc:admin-guide/sysctl/kernel.rst',
  ],
  tags: ['sysctl', 'core-dumps'],
  needs: {
    uses: required(sysctlSetting(KEY)),
    pattern: required(sysctlSetting('kernel.core_pattern')),
  },
  evaluate({ uses, pattern }) {
    if (uses.running.state === 'absent') return notApplicable('the kernel writes no core dumps');
    const { running, atBoot } = uses;
    const now = running.state === 'value' ? running.value : undefined;
    const patternNow = pattern.running.state === 'value' ? pattern.running.value : 'core';
    const wrong = [
      ...(now === undefined ? [] : unnamed(KEY, now, patternNow)),
      ...unnamed(
        `${KEY} after a reboot`,
        atBoot?.value ?? '0',
        pattern.atBoot?.value ?? patternNow,
        atBoot?.source ?? "the kernel's default",
      ),
    ];
    return passUnless(wrong, 'the name holds the id of the process, or a program takes dumps');
  },
});

function unnamed(subject: string, uses: string, pattern: string, source?: string): Mismatch[] {
  // A program that takes dumps names them itself.
  if (!/^0+(\s|$)/.test(uses) || /^\||%[pP]/.test(pattern)) return [];
  return [
    { subject, expected: '1', actual: source === undefined ? uses : `${uses}, set by ${source}` },
  ];
}
