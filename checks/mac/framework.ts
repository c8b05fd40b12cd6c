import {
  type AnyCheck,
  activeLsms,
  confining,
  defineCheck,
  fail,
  kernelRelease,
  notApplicable,
  orAbsent,
  pass,
  passUnless,
  required,
  stat,
} from '../../src/index.ts';

/** Whichever system it is. */
const checks: readonly AnyCheck[] = [
  defineCheck({
    id: 'mac.framework',
    area: 'mac',
    title: 'A system of mandatory access control enforces its policy',
    severity: 'high',
    level: 1,
    rationale:
      'Root in a container that got out of its namespaces, by a mount or a bug, is then root of the host with nothing in its way.',
    remedy:
      'On Debian, Ubuntu and SUSE install the packages apparmor and apparmor-utils; on the RHEL family set SELINUX=enforcing in /etc/selinux/config, create /.autorelabel, and reboot.',
    references: ['kernel-doc:admin-guide/LSM/index.rst', 'lynis:MACF-6290'],
    tags: ['selinux', 'apparmor'],
    needs: { confining: required(confining) },
    evaluate({ confining: { by, detail } }) {
      if (by !== undefined) return pass(detail);
      return fail({
        subject: 'mandatory access control',
        expected: 'SELinux that enforces, or AppArmor with profiles',
        actual: detail,
      });
    },
  }),
  defineCheck({
    id: 'mac.yama',
    area: 'mac',
    title: 'Yama is active',
    severity: 'low',
    level: 1,
    rationale:
      'Without it nothing keeps a process from reading the memory of every other process of its user.',
    remedy:
      'Add yama to `lsm=` on the kernel command line, or use a kernel with CONFIG_SECURITY_YAMA.',
    references: ['khc', 'kspp', 'kernel-doc:admin-guide/LSM/Yama.rst'],
    tags: ['yama'],
    needs: { settings: orAbsent(stat('/proc/sys/kernel/yama')) },
    evaluate({ settings }) {
      return settings === undefined
        ? fail({ subject: 'Yama', expected: 'active', actual: 'no /proc/sys/kernel/yama' })
        : pass('/proc/sys/kernel/yama is there');
    },
  }),
  defineCheck({
    id: 'mac.landlock',
    area: 'mac',
    title: 'Programs can confine themselves with Landlock',
    severity: 'low',
    level: 1,
    rationale:
      'Programs that would shut themselves off from files which they do not need run unconfined.',
    remedy:
      'Add landlock to `lsm=` on the kernel command line, or use a kernel with CONFIG_SECURITY_LANDLOCK.',
    references: ['khc', 'kernel-doc:admin-guide/LSM/landlock.rst'],
    tags: ['landlock'],
    needs: { kernel: required(kernelRelease), lsms: required(activeLsms) },
    evaluate({ kernel: { version, release }, lsms }) {
      const [major, minor] = version;
      if (major < 5 || (major === 5 && minor < 13)) {
        return notApplicable(`Landlock came with 5.13, this is ${release}`);
      }
      return passUnless(
        lsms.includes('landlock')
          ? []
          : [{ subject: 'landlock', expected: 'active', actual: lsms.join(',') }],
        lsms.join(','),
      );
    },
  }),
];

export default checks;
