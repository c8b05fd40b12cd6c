import checks from '../../../checks/kernel/modules.ts';
import { RELEASE, SYSFS, statLine } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

const [signatures, unsigned, tainting, tree] = checks;
const DISABLED = 'text:/proc/sys/kernel/modules_disabled';
const ENFORCE = 'text:/sys/module/module/parameters/sig_enforce';
const LOCKDOWN = 'text:/sys/kernel/security/lockdown';
const TAINTED = 'text:/proc/sys/kernel/tainted';
const host = { [RELEASE]: '6.1.0-28-amd64\n', [SYSFS]: '4711\n', [DISABLED]: '0\n' };

testCheck(signatures, {
  pass: [
    {
      name: 'enforced',
      given: { ...host, [ENFORCE]: 'Y\n', [LOCKDOWN]: '[none] integrity confidentiality\n' },
    },
    {
      name: 'by lockdown',
      given: { ...host, [ENFORCE]: 'N\n', [LOCKDOWN]: 'none [integrity] confidentiality\n' },
    },
    { name: 'closed for good', given: { ...host, [DISABLED]: '1\n', [ENFORCE]: 'N\n' } },
  ],
  fail: [
    {
      name: 'Debian without Secure Boot',
      given: { ...host, [ENFORCE]: 'N\n', [LOCKDOWN]: '[none] integrity confidentiality\n' },
      because: ['module.sig_enforce: N'],
    },
    {
      name: 'a kernel without signatures',
      given: host,
      because: ['module.sig_enforce: this kernel checks no signatures'],
    },
  ],
  notApplicable: [{ name: 'no modules', given: { [RELEASE]: '6.18.44-fc\n', [SYSFS]: '4711\n' } }],
});

const taintHost = { [TAINTED]: '0\n', [SYSFS]: '4711\n', [DISABLED]: '0\n', [ENFORCE]: 'N\n' };

testCheck(unsigned, {
  pass: [{ name: 'none', given: taintHost }],
  fail: [
    {
      name: 'DKMS without a key',
      given: { ...taintHost, [TAINTED]: '12288\n' },
      because: ['taint E (bit 13): an unsigned module was loaded'],
    },
  ],
  notApplicable: [
    { name: 'no modules', given: { [TAINTED]: '0\n', [SYSFS]: '4711\n' } },
    {
      name: 'a kernel that marks none',
      given: { [TAINTED]: '0\n', [SYSFS]: '4711\n', [DISABLED]: '0\n' },
    },
  ],
});

const TAINTS = 'text:/sys/module/*/taint';
const modules = '/sys/module/kvm/taint:\n/sys/module/nvidia/taint:POE\n/sys/module/zfs/taint:PO\n';

testCheck(tainting, {
  pass: [
    { name: 'none', given: { [SYSFS]: '4711\n', [TAINTS]: '/sys/module/kvm/taint:\n' } },
    { name: 'no modules', given: { [SYSFS]: '4711\n' } },
    {
      name: 'accepted',
      given: { [SYSFS]: '4711\n', [TAINTS]: modules },
      params: { allowed: { nvidia: 'POE', zfs: 'PO' } },
    },
  ],
  fail: [
    {
      name: 'two that nobody knows',
      given: { [SYSFS]: '4711\n', [TAINTS]: modules },
      because: ['module nvidia: POE', 'module zfs: PO'],
    },
    {
      name: 'one with a letter too many',
      given: { [SYSFS]: '4711\n', [TAINTS]: modules },
      params: { allowed: { nvidia: 'PO', zfs: 'PO' } },
      because: ['module nvidia: POE'],
    },
  ],
});

const TREES = 'stat:/lib/modules/*/modules.dep';
const dep = (release: string) =>
  statLine(`/lib/modules/${release}/modules.dep`, { mode: '644', type: 'regular file' });

testCheck(tree, {
  pass: [
    {
      name: 'there, beside others',
      given: {
        [RELEASE]: '6.1.0-28-amd64\n',
        [DISABLED]: '0\n',
        [TREES]: dep('6.1.0-27-amd64') + dep('6.1.0-28-amd64'),
      },
    },
  ],
  fail: [
    {
      name: 'Alpine after an upgrade',
      given: { [RELEASE]: '6.6.63-0-lts\n', [DISABLED]: '0\n', [TREES]: dep('6.6.65-0-lts') },
      because: ['/lib/modules/6.6.63-0-lts/modules.dep: missing'],
    },
  ],
  notApplicable: [{ name: 'no modules', given: { [RELEASE]: '6.18.44-fc\n' } }],
});
