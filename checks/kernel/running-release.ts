import {
  defineCheck,
  fail,
  isSameBuild,
  manual,
  notApplicable,
  pass,
  required,
  runningKernel,
} from '../../src/index.ts';

export default defineCheck({
  id: 'kernel.running-release',
  area: 'kernel',
  title: 'The host runs the newest kernel that is installed for its flavour',
  severity: 'high',
  level: 1,
  rationale:
    'All containers share the kernel that runs; a fixed one on disk protects nobody until it is booted.',
  remedy: 'Reboot in a maintenance window; see that the default boot entry is the new kernel.',
  references: ['lynis:KRNL-5830'],
  tags: ['kernel', 'patching'],
  needs: { running: required(runningKernel) },
  evaluate({ running: { release, installed, newest, build } }) {
    if (installed.length === 0) {
      return notApplicable(
        `no kernel is installed as a package: ${release} comes from an image or a hypervisor`,
      );
    }
    if (newest === undefined) {
      const names = installed.map((kernel) => kernel.release).join(', ');
      return manual(
        `${release} runs, and the installed packages give only ${names}: which kernel should run?`,
      );
    }
    const subject = 'running kernel';
    if (newest.release !== release) {
      return fail({
        subject,
        expected: `${newest.release} (${newest.package} ${newest.version})`,
        actual: release,
      });
    }
    // Debian keeps the name of a release over several uploads.
    if (build !== undefined && !isSameBuild(build, newest.version)) {
      return fail({
        subject,
        expected: `${release}, built as ${newest.version}`,
        actual: `${release}, built as ${build}`,
      });
    }
    return pass(`${release} is the newest installed (${newest.package} ${newest.version})`);
  },
});
