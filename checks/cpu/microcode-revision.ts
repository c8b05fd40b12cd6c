import {
  cpuFeatures,
  defineCheck,
  filesText,
  isVirtual,
  manual,
  notApplicable,
  passUnless,
  required,
} from '../../src/index.ts';

export default defineCheck({
  id: 'cpu.microcode-revision',
  area: 'cpu',
  title: 'All processors run one microcode revision',
  severity: 'medium',
  level: 1,
  rationale: 'A late or failed update leaves some cores without the fixed instructions.',
  remedy: 'Update the microcode package, rebuild the initramfs, and reboot.',
  references: ['kernel-doc:arch/x86/microcode.rst'],
  tags: ['cpu', 'microcode'],
  needs: {
    cpu: required(cpuFeatures),
    revisions: required(filesText('/sys/devices/system/cpu/cpu*/microcode/version')),
  },
  evaluate({ cpu, revisions }) {
    if (cpu.type !== 'x86') return notApplicable(`${cpu.type} has no loadable microcode`);
    if (isVirtual(cpu))
      return notApplicable('a virtual machine: its hypervisor chooses what is shown');
    const found = [...new Set(revisions.map(({ content }) => content.trim()))].sort();
    if (found.length === 0) {
      return manual('This kernel does not show the microcode revision: is the microcode current?');
    }
    return passUnless(
      found.length > 1
        ? [{ subject: 'microcode', expected: 'one revision', actual: found.join(', ') }]
        : [],
      `${revisions.length} processors run ${found.join()}`,
    );
  },
});
