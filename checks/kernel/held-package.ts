import {
  defineCheck,
  kernelHolds,
  manual,
  notApplicable,
  orAbsent,
  passUnless,
} from '../../src/index.ts';

export default defineCheck({
  id: 'kernel.held-package',
  area: 'kernel',
  title: 'The kernel package is not held back',
  severity: 'medium',
  level: 1,
  rationale:
    'A hold that one driver needed for a week keeps every later fix of the kernel away, and upgrades report success.',
  remedy:
    '`apt-mark unhold PACKAGE`, `dnf versionlock delete PACKAGE` or `zypper removelock PACKAGE`; else take the named line out of its file. Then upgrade and reboot.',
  references: ['man:apt-mark(8)', 'man:apt_preferences(5)', 'man:dnf.conf(5)', 'man:locks(5)'],
  tags: ['kernel', 'patching'],
  needs: { kernel: orAbsent(kernelHolds) },
  evaluate({ kernel }) {
    if (kernel === undefined) return notApplicable('no kernel is installed as a package');
    const { packages, holds } = kernel;
    const held = holds.filter(({ certain }) => certain);
    const open = holds.filter(({ certain }) => !certain);
    if (held.length === 0 && open.length > 0) {
      const entries = open.map(({ where, written }) => `\`${written}\` (${where})`).join(', ');
      return manual(`Do new kernels still come to this host, in spite of ${entries}?`);
    }
    return passUnless(
      held.map(({ where, written, packages: names }) => ({
        subject: where,
        expected: `newer versions of ${names.join(', ')} are let in`,
        actual: written,
      })),
      `nothing holds ${packages.join(', ')} back`,
    );
  },
});
