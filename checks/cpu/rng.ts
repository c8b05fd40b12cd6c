import { defineCheck, kernelRelease, passUnless, required, sysctl } from '../../src/index.ts';

export default defineCheck({
  id: 'cpu.rng',
  area: 'cpu',
  title: 'The random generator of the kernel is seeded',
  severity: 'low',
  level: 2,
  rationale: 'Keys that a cloned machine makes before it has gathered randomness can be guessed.',
  remedy: 'Give a virtual machine a virtio-rng device, or load the driver of a hardware generator.',
  references: ['kspp', 'kernel-doc:admin-guide/sysctl/kernel.rst'],
  tags: ['cpu', 'random'],
  needs: {
    kernel: required(kernelRelease),
    available: required(sysctl('kernel.random.entropy_avail')),
  },
  evaluate({ kernel: { version }, available }) {
    // Since 5.18 a generator that was seeded says 256 for ever; before, what is left goes up and down.
    const [major, minor] = version;
    const least = major > 5 || (major === 5 && minor >= 18) ? 256 : 128;
    return passUnless(
      Number(available) >= least
        ? []
        : [
            {
              subject: 'kernel.random.entropy_avail',
              expected: `${least} or more`,
              actual: available,
            },
          ],
      `${available} bits`,
    );
  },
});
