import { type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import type { Mount } from '../mounts/mountinfo.ts';
import { mounts } from '../mounts/mounts.ts';

const ROOT = '/sys/fs/cgroup';

/** How control groups are mounted. */
export interface CgroupMode {
  /**
   * `unified`: version 2 at /sys/fs/cgroup. `hybrid`: version 1, with version 2 beside it.
   * `legacy`: version 1 alone. `none`: nothing is mounted.
   */
  readonly layout: 'unified' | 'hybrid' | 'legacy' | 'none';
  /** The version 2 hierarchy. */
  readonly unified?: Mount;
  /** Version 1 hierarchies, those without a controller too. */
  readonly legacy: readonly Mount[];
}

export const cgroupMode: Derived<CgroupMode> = derived(
  'cgroup-mode:',
  { mounts },
  ({ mounts: seen }): Observation<CgroupMode> => {
    if (seen.state !== 'value') return seen;
    const legacy = seen.value.filter(({ type }) => type === 'cgroup');
    const second = seen.value.filter(({ type }) => type === 'cgroup2');
    const unified = second.find(({ mountPoint }) => mountPoint === ROOT) ?? second[0];
    return value({
      layout: layoutOf(unified, legacy),
      legacy,
      ...(unified === undefined ? {} : { unified }),
    });
  },
);

function layoutOf(unified: Mount | undefined, legacy: readonly Mount[]): CgroupMode['layout'] {
  if (unified?.mountPoint === ROOT) return 'unified';
  if (legacy.length === 0) return unified === undefined ? 'none' : 'unified';
  return unified === undefined ? 'legacy' : 'hybrid';
}

/** Controllers of a version 1 hierarchy; none for one that only has a name. */
export const controllersOf = ({ superOptions }: Mount): readonly string[] =>
  superOptions.filter((option) => CONTROLLERS.includes(option));

/** All that version 1 ever had (cgroup-v1/cgroups.rst, include/linux/cgroup_subsys.h). */
const CONTROLLERS: readonly string[] = [
  'cpuset',
  'cpu',
  'cpuacct',
  'blkio',
  'memory',
  'devices',
  'freezer',
  'net_cls',
  'perf_event',
  'net_prio',
  'hugetlb',
  'pids',
  'rdma',
  'misc',
];
