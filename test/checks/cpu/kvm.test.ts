import checks from '../../../checks/cpu/kvm.ts';
import { testCheck } from '../../support/test-check.ts';

const [deviceMode, nested] = checks;
const KVM = 'stat:/dev/kvm';
const device = (mode: string, group: string) =>
  `${mode}|0|104|root|${group}|character special file|0|1732000000|/dev/kvm\n`;

testCheck(deviceMode, {
  pass: [{ name: 'Debian', given: { [KVM]: device('660', 'kvm') } }],
  fail: [
    {
      name: "systemd's own default",
      given: { [KVM]: device('666', 'kvm') },
      because: ['/dev/kvm: root:kvm 0666'],
    },
  ],
  notApplicable: [{ name: 'no KVM', given: {} }],
});

const SYSFS = 'text:/sys/kernel/uevent_seqnum';
const INTEL = 'text:/sys/module/kvm_intel/parameters/nested';
const AMD = 'text:/sys/module/kvm_amd/parameters/nested';

testCheck(nested, {
  pass: [
    { name: 'off', given: { [SYSFS]: '4711\n', [INTEL]: 'N\n' } },
    { name: 'off on AMD', given: { [SYSFS]: '4711\n', [AMD]: '0\n' } },
  ],
  fail: [
    { name: 'on', given: { [SYSFS]: '4711\n', [INTEL]: 'Y\n' }, because: ['kvm_intel.nested: Y'] },
    {
      name: 'on on AMD',
      given: { [SYSFS]: '4711\n', [AMD]: '1\n' },
      because: ['kvm_amd.nested: 1'],
    },
  ],
  notApplicable: [{ name: 'no module', given: { [SYSFS]: '4711\n' } }],
  unknown: [{ name: 'no /sys', given: {} }],
});
