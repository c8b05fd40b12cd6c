import {
  type AnyCheck,
  anyEngine,
  type CheckMeta,
  cgroupControllers,
  defineCheck,
  notApplicable,
  orAbsent,
  passUnless,
  required,
} from '../../src/index.ts';

type Row = Pick<
  CheckMeta,
  'severity' | 'level' | 'title' | 'rationale' | 'remedy' | 'references'
> & {
  readonly controller: string;
  /** Its name in version 1, where that differs. */
  readonly before?: string;
};

const DOC = 'kernel-doc:admin-guide/cgroup-v2.rst';

const ROWS: readonly Row[] = [
  {
    controller: 'memory',
    severity: 'high',
    level: 1,
    title: 'Memory of containers can be limited',
    rationale: 'Every limit of memory is ignored: one container drives the host out of memory.',
    remedy:
      'Remove `cgroup_disable=memory` from the kernel command line; on a Raspberry Pi add `cgroup_enable=memory` to cmdline.txt. Then reboot.',
    references: ['docker-bench:5.11', DOC],
  },
  {
    controller: 'pids',
    severity: 'high',
    level: 1,
    title: 'Processes of containers can be limited',
    rationale: 'Every limit of processes is ignored: a fork bomb in a container stops the host.',
    remedy:
      'Remove `cgroup_disable=pids` from the kernel command line, or use a kernel with CONFIG_CGROUP_PIDS. Then reboot.',
    references: ['docker-bench:5.29', DOC],
  },
  {
    // With CONFIG_RT_GROUP_SCHED it cannot be handed down while realtime processes are outside the root.
    controller: 'cpu',
    severity: 'medium',
    level: 1,
    title: 'Processor time of containers can be limited',
    rationale: 'Quotas and shares silently do nothing: one container starves all others.',
    remedy:
      'Use a kernel with CONFIG_CGROUP_SCHED and without CONFIG_RT_GROUP_SCHED, and remove `cgroup_disable=cpu`.',
    references: ['docker-bench:5.12', DOC],
  },
  {
    controller: 'io',
    before: 'blkio',
    severity: 'low',
    level: 2,
    title: 'Disk use of containers can be limited',
    rationale: 'One container takes the disk from all others.',
    remedy: 'Use a kernel with CONFIG_BLK_CGROUP, and remove `cgroup_disable=io`.',
    references: [DOC],
  },
];

const checks: readonly AnyCheck[] = ROWS.map(({ controller, before, ...meta }) =>
  defineCheck({
    ...meta,
    id: `cgroup.controller-${controller}`,
    area: 'cgroup',
    tags: ['cgroup', 'limits'],
    needs: { controllers: required(cgroupControllers), engine: orAbsent(anyEngine) },
    evaluate({ controllers: { available, source }, engine }) {
      if (engine === undefined) return notApplicable('no container engine is on this host');
      const names = [controller, before].filter((name) => name !== undefined);
      const found = names.find((name) => available.includes(name));
      return passUnless(
        found !== undefined
          ? []
          : [
              {
                subject: `controller ${controller}`,
                expected: `in ${source}`,
                actual: available.join(' ') || 'no controllers',
              },
            ],
        `${source} has ${found}`,
      );
    },
  }),
);

export default checks;
