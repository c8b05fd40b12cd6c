import swapAccounting from '../../../checks/cgroup/swap-accounting.ts';
import { DENIED } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';
import { INIT, WITH_DOCKER } from './hosts.ts';

const SWAPS = 'text:/proc/swaps';
const HEAD = 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n';
const IN_USE = `${HEAD}/dev/dm-1                               partition\t8388604\t\t0\t\t-2\n`;
const LIMIT =
  '644|0|0|root|root|regular file|0|1700000000|/sys/fs/cgroup/system.slice/memory.swap.max\n';
const MEMSW =
  '644|0|0|root|root|regular file|0|1700000000|/sys/fs/cgroup/memory/memory.memsw.limit_in_bytes\n';

testCheck(swapAccounting, {
  pass: [
    {
      name: 'version 2',
      given: { ...WITH_DOCKER, [SWAPS]: IN_USE, 'stat:/sys/fs/cgroup/*/memory.swap.max': LIMIT },
    },
    {
      name: 'version 1',
      given: {
        ...WITH_DOCKER,
        [SWAPS]: IN_USE,
        'stat:/sys/fs/cgroup/memory/memory.memsw.limit_in_bytes': MEMSW,
      },
    },
    { name: 'no swap', given: { ...WITH_DOCKER, [SWAPS]: HEAD } },
  ],
  fail: [
    {
      name: 'swap without a limit',
      given: { ...WITH_DOCKER, [SWAPS]: IN_USE },
      because: ['swap of containers: none, with /dev/dm-1'],
    },
  ],
  notApplicable: [{ name: 'no engine', given: { 'processes:': INIT, [SWAPS]: IN_USE } }],
  unknown: [{ name: 'not to be read', given: { ...WITH_DOCKER, [SWAPS]: DENIED } }],
});
