import { type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { kernelRelease } from '../kernel/kernel-release.ts';
import { moduleTrees } from '../modules/module-trees.ts';
import { type KernelBuild, kernelBuild } from './kernel-build.ts';

/** The build of the kernel that runs, or of the newest in an image; `none` where an image holds no kernel. */
export const installedKernelBuild: Derived<KernelBuild | 'none'> = derived(
  'installed-kernel-build',
  { build: kernelBuild, running: kernelRelease, trees: moduleTrees },
  ({ build, running, trees }): Observation<KernelBuild | 'none'> => {
    if (build.state !== 'absent' || running.state !== 'unsupported') return build;
    if (trees.state === 'absent') return value('none');
    return trees.state === 'value' ? build : trees;
  },
);
