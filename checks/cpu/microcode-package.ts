import {
  cpuFeatures,
  defineCheck,
  installedPackages,
  isVirtual,
  manual,
  notApplicable,
  passUnless,
  required,
} from '../../src/index.ts';

const PACKAGES = {
  dpkg: { intel: ['intel-microcode'], amd: ['amd64-microcode'] },
  rpm: {
    intel: ['microcode_ctl', 'ucode-intel'],
    amd: ['linux-firmware', 'amd-ucode-firmware', 'ucode-amd'],
  },
  apk: { intel: ['intel-ucode'], amd: ['amd-ucode'] },
  pacman: { intel: ['intel-ucode'], amd: ['amd-ucode'] },
} as const;

export default defineCheck({
  id: 'cpu.microcode-package',
  area: 'cpu',
  title: "The processor vendor's microcode package is installed on bare metal",
  severity: 'medium',
  level: 1,
  rationale:
    'Fixes of processor flaws arrive as microcode, and firmware updates bring it rarely and late.',
  remedy:
    'Debian: enable the component non-free-firmware and run `apt-get install intel-microcode` or `amd64-microcode`; ' +
    'RHEL family: `dnf install microcode_ctl linux-firmware`. Then reboot.',
  references: ['kernel-doc:arch/x86/microcode.rst'],
  tags: ['cpu', 'microcode'],
  needs: { cpu: required(cpuFeatures), database: required(installedPackages) },
  evaluate({ cpu, database: { manager, packages } }) {
    if (cpu.type !== 'x86') return notApplicable(`${cpu.type} has no loadable microcode`);
    if (isVirtual(cpu)) return notApplicable('a virtual machine: its hypervisor loads microcode');
    if (manager === 'none') return manual('Does the image of this host carry current microcode?');
    if (cpu.vendor === undefined) return notApplicable('this vendor ships no microcode packages');
    const wanted = PACKAGES[manager][cpu.vendor === 'intel' ? 'intel' : 'amd'];
    const found = packages.find(({ name }) => wanted.some((one) => one === name));
    return passUnless(
      found === undefined
        ? [{ subject: 'microcode package', expected: wanted.join(' or '), actual: 'not installed' }]
        : [],
      found === undefined ? '' : `${found.name} ${found.version}`,
    );
  },
});
