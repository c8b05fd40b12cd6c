import { sysctlChecks } from '../../src/index.ts';

const NO_BRIDGE_FILTER = {
  notApplicable: 'br_netfilter is not loaded, so no bridge asks the packet filter',
};
const NO_TRACKING = { notApplicable: 'connections are not tracked: nf_conntrack is not loaded' };
const CONNTRACK = 'kernel-doc:networking/nf_conntrack-sysctl.rst';

/** What the packet filter of the host sees of the traffic of containers. */
export default sysctlChecks([
  {
    key: 'net.bridge.bridge-nf-call-iptables',
    want: { oneOf: ['1'] },
    kernelDefault: '1',
    whenAbsent: NO_BRIDGE_FILTER,
    title: 'IPv4 traffic between containers on a bridge passes iptables',
    severity: 'medium',
    level: 1,
    rationale:
      'Network policies and `icc: false` are void where frames between containers skip the packet filter.',
    references: ['man:dockerd.8', 'kernel-doc:networking/bridge.rst'],
  },
  {
    key: 'net.bridge.bridge-nf-call-ip6tables',
    want: { oneOf: ['1'] },
    kernelDefault: '1',
    whenAbsent: NO_BRIDGE_FILTER,
    title: 'IPv6 traffic between containers on a bridge passes ip6tables',
    severity: 'medium',
    level: 1,
    rationale:
      'Network policies and `icc: false` are void where frames between containers skip the packet filter.',
    references: ['man:dockerd.8', 'kernel-doc:networking/bridge.rst'],
  },
  {
    key: 'net.netfilter.nf_conntrack_helper',
    want: { oneOf: ['0'] },
    kernelDefault: '0',
    whenAbsent: {
      notApplicable: 'the kernel attaches no helpers by itself since 6.0, or tracks no connections',
    },
    title: 'Connection tracking helpers are not attached by themselves',
    severity: 'medium',
    level: 1,
    rationale:
      'Helpers for FTP, SIP and IRC open ports because of what a packet says: a container makes one say it.',
    references: [CONNTRACK],
  },
  {
    key: 'net.netfilter.nf_conntrack_tcp_be_liberal',
    want: { oneOf: ['0'] },
    kernelDefault: '0',
    whenAbsent: NO_TRACKING,
    title: 'TCP packets outside the window are taken for invalid',
    severity: 'low',
    level: 1,
    rationale:
      'Otherwise packets that someone injects pass a filter that trusts known connections.',
    references: [CONNTRACK],
  },
  {
    key: 'net.netfilter.nf_conntrack_tcp_loose',
    want: { oneOf: ['0'] },
    kernelDefault: '1',
    whenAbsent: NO_TRACKING,
    title: 'Connections are not picked up in their middle',
    severity: 'low',
    level: 2,
    rationale: 'Packets without a handshake make a connection known, and so pass the filter.',
    references: [CONNTRACK],
  },
  {
    key: 'net.netfilter.nf_log_all_netns',
    want: { oneOf: ['0'] },
    kernelDefault: '0',
    whenAbsent: { notApplicable: 'packets are not logged: nf_log is not loaded' },
    title: 'Containers do not write packet logs into the log of the host',
    severity: 'low',
    level: 1,
    rationale: 'A container with filter rules of its own floods and forges the log of the host.',
    references: [CONNTRACK],
  },
]);
