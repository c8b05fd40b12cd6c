import capacity from '../../../checks/sysctl/capacity.ts';
import { testRows } from './rows.ts';

testRows(capacity, [
  ['fs.aio-max-nr', '65536', '9999999'],
  ['fs.file-max', '9223372036854775807', '1024', 'must'],
  ['fs.nr_open', '1073741816', '1024', 'must'],
  ['fs.inotify.max_user_watches', '65536', '100'],
  ['fs.mqueue.queues_max', '256', '4096'],
  ['kernel.keys.root_maxkeys', '1000000', '200'],
  ['kernel.threads-max', '127000', '1000', 'must'],
  ['vm.max_map_count', '1048576', '2147483642', 'must'],
  ['net.core.bpf_jit_limit', '264241152', '0'],
  ['net.ipv4.ip_local_port_range', '32768 60999', '1023 60999', 'must'],
  ['net.ipv4.tcp_challenge_ack_limit', '2147483647', '100'],
  ['net.ipv4.tcp_invalid_ratelimit', '500', '0'],
  ['net.ipv4.tcp_max_syn_backlog', '512', '128'],
  ['user.max_cgroup_namespaces', '15000', '0'],
  ['user.max_ipc_namespaces', '15000', '0'],
  ['user.max_mnt_namespaces', '15000', '0'],
  ['user.max_net_namespaces', '15000', '0'],
  ['user.max_pid_namespaces', '15000', '0'],
  ['user.max_uts_namespaces', '15000', '0'],
]);
