import controllers from '../../../checks/cgroup/controllers.ts';
import { DENIED } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';
import { INIT, LEGACY, MOUNTS, UNIFIED, WITH_DOCKER } from './hosts.ts';

const V2 = 'text:/sys/fs/cgroup/cgroup.controllers';
const V1 = 'text:/proc/cgroups';
const ALL = 'cpuset cpu io memory hugetlb pids rdma misc\n';
const line = (name: string, hierarchy = 4, enabled = 1): string =>
  `${name}\t${hierarchy}\t90\t${enabled}\n`;
const HEAD = '#subsys_name\thierarchy\tnum_cgroups\tenabled\n';

const NAMES = [
  ['memory', 'memory'],
  ['pids', 'pids'],
  ['cpu', 'cpu'],
  ['io', 'blkio'],
] as const;

for (const [name, before] of NAMES) {
  const check = controllers.find(({ id }) => id === `cgroup.controller-${name}`);
  if (check === undefined) throw new Error(`no check for ${name}`);
  const without = ALL.replace(new RegExp(`\\b${name} `), '');
  testCheck(check, {
    pass: [
      { name: 'version 2', given: { [MOUNTS]: UNIFIED, [V2]: ALL, ...WITH_DOCKER } },
      {
        name: 'version 1',
        given: { [MOUNTS]: LEGACY, [V1]: HEAD + line(before) + line('cpuset'), ...WITH_DOCKER },
      },
    ],
    fail: [
      {
        name: 'version 2 without it',
        given: { [MOUNTS]: UNIFIED, [V2]: without, ...WITH_DOCKER },
        because: [`controller ${name}: ${without.trim()}`],
      },
      {
        name: 'switched off at boot',
        given: {
          [MOUNTS]: LEGACY,
          [V1]: HEAD + line('cpuset') + line(before, 0, 0),
          ...WITH_DOCKER,
        },
        because: [`controller ${name}: cpuset`],
      },
      {
        name: 'mounted nowhere',
        given: { [MOUNTS]: LEGACY, [V1]: HEAD + line(before, 0), ...WITH_DOCKER },
        because: [`controller ${name}: no controllers`],
      },
    ],
    notApplicable: [
      { name: 'no engine', given: { [MOUNTS]: UNIFIED, [V2]: ALL, 'processes:': INIT } },
    ],
    unknown: [
      { name: 'not to be read', given: { [MOUNTS]: UNIFIED, [V2]: DENIED, ...WITH_DOCKER } },
      { name: 'not there', given: { [MOUNTS]: UNIFIED, ...WITH_DOCKER } },
    ],
  });
}
