import { type Observation, value } from '../../model/observation.ts';
import { allOf } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import { stats } from '../files/stat.ts';

/** Socket units on which systemd waits: it keeps a control group of each, on any version of them. */
export const activeSockets: Derived<ReadonlySet<string>> = derived(
  'active-sockets',
  {
    unified: stats('/sys/fs/cgroup/system.slice/*.socket'),
    hybrid: stats('/sys/fs/cgroup/unified/system.slice/*.socket'),
    legacy: stats('/sys/fs/cgroup/systemd/system.slice/*.socket'),
  },
  ({ unified, hybrid, legacy }): Observation<ReadonlySet<string>> => {
    const all = allOf([unified, hybrid, legacy]);
    if (all.state !== 'value') return all;
    return value(
      new Set(all.value.flat().map(({ path }) => path.slice(path.lastIndexOf('/') + 1))),
    );
  },
);
