import packetFilter from '../../../checks/sysctl/packet-filter.ts';
import { testRows } from './rows.ts';

testRows(packetFilter, [
  ['net.bridge.bridge-nf-call-iptables', '1', '0'],
  ['net.bridge.bridge-nf-call-ip6tables', '1', '0'],
  ['net.netfilter.nf_conntrack_helper', '0', '1'],
  ['net.netfilter.nf_conntrack_tcp_be_liberal', '0', '1'],
  ['net.netfilter.nf_conntrack_tcp_loose', '0', '1', 'lost=1'],
  ['net.netfilter.nf_log_all_netns', '0', '1'],
]);
