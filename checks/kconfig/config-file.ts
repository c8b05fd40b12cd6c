import {
  defineCheck,
  fail,
  installedKernelBuild,
  notApplicable,
  orAbsent,
  pass,
} from '../../src/index.ts';

export default defineCheck({
  id: 'kconfig.config-file',
  area: 'kconfig',
  title: 'The build configuration of the running kernel can be read',
  severity: 'low',
  level: 1,
  rationale: 'Without it nobody can prove what defences the kernel was built with.',
  remedy:
    'Keep /boot/config-$(uname -r) of the kernel package, or boot a kernel built with CONFIG_IKCONFIG_PROC=y.',
  references: ['lynis:KRNL-5728'],
  tags: ['kernel', 'build'],
  needs: { build: orAbsent(installedKernelBuild) },
  evaluate({ build }) {
    if (build === 'none') return notApplicable('the image holds no kernel and no modules');
    if (build !== undefined) return pass(`${build.path} of ${build.release}`);
    return fail({
      subject: 'kernel configuration',
      expected: '/proc/config.gz, or a file of the kernel that runs',
      actual: 'neither in /proc, nor in /boot, nor beside the modules',
    });
  },
});
