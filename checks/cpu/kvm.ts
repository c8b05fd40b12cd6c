import {
  defineCheck,
  fileText,
  notApplicable,
  octal,
  orAbsent,
  passUnless,
  required,
  stat,
} from '../../src/index.ts';

const deviceMode = defineCheck({
  id: 'cpu.kvm-device-mode',
  area: 'cpu',
  title: 'Only root and the kvm group can start virtual machines',
  severity: 'medium',
  level: 2,
  rationale: 'KVM is a large part of the kernel, open to every process that can open its device.',
  remedy:
    'Write `KERNEL=="kvm", GROUP="kvm", MODE="0660"` to /etc/udev/rules.d/65-kvm.rules and run `udevadm trigger /dev/kvm`.',
  references: ['systemd-default'],
  tags: ['cpu', 'kvm'],
  needs: { kvm: orAbsent(stat('/dev/kvm')) },
  evaluate({ kvm }) {
    if (kvm === undefined) return notApplicable('the host has no /dev/kvm');
    const wrong = kvm.uid !== 0 || (kvm.mode & 0o007) !== 0;
    return passUnless(
      wrong
        ? [
            {
              subject: '/dev/kvm',
              expected: 'root:kvm 0660 or stricter',
              actual: `${kvm.owner}:${kvm.group} ${octal(kvm.mode)}`,
            },
          ]
        : [],
      `${kvm.owner}:${kvm.group} ${octal(kvm.mode)}`,
    );
  },
});

const nested = defineCheck({
  id: 'cpu.virtualization-exposure',
  area: 'cpu',
  title: 'Guests cannot run guests of their own',
  severity: 'low',
  level: 2,
  rationale: 'The code for nested guests had flaws that led from a guest to the host.',
  remedy:
    'Write `options kvm_intel nested=0` and `options kvm_amd nested=0` to /etc/modprobe.d/kvm.conf and reload the module.',
  references: ['kernel-doc:virt/kvm/x86/running-nested-guests.rst'],
  tags: ['cpu', 'kvm'],
  needs: {
    /** Always there where /sys is: without it the absence of a module proves nothing. */
    sysfs: required(fileText('/sys/kernel/uevent_seqnum')),
    intel: orAbsent(fileText('/sys/module/kvm_intel/parameters/nested')),
    amd: orAbsent(fileText('/sys/module/kvm_amd/parameters/nested')),
  },
  evaluate({ intel, amd }) {
    const modules = [
      { subject: 'kvm_intel.nested', text: intel },
      { subject: 'kvm_amd.nested', text: amd },
    ].flatMap(({ subject, text }) =>
      text === undefined ? [] : [{ subject, actual: text.trim() }],
    );
    if (modules.length === 0) return notApplicable('no KVM module is loaded');
    return passUnless(
      modules
        .filter(({ actual }) => !/^[N0]$/.test(actual))
        .map((module) => ({ ...module, expected: 'N' })),
      'nested guests are off',
    );
  },
});

export default [deviceMode, nested] as const;
