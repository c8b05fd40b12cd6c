import {
  type AnyCheck,
  type CgroupMode,
  cgroupMode,
  controllersOf,
  defineCheck,
  kernelRelease,
  notApplicable,
  passUnless,
  required,
} from '../../src/index.ts';

const DOC = 'kernel-doc:admin-guide/cgroup-v2.rst';
const NO_V2 = 'version 2 is not mounted: see cgroup.hierarchy-unified';

/** Which versions of control groups are mounted, and how. */
const checks: readonly AnyCheck[] = [
  defineCheck({
    id: 'cgroup.hierarchy-unified',
    area: 'cgroup',
    title: 'Control groups are version 2 alone',
    severity: 'medium',
    level: 1,
    rationale:
      'Version 1 has the release agent by which privileged containers run programs as root of the host, and hands no hierarchy safely to a rootless engine.',
    remedy:
      'Boot with `systemd.unified_cgroup_hierarchy=1`; with OpenRC set `rc_cgroup_mode="unified"` in /etc/rc.conf. Then reboot.',
    references: [DOC, 'cve:CVE-2022-0492'],
    tags: ['cgroup'],
    needs: { mode: required(cgroupMode) },
    evaluate({ mode }) {
      return passUnless(
        mode.layout === 'unified'
          ? []
          : [{ subject: '/sys/fs/cgroup', expected: 'version 2', actual: told(mode) }],
        told(mode),
      );
    },
  }),
  defineCheck({
    id: 'cgroup.v1-mounts',
    area: 'cgroup',
    title: 'No controller is taken away from version 2',
    severity: 'low',
    level: 2,
    rationale:
      'A version 1 hierarchy at the side takes its controllers from version 2, and brings the release agent back.',
    remedy:
      'Unmount it, remove what mounts it from /etc/fstab or its service, and boot with `cgroup_no_v1=all`.',
    references: [DOC],
    tags: ['cgroup'],
    needs: { mode: required(cgroupMode) },
    evaluate({ mode }) {
      if (mode.layout !== 'unified') return notApplicable(`the host has ${told(mode)}`);
      const taken = mode.legacy.filter((mount) => controllersOf(mount).length > 0);
      return passUnless(
        taken.map((mount) => ({
          subject: mount.mountPoint,
          expected: 'no version 1 controllers',
          actual: controllersOf(mount).join(', '),
        })),
        told(mode),
      );
    },
  }),
  defineCheck({
    id: 'cgroup.mount-nsdelegate',
    area: 'cgroup',
    title: 'Cgroup namespaces are boundaries of delegation',
    severity: 'medium',
    level: 1,
    rationale:
      'Without `nsdelegate` a container that may write its hierarchy lifts its own limits and moves processes across the boundary.',
    remedy:
      'Run `mount -o remount,nsdelegate /sys/fs/cgroup` on the host; systemd mounts it so by itself.',
    references: [DOC],
    tags: ['cgroup'],
    needs: { mode: required(cgroupMode) },
    evaluate({ mode: { unified } }) {
      if (unified === undefined) return notApplicable(NO_V2);
      return passUnless(missing(unified, 'nsdelegate'), `${unified.mountPoint} has nsdelegate`);
    },
  }),
  defineCheck({
    id: 'cgroup.mount-memory-recursiveprot',
    area: 'cgroup',
    title: 'Memory that is kept for a slice reaches the services in it',
    severity: 'low',
    level: 2,
    rationale:
      'Without `memory_recursiveprot` what is kept for system.slice reaches none of its services: containers push sshd and the auditors out of memory.',
    remedy:
      'Run `mount -o remount,memory_recursiveprot /sys/fs/cgroup`; current systemd mounts it so by itself.',
    references: [DOC],
    tags: ['cgroup', 'memory'],
    needs: { mode: required(cgroupMode), kernel: required(kernelRelease) },
    evaluate({ mode: { unified }, kernel: { version } }) {
      if (unified === undefined) return notApplicable(NO_V2);
      const [major, minor] = version;
      if (major < 5 || (major === 5 && minor < 7)) {
        return notApplicable('the kernel is older than 5.7');
      }
      return passUnless(
        missing(unified, 'memory_recursiveprot'),
        `${unified.mountPoint} has memory_recursiveprot`,
      );
    },
  }),
];

export default checks;

function missing({ mountPoint, superOptions }: NonNullable<CgroupMode['unified']>, option: string) {
  return superOptions.includes(option)
    ? []
    : [{ subject: mountPoint, expected: option, actual: superOptions.join(',') }];
}

function told({ layout, legacy, unified }: CgroupMode): string {
  const controllers = [...new Set(legacy.flatMap(controllersOf))].join(', ');
  switch (layout) {
    case 'unified':
      return controllers === '' ? 'version 2 alone' : `version 2, and version 1 for ${controllers}`;
    case 'hybrid':
      return `version 1 for ${controllers}, version 2 at ${unified?.mountPoint ?? ''}`;
    case 'legacy':
      return `version 1 for ${controllers}`;
    case 'none':
      return 'no control groups mounted';
  }
}
