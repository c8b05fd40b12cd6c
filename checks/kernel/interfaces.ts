import {
  defineCheck,
  type FileStat,
  fileText,
  kernelRelease,
  type Mismatch,
  notApplicable,
  octal,
  orAbsent,
  pass,
  passUnless,
  required,
  stat,
  stats,
} from '../../src/index.ts';

/** Always there where /sys is: without it the absence of another file proves nothing. */
const SYSFS = required(fileText('/sys/kernel/uevent_seqnum'));

const kexecImage = defineCheck({
  id: 'kernel.kexec-image',
  area: 'kernel',
  title: 'No kernel is loaded to be booted by kexec',
  severity: 'high',
  level: 1,
  rationale: 'An attacker with root prepares another kernel, which the next reboot starts.',
  remedy:
    'Find out who loaded it, then run `kexec -u`. A planned `systemctl kexec` is over after its boot.',
  references: ['khc', 'man:kexec(8)'],
  tags: ['kernel', 'kexec'],
  needs: { sysfs: SYSFS, loaded: orAbsent(fileText('/sys/kernel/kexec_loaded')) },
  evaluate({ loaded }) {
    if (loaded === undefined) return notApplicable('the kernel is built without kexec');
    const actual = loaded.trim();
    return passUnless(
      actual === '0' ? [] : [{ subject: '/sys/kernel/kexec_loaded', expected: '0', actual }],
      'nothing is loaded',
    );
  },
});

const ueventHelper = defineCheck({
  id: 'kernel.uevent-helper',
  area: 'kernel',
  title: 'No helper program for device events is set',
  severity: 'high',
  level: 1,
  rationale:
    'The kernel runs the helper as root of the host: a container that can write its name has the host at the next event.',
  remedy: "Run `echo '' > /sys/kernel/uevent_helper`, and find out who set it.",
  references: ['kernel-doc:admin-guide/sysctl/kernel.rst'],
  tags: ['kernel', 'escape'],
  needs: { sysfs: SYSFS, helper: orAbsent(fileText('/sys/kernel/uevent_helper')) },
  evaluate({ helper }) {
    if (helper === undefined) return pass('the kernel is built without such a helper');
    const actual = helper.trim();
    return passUnless(
      actual === '' ? [] : [{ subject: '/sys/kernel/uevent_helper', expected: 'empty', actual }],
      'none is set',
    );
  },
});

const samePageMerging = defineCheck({
  id: 'kernel.ksm',
  area: 'kernel',
  title: 'Same-page merging is off',
  severity: 'low',
  level: 1,
  rationale:
    'The time that a write takes tells what others hold in memory, and merged pages help Rowhammer.',
  remedy: 'Run `systemctl disable --now ksm ksmtuned` and `echo 2 > /sys/kernel/mm/ksm/run`.',
  references: ['khc', 'kernel-doc:admin-guide/mm/ksm.rst'],
  tags: ['kernel', 'side-channel'],
  needs: { sysfs: SYSFS, run: orAbsent(fileText('/sys/kernel/mm/ksm/run')) },
  evaluate({ run }) {
    if (run === undefined) return notApplicable('the kernel is built without same-page merging');
    const actual = run.trim();
    return passUnless(
      actual === '1' ? [{ subject: '/sys/kernel/mm/ksm/run', expected: '0 or 2', actual }] : [],
      `run is ${actual}`,
    );
  },
});

const memoryFiles = defineCheck({
  id: 'kernel.kcore-mode',
  area: 'kernel',
  title: 'Files that show the memory of the kernel are readable by root only',
  severity: 'high',
  level: 1,
  rationale: 'Whoever reads kernel memory has every secret of every container.',
  remedy: 'Remove udev rules and tmpfiles entries that widen the modes, and reboot.',
  references: ['man:mem(4)', 'man:proc_kcore(5)'],
  tags: ['kernel', 'files'],
  needs: {
    /** Proves that /proc is there. */
    kernel: required(kernelRelease),
    kcore: orAbsent(stat('/proc/kcore')),
    mem: orAbsent(stat('/dev/mem')),
    kmem: orAbsent(stat('/dev/kmem')),
    port: orAbsent(stat('/dev/port')),
  },
  evaluate({ kcore, mem, kmem, port }) {
    const wrong = [
      ...openBeyond(kcore, 0o400),
      // Owned by root and group kmem, as udev makes them.
      ...openBeyond(mem, 0o640),
      ...openBeyond(port, 0o640),
      ...(kmem === undefined
        ? []
        : [{ subject: '/dev/kmem', expected: 'absent', actual: octal(kmem.mode) }]),
    ];
    const seen = [kcore, mem, port].flatMap((file) =>
      file === undefined ? [] : [`${file.path} ${octal(file.mode)}`],
    );
    return passUnless(wrong, seen.length === 0 ? 'none of them is there' : seen.join(', '));
  },
});

const registerDevices = defineCheck({
  id: 'kernel.core-isolation-devices',
  area: 'kernel',
  title: 'Model-specific registers can be reached by root only',
  severity: 'medium',
  level: 1,
  rationale: 'A write to such a register switches the mitigations of the processor off.',
  remedy:
    'Run `modprobe -r msr`, or `chmod 0600 /dev/cpu/*/msr` and remove the udev rule that widens it.',
  references: ['khc', 'man:msr(4)'],
  tags: ['kernel', 'files'],
  needs: { kernel: required(kernelRelease), devices: required(stats('/dev/cpu/*/msr')) },
  evaluate: ({ devices }) =>
    passUnless(
      devices.flatMap((device) => openBeyond(device, 0o600)),
      devices.length === 0 ? 'the msr module is not loaded' : `${devices.length} devices of root`,
    ),
});

export default [kexecImage, ueventHelper, samePageMerging, memoryFiles, registerDevices] as const;

function openBeyond(file: FileStat | undefined, most: number): readonly Mismatch[] {
  if (file === undefined || (file.uid === 0 && (file.mode & ~most & 0o177) === 0)) return [];
  return [
    {
      subject: file.path,
      expected: `root ${octal(most)} or stricter`,
      actual: `${file.owner}:${file.group} ${octal(file.mode)}`,
    },
  ];
}
