import { z } from 'zod';
import {
  defineCheck,
  inDays,
  kernelRelease,
  passUnless,
  required,
  uptimeSeconds,
} from '../../src/index.ts';

const debugBuild = defineCheck({
  id: 'kernel.debug-package',
  area: 'kernel',
  title: 'The running kernel is not a debug build by its name',
  severity: 'medium',
  level: 1,
  rationale: 'Debug kernels show internal data to programs, and are slow.',
  remedy: 'Make the normal kernel the default (`grubby --set-default`), and reboot.',
  references: ['kernel-doc:dev-tools/kasan.rst'],
  tags: ['kernel'],
  needs: { kernel: required(kernelRelease) },
  evaluate: ({ kernel: { release } }) =>
    passUnless(
      /[+.-](debug|dbg)$|[+.-]debug[+.-]/.test(release)
        ? [{ subject: 'running kernel', expected: 'no debug build', actual: release }]
        : [],
      release,
    ),
});

const minimum = defineCheck({
  id: 'kernel.minimum-release',
  area: 'kernel',
  title: 'The kernel is new enough for the isolation that containers use',
  severity: 'medium',
  level: 1,
  rationale:
    'Older kernels lack idmapped mounts, time namespaces and safe delegation of cgroups, so that containers run with more rights.',
  remedy: 'Move to a release of the distribution with a newer kernel.',
  references: ['kernel-doc:admin-guide/cgroup-v2.rst'],
  tags: ['kernel'],
  needs: { kernel: required(kernelRelease) },
  evaluate({ kernel: { release, version } }) {
    // Red Hat has brought what containers need back to its 4.18.
    const [major, minor] = /\.el8/.test(release) ? [4, 18] : [5, 10];
    const old = version[0] < major || (version[0] === major && version[1] < minor);
    return passUnless(
      old
        ? [{ subject: 'running kernel', expected: `${major}.${minor} or later`, actual: release }]
        : [],
      release,
    );
  },
});

/** Most days that a host may run without a reboot. */
const uptimeParams = z.object({ maxDays: z.int().min(1).default(365) });

const uptime = defineCheck({
  id: 'kernel.uptime',
  area: 'kernel',
  title: 'The host was rebooted within a year',
  severity: 'low',
  level: 1,
  rationale: 'A host that nobody dares to reboot runs the kernel, and the libraries, of that day.',
  remedy: 'Reboot in a maintenance window.',
  references: ['lynis:BOOT-5202'],
  tags: ['kernel', 'patching'],
  params: uptimeParams,
  needs: { seconds: required(uptimeSeconds) },
  evaluate({ seconds }, { params: { maxDays } }) {
    const days = Math.floor(seconds / 86_400);
    return passUnless(
      days > maxDays
        ? [{ subject: 'uptime', expected: `at most ${inDays(maxDays)}`, actual: `${inDays(days)}` }]
        : [],
      `up for ${inDays(days)}`,
    );
  },
});

export default [debugBuild, minimum, uptime] as const;
