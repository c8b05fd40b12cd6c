import type { BenchmarkOutline } from '../../src/index.ts';

export const kspp: BenchmarkOutline = {
  id: 'kspp',
  title: 'Recommended settings of the Kernel Self Protection Project',
  about: 'They have no numbers: the areas of the checks that they are behind stand for sections.',
  sections: [
    { id: 'boot', title: 'Words on the command line of the kernel' },
    { id: 'kconfig', title: 'Options that the kernel is built with' },
    { id: 'sysctl', title: 'Parameters of the running kernel' },
  ],
};
