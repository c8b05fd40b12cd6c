import network from '../../../checks/sysctl/network.ts';
import { testRows } from './rows.ts';

testRows(network, [
  ['net.ipv4.tcp_syncookies', '1', '0'],
  ['net.ipv4.icmp_echo_ignore_broadcasts', '1', '0'],
  ['net.ipv4.icmp_ignore_bogus_error_responses', '1', '0'],
  ['net.ipv4.icmp_ratelimit', '1000', '0'],
  ['net.ipv4.icmp_ratemask', '88089', '88'],
  ['net.ipv4.icmp_msgs_per_sec', '1000', '2000000'],
  ['net.ipv4.icmp_echo_enable_probe', '0', '1'],
  ['net.ipv4.tcp_rfc1337', '1', '0', 'lost=0'],
  ['net.ipv4.tcp_timestamps', '1', '0'],
  ['net.ipv4.tcp_tw_reuse', '2', '1'],
  ['net.ipv4.tcp_sack', '1', '0'],
  ['net.ipv4.ip_unprivileged_port_start', '1024', '0'],
  ['net.ipv4.ip_nonlocal_bind', '0', '1'],
  ['net.ipv4.neigh.default.gc_thresh3', '4096', '512'],
  ['net.ipv6.icmp.ratelimit', '1000', '0'],
]);
