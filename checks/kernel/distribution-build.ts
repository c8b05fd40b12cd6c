import { defineCheck, fail, manual, pass, required, runningKernel } from '../../src/index.ts';

/** Builds that come as packages and get no security support: their own pages say so. */
const UNSUPPORTED = [
  { name: 'ELRepo', pattern: /\.elrepo\./ },
  { name: 'XanMod', pattern: /-xanmod/ },
  { name: 'Liquorix', pattern: /-liquorix/ },
  { name: "Ubuntu's mainline archive", pattern: /-0\d{5}(rc\d+)?-generic/ },
] as const;

export default defineCheck({
  id: 'kernel.distribution-build',
  area: 'kernel',
  title: 'The running kernel is a package that its distribution maintains',
  severity: 'medium',
  level: 1,
  rationale: 'A kernel that no distribution maintains gets no security update by itself.',
  remedy: 'Install the kernel of the distribution and boot it.',
  references: ['lynis:KRNL-5788'],
  tags: ['kernel', 'patching'],
  needs: { running: required(runningKernel) },
  evaluate({ running: { release, packaged, installed } }) {
    const unsupported = UNSUPPORTED.find(({ pattern }) => pattern.test(release));
    if (unsupported !== undefined) {
      return fail({
        subject: 'running kernel',
        expected: 'a build with security support',
        actual: `${release}, of ${unsupported.name}`,
      });
    }
    const owner = packaged ? installed.find((kernel) => kernel.release === release) : undefined;
    return owner === undefined
      ? manual(`No installed package owns ${release}: who delivers its fixes?`)
      : pass(`${release} is of ${owner.package} ${owner.version}`);
  },
});
