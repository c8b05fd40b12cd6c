import { built, builtWith } from '../../src/index.ts';

export default [
  ...builtWith(
    { severity: 'low', level: 1, scope: 'engine' },
    {
      BLK_CGROUP: [
        'block I/O control groups',
        'Engines build the walls and limits of containers from it; one that goes on without leaves a hole',
        'moby:check-config',
      ],
      BLK_DEV_THROTTLING: [
        'block I/O throttling',
        'One container starves disks',
        'moby:check-config',
      ],
      BRIDGE: [
        'bridges',
        'Without it an engine cannot set up its network or storage, and falls back to ways that isolate less',
        'moby:check-config',
        { want: built('BRIDGE') },
      ],
      BRIDGE_NETFILTER: [
        'packet filtering on bridges',
        'Without it an engine cannot set up its network or storage, and falls back to ways that isolate less',
        'moby:check-config',
        { want: built('BRIDGE_NETFILTER') },
      ],
      CGROUP_HUGETLB: [
        'huge page limits',
        'One container takes all huge pages',
        'moby:check-config',
      ],
      CGROUP_MISC: [
        'miscellaneous limits (SEV, TDX ids)',
        'Confidential VM ids exhausted',
        '',
        { since: '5.13' },
      ],
      CGROUP_PERF: [
        'perf per control group',
        'Per-container profiling needs host-wide perf',
        'moby:check-config',
      ],
      CGROUP_RDMA: [
        'RDMA limits',
        'RDMA resources exhausted',
        'moby:check-config',
        { since: '4.11' },
      ],
      NETFILTER_XT_MARK: [
        'packet marks',
        'Without it an engine cannot set up its network or storage, and falls back to ways that isolate less',
        'moby:check-config',
        { want: built('NETFILTER_XT_MARK') },
      ],
      NETFILTER_XT_MATCH_ADDRTYPE: [
        'address type match',
        'Without it an engine cannot set up its network or storage, and falls back to ways that isolate less',
        'moby:check-config',
        { want: built('NETFILTER_XT_MATCH_ADDRTYPE') },
      ],
      NETFILTER_XT_MATCH_CONNTRACK: [
        'connection match',
        'Without it an engine cannot set up its network or storage, and falls back to ways that isolate less',
        'moby:check-config',
        { want: built('NETFILTER_XT_MATCH_CONNTRACK') },
      ],
      NF_NAT: [
        'NAT',
        'Without it an engine cannot set up its network or storage, and falls back to ways that isolate less',
        'moby:check-config',
        { want: built('NF_NAT') },
      ],
      NF_TABLES: [
        'nftables',
        'Without it an engine cannot set up its network or storage, and falls back to ways that isolate less',
        'moby:check-config',
        { want: built('NF_TABLES') },
      ],
      OVERLAY_FS: [
        'overlay file systems',
        'Without it an engine cannot set up its network or storage, and falls back to ways that isolate less',
        'moby:check-config',
        { want: built('OVERLAY_FS') },
      ],
      POSIX_MQUEUE: [
        'POSIX message queues',
        'Engines build the walls and limits of containers from it; one that goes on without leaves a hole',
        'moby:check-config',
      ],
      PSI: [
        'pressure information',
        'Systemd-oomd and kubelet cannot see pressure',
        'moby:check-config',
        { since: '4.20' },
      ],
      TIME_NS: [
        'time namespaces',
        'Runtime spec time namespace unusable',
        'moby:check-config',
        { since: '5.6' },
      ],
      TMPFS_XATTR: ['xattrs on tmpfs', 'Labels on tmpfs lost', 'moby:check-config'],
      VETH: [
        'virtual Ethernet pairs',
        'Without it an engine cannot set up its network or storage, and falls back to ways that isolate less',
        'moby:check-config',
        { want: built('VETH') },
      ],
    },
  ),
  ...builtWith(
    { severity: 'medium', level: 1, scope: 'engine' },
    {
      CFS_BANDWIDTH: [
        'CPU quotas',
        'Engines build the walls and limits of containers from it; one that goes on without leaves a hole',
        'moby:check-config',
      ],
      CGROUP_SCHED: [
        'CPU control groups',
        'Engines build the walls and limits of containers from it; one that goes on without leaves a hole',
        'moby:check-config',
      ],
      CPUSETS: [
        'cpusets',
        'Engines build the walls and limits of containers from it; one that goes on without leaves a hole',
        'moby:check-config',
      ],
      FAIR_GROUP_SCHED: [
        'CPU weights for groups',
        'Engines build the walls and limits of containers from it; one that goes on without leaves a hole',
        'moby:check-config',
      ],
      KEYS: [
        'kernel keyrings',
        'Engines build the walls and limits of containers from it; one that goes on without leaves a hole',
        'moby:check-config',
      ],
      SECURITYFS: ['securityfs', 'LSM state unreadable', 'moby:check-config'],
      'USER_NS-support': [
        'user namespaces (container host)',
        'Userns-remap, rootless and hostUsers:false impossible: containers run as host root',
        'khc moby:check-config',
      ],
    },
  ),
  ...builtWith(
    { severity: 'critical', level: 1, scope: 'engine' },
    {
      CGROUPS: [
        'control groups',
        'Engines build the walls and limits of containers from it; one that goes on without leaves a hole',
        'moby:check-config',
      ],
      NAMESPACES: [
        'namespaces',
        'Engines build the walls and limits of containers from it; one that goes on without leaves a hole',
        'moby:check-config',
      ],
      NET_NS: [
        'network namespaces',
        'Engines build the walls and limits of containers from it; one that goes on without leaves a hole',
        'moby:check-config',
      ],
      PID_NS: [
        'PID namespaces',
        'Engines build the walls and limits of containers from it; one that goes on without leaves a hole',
        'moby:check-config',
      ],
    },
  ),
  ...builtWith(
    { severity: 'high', level: 1, scope: 'engine' },
    {
      CGROUP_BPF: [
        'BPF on control groups (device control in cgroup v2)',
        'Engines build the walls and limits of containers from it; one that goes on without leaves a hole',
        'moby:check-config',
        { since: '4.10' },
      ],
      CGROUP_PIDS: [
        'process count limits',
        'Engines build the walls and limits of containers from it; one that goes on without leaves a hole',
        'moby:check-config',
        { since: '4.3' },
      ],
      IPC_NS: [
        'IPC namespaces',
        'Engines build the walls and limits of containers from it; one that goes on without leaves a hole',
        'moby:check-config',
      ],
      MEMCG: [
        'memory control groups',
        'Engines build the walls and limits of containers from it; one that goes on without leaves a hole',
        'moby:check-config',
      ],
      UTS_NS: [
        'UTS namespaces',
        'Engines build the walls and limits of containers from it; one that goes on without leaves a hole',
        'moby:check-config',
      ],
    },
  ),
  ...builtWith(
    { severity: 'medium', level: 1, scope: 'cgroup1' },
    {
      CGROUP_DEVICE: [
        'device control groups (cgroup v1)',
        'Containers on cgroup v1 could open any device',
        'moby:check-config',
      ],
    },
  ),
  ...builtWith(
    { severity: 'low', level: 1, scope: 'cgroup1' },
    {
      CGROUP_FREEZER: ['the v1 freezer', 'Docker pause on cgroup v1', 'moby:check-config'],
      CPUSETS_V1: [
        'the v1 cpuset controller',
        'Cpuset limits on cgroup v1 hosts',
        '',
        { since: '6.12' },
      ],
      MEMCG_V1: [
        'the v1 memory controller',
        'Memory limits on cgroup v1 hosts',
        '',
        { since: '6.11' },
      ],
    },
  ),
];
