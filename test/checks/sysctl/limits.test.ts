import limits from '../../../checks/sysctl/limits.ts';
import { testRows } from './rows.ts';

testRows(limits, [
  ['kernel.pid_max', '4194304', '32768', 'must'],
  ['kernel.keys.maxkeys', '200', '1000000'],
  ['fs.mount-max', '100000', '0'],
  ['fs.pipe-user-pages-soft', '16384', '0'],
  ['vm.panic_on_oom', '0', '2', 'must'],
  ['vm.oom_kill_allocating_task', '0', '1', 'must'],
  ['vm.overcommit_memory', '1', '2', 'must'],
  ['vm.legacy_va_layout', '0', '1'],
  ['vm.memfd_noexec', '1', '0', 'lost=0'],
  ['vm.hugetlb_shm_group', '0', '1001'],
  ['fs.inotify.max_user_instances', '128', '10'],
  ['debug.exception-trace', '1', '0'],
]);
