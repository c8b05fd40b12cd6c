import {
  defineCheck,
  fail,
  installedPackages,
  isKernelMetapackage,
  notApplicable,
  pass,
  required,
  runningKernel,
} from '../../src/index.ts';

export default defineCheck({
  id: 'kernel.metapackage',
  area: 'kernel',
  title: 'A metapackage keeps the kernel current',
  severity: 'medium',
  level: 1,
  rationale:
    'Each new kernel of Debian and Ubuntu has a name of its own: without the metapackage no update ever brings it.',
  remedy:
    'Run `apt-get install linux-image-amd64` (Debian), `linux-image-generic` or `linux-image-virtual` (Ubuntu), ' +
    'or the one of your flavour.',
  references: ['man:apt-get(8)'],
  tags: ['kernel', 'patching'],
  needs: { database: required(installedPackages), running: required(runningKernel) },
  evaluate({ database: { manager, packages }, running }) {
    if (manager !== 'dpkg') return notApplicable(`${manager} updates a kernel under one name`);
    if (running.installed.length === 0) return notApplicable('no kernel is installed as a package');
    const found = packages.filter(({ name }) => isKernelMetapackage(name)).map(({ name }) => name);
    return found.length > 0
      ? pass(found.join(', '))
      : fail({
          subject: 'kernel metapackage',
          expected: 'linux-image-amd64, linux-image-generic or the like',
          actual: `none beside ${running.installed.map((kernel) => kernel.package).join(', ')}`,
        });
  },
});
