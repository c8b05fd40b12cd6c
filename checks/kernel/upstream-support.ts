import {
  branchState,
  defineCheck,
  isRolling,
  KERNEL_BRANCHES,
  kernelRelease,
  manual,
  notApplicable,
  osRelease,
  passUnless,
  required,
  runningKernel,
} from '../../src/index.ts';

const NEEDS = {
  kernel: required(kernelRelease),
  running: required(runningKernel),
  os: required(osRelease),
};

const MAINTAINED = 'the distribution maintains this kernel: see kernel.distribution-support';

const support = defineCheck({
  id: 'kernel.upstream-support',
  area: 'kernel',
  title: 'The branch of a kernel that no distribution maintains still gets fixes',
  severity: 'high',
  level: 1,
  rationale: 'A branch past its end gets no fix for any flaw that is found in it.',
  remedy: 'Move to a longterm branch of kernel.org that is maintained.',
  references: ['kernel.org:category/releases.html', 'endoflife.date:linux'],
  tags: ['kernel', 'patching'],
  needs: NEEDS,
  evaluate({ kernel: { branch, release }, running, os }, { collectedAt }) {
    if (running.packaged && !isRolling(os)) return notApplicable(MAINTAINED);
    const { asOf, source } = KERNEL_BRANCHES;
    const state = branchState(branch, collectedAt.slice(0, 10));
    if (state.state === 'open') {
      return manual(
        `No end of branch ${branch} was known on ${asOf}: is it maintained? See ${source}.`,
      );
    }
    return passUnless(
      state.state === 'maintained'
        ? []
        : [
            {
              subject: `kernel branch ${branch}`,
              expected: 'a branch that is maintained',
              actual: `${release}; ${state.on === undefined ? 'ended' : `ended on ${state.on}`}`,
            },
          ],
      `branch ${branch} until ${state.state === 'maintained' ? state.until : ''}, as known on ${asOf}`,
    );
  },
});

/** Patch releases come weekly: ten of them are a quarter of a year. */
const patchLevel = defineCheck({
  id: 'kernel.patch-level',
  area: 'kernel',
  title: 'A kernel that no distribution maintains is not far behind its branch',
  severity: 'medium',
  level: 1,
  rationale: 'Each patch release of a branch fixes flaws that are public from that day on.',
  remedy: 'Build and boot the newest patch release of the branch.',
  references: ['kernel.org:category/releases.html', 'endoflife.date:linux'],
  tags: ['kernel', 'patching'],
  needs: NEEDS,
  evaluate({ kernel: { branch, release, version }, running, os }) {
    if (running.packaged && !isRolling(os)) return notApplicable(MAINTAINED);
    const { asOf, branches, source } = KERNEL_BRANCHES;
    const newest = branches.get(branch)?.patch;
    if (newest === undefined) {
      return manual(
        `Branch ${branch} is not in the table of ${asOf}: is ${release} current? See ${source}.`,
      );
    }
    const least = newest - 10;
    return passUnless(
      version[2] < least
        ? [
            {
              subject: 'running kernel',
              expected: `${branch}.${least} or later; ${branch}.${newest} was out on ${asOf}`,
              actual: release,
            },
          ]
        : [],
      `${release}; ${branch}.${newest} was out on ${asOf}`,
    );
  },
});

export default [support, patchLevel] as const;
