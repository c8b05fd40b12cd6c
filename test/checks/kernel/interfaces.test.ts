import checks from '../../../checks/kernel/interfaces.ts';
import { RELEASE, SYSFS, statLine } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

const [kexecImage, ueventHelper, samePageMerging, memoryFiles, registerDevices] = checks;
const sys = { [SYSFS]: '4711\n' };
const KEXEC = 'text:/sys/kernel/kexec_loaded';
const HELPER = 'text:/sys/kernel/uevent_helper';
const KSM = 'text:/sys/kernel/mm/ksm/run';

testCheck(kexecImage, {
  pass: [{ name: 'none', given: { ...sys, [KEXEC]: '0\n' } }],
  fail: [
    { name: 'one', given: { ...sys, [KEXEC]: '1\n' }, because: ['/sys/kernel/kexec_loaded: 1'] },
  ],
  notApplicable: [{ name: 'no kexec', given: sys }],
  unknown: [{ name: 'no /sys', given: {} }],
});

testCheck(ueventHelper, {
  pass: [
    { name: 'empty', given: { ...sys, [HELPER]: '\n' } },
    { name: 'not built in', given: sys },
  ],
  fail: [
    {
      name: 'set',
      given: { ...sys, [HELPER]: '/var/lib/docker/overlay2/x/diff/cmd\n' },
      because: ['/sys/kernel/uevent_helper: /var/lib/docker/overlay2/x/diff/cmd'],
    },
  ],
  unknown: [{ name: 'no /sys', given: {} }],
});

testCheck(samePageMerging, {
  pass: [
    { name: 'off', given: { ...sys, [KSM]: '0\n' } },
    { name: 'off, and unmerged', given: { ...sys, [KSM]: '2\n' } },
  ],
  fail: [{ name: 'on', given: { ...sys, [KSM]: '1\n' }, because: ['/sys/kernel/mm/ksm/run: 1'] }],
  notApplicable: [{ name: 'not built in', given: sys }],
});

const proc = { [RELEASE]: '6.1.0-28-amd64\n' };
const device = (path: string, mode: string, group = 'kmem') =>
  statLine(path, { mode, group, type: 'character special file' });

testCheck(memoryFiles, {
  pass: [
    {
      name: 'as udev makes them',
      given: {
        ...proc,
        'stat:/proc/kcore': statLine('/proc/kcore', { mode: '400', type: 'regular file' }),
        'stat:/dev/mem': device('/dev/mem', '640'),
        'stat:/dev/port': device('/dev/port', '640'),
      },
    },
    { name: 'none of them', given: proc },
  ],
  fail: [
    {
      name: 'opened by a rule',
      given: {
        ...proc,
        'stat:/proc/kcore': statLine('/proc/kcore', { mode: '444', type: 'regular file' }),
        'stat:/dev/mem': device('/dev/mem', '666'),
        'stat:/dev/port': device('/dev/port', '660'),
        'stat:/dev/kmem': device('/dev/kmem', '640'),
      },
      because: [
        '/proc/kcore: root:root 0444',
        '/dev/mem: root:kmem 0666',
        '/dev/port: root:kmem 0660',
        '/dev/kmem: 0640',
      ],
    },
  ],
});

testCheck(registerDevices, {
  pass: [
    {
      name: 'of root',
      given: { ...proc, 'stat:/dev/cpu/*/msr': device('/dev/cpu/0/msr', '600', 'root') },
    },
    { name: 'no module', given: proc },
  ],
  fail: [
    {
      name: 'open to a group',
      given: { ...proc, 'stat:/dev/cpu/*/msr': device('/dev/cpu/0/msr', '660', 'msr') },
      because: ['/dev/cpu/0/msr: root:msr 0660'],
    },
  ],
});
