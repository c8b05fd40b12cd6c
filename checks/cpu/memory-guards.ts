import {
  cpuFeatures,
  defineCheck,
  notApplicable,
  passUnless,
  required,
  X86_FEATURE,
} from '../../src/index.ts';

const GUARDS = [
  {
    id: 'cpu.nx',
    title: 'The processor can mark data pages non-executable',
    rationale: 'Without NX every buffer overflow, in a container or in the kernel, runs code.',
    remedy: 'Switch on XD or NX in the firmware; take `noexec=off` off the kernel command line.',
    references: ['lynis:KRNL-5677', 'dev-sec:sysctl-33'],
    features: ['nx'],
  },
  {
    id: 'cpu.smep-smap',
    title: 'The kernel cannot execute or touch pages of user space by accident',
    rationale: 'Without them a kernel bug is led to code and data that the attacker laid out.',
    remedy:
      'Take `nosmep`, `nosmap` and `clearcpuid` off the kernel command line; in a virtual machine choose ' +
      'a CPU model that has both flags (kvm64 and qemu64 hide them).',
    references: ['kspp', 'lynis:KRNL-5677'],
    features: ['smep', 'smap'],
  },
] as const;

export default GUARDS.map(({ features, ...meta }) =>
  defineCheck({
    ...meta,
    area: 'cpu',
    severity: 'high',
    level: 1,
    tags: ['cpu'],
    needs: { cpu: required(cpuFeatures) },
    evaluate({ cpu }) {
      if (cpu.type !== 'x86') return notApplicable(`${cpu.type} has guards of its own`);
      const missing = features.filter((name) => !cpu.features.has(X86_FEATURE[name]));
      return passUnless(
        missing.map((name) => ({
          subject: name,
          expected: 'in use',
          actual: 'not offered by the processor, or switched off',
        })),
        `${features.join(' and ')} in use`,
      );
    },
  }),
);
