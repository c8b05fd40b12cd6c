import {
  defineCheck,
  kernelRelease,
  notApplicable,
  orAbsent,
  pass,
  passUnless,
  required,
  sysctl,
} from '../../src/index.ts';

export default defineCheck({
  id: 'modules.autoload-off',
  area: 'modules',
  title: 'The kernel loads no module by itself',
  severity: 'medium',
  level: 2,
  rationale:
    'A socket or a mount in a container makes the kernel load a module with flaws; switched off, none comes.',
  remedy:
    'When all that the host needs is loaded, run `sysctl -w kernel.modprobe=`, or `sysctl -w kernel.modules_disabled=1`, from a unit late at boot.',
  references: ['kernel-doc:admin-guide/sysctl/kernel.rst'],
  tags: ['modules', 'kernel'],
  needs: {
    kernel: required(kernelRelease),
    modprobe: orAbsent(sysctl('kernel.modprobe')),
    disabled: orAbsent(sysctl('kernel.modules_disabled')),
  },
  evaluate({ modprobe, disabled }) {
    if (modprobe === undefined) {
      return notApplicable('the kernel is built without loadable modules');
    }
    if (disabled === '1') return pass('kernel.modules_disabled is 1');
    return passUnless(
      modprobe === ''
        ? []
        : [{ subject: 'kernel.modprobe', expected: 'empty', actual: modprobe.slice(0, 200) }],
      'kernel.modprobe is empty',
    );
  },
});
