import {
  type AnyCheck,
  defineCheck,
  kconfigOption,
  kernelBuild,
  type Mismatch,
  notApplicable,
  passUnless,
  required,
  type SysctlSetting,
  setInFile,
  sysctlSetting,
} from '../../src/index.ts';

const ROWS = [
  {
    key: 'vm.mmap_rnd_bits',
    option: 'ARCH_MMAP_RND_BITS',
    title: 'Mappings of programs are placed with all the randomness that the kernel has',
    most: '32 on x86-64',
  },
  {
    key: 'vm.mmap_rnd_compat_bits',
    option: 'ARCH_MMAP_RND_COMPAT_BITS',
    title: 'Mappings of 32-bit programs are placed with all the randomness that the kernel has',
    most: '16 on x86-64',
  },
] as const;

/** The most is a build option: 32 on x86-64; on arm64 it hangs on the size of pages and addresses. */
const checks: readonly AnyCheck[] = ROWS.map(({ key, option, title, most }) =>
  defineCheck({
    id: `sysctl.${key}`,
    area: 'sysctl',
    title,
    severity: 'low',
    level: 2,
    rationale: 'Each bit doubles the tries that an exploit needs to hit an address.',
    remedy: setInFile(key, `BITS (CONFIG_${option}_MAX of the kernel, ${most})`),
    references: ['khc', 'kernel-doc:admin-guide/sysctl/vm.rst'],
    tags: ['sysctl', 'memory'],
    needs: {
      setting: required(sysctlSetting(key)),
      build: required(kernelBuild),
      most: required(kconfigOption(`${option}_MAX`)),
      byDefault: required(kconfigOption(option)),
    },
    evaluate({ setting, most: { setting: max }, byDefault: { setting: usual } }) {
      if (setting.running.state === 'absent') return notApplicable(`this kernel has no ${key}`);
      if (max === undefined)
        return notApplicable(`the kernel is built without CONFIG_${option}_MAX`);
      return passUnless(wrong(key, setting, Number(max), usual), `${key} is ${max}, the most`);
    },
  }),
);

export default checks;

function wrong(
  key: string,
  { running, atBoot }: SysctlSetting,
  most: number,
  usual: string | undefined,
): readonly Mismatch[] {
  const expected = String(most);
  const later = atBoot?.value ?? usual;
  const source = atBoot?.source ?? 'the build of the kernel';
  const isShort = (text: string): boolean => !(Number(text) >= most);
  const now = running.state === 'value' && isShort(running.value) ? running.value : undefined;
  return [
    ...(now === undefined ? [] : [{ subject: key, expected, actual: now }]),
    ...(later === undefined || !isShort(later) || (now !== undefined && atBoot === undefined)
      ? []
      : [{ subject: `${key} after a reboot`, expected, actual: `${later}, set by ${source}` }]),
  ];
}
