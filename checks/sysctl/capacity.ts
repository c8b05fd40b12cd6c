import { sysctlChecks } from '../../src/index.ts';

const NAMESPACES: Readonly<Record<string, string>> = {
  cgroup: 'control groups',
  ipc: 'IPC',
  mnt: 'mounts',
  net: 'networks',
  pid: 'processes',
  uts: 'host names',
};

const FS = 'kernel-doc:admin-guide/sysctl/fs.rst';
const KERNEL = 'kernel-doc:admin-guide/sysctl/kernel.rst';
const IP = 'kernel-doc:networking/ip-sysctl.rst';

/** `LOWEST HIGHEST` of the ports that the kernel gives to connections. */
function leavesServicesAlone(text: string): boolean {
  const [lowest, highest, ...rest] = text.split(/\s+/).map(Number);
  if (lowest === undefined || highest === undefined || rest.length > 0) return false;
  return lowest >= 1024 && highest <= 65_535 && highest - lowest >= 9999;
}

/** What all containers of a host share: enough of it, and an end to it. */
export default sysctlChecks([
  {
    key: 'fs.aio-max-nr',
    want: { atMost: 1_048_576 },
    set: '65536',
    kernelDefault: '65536',
    whenAbsent: { notApplicable: 'the kernel has no asynchronous I/O' },
    title: 'Asynchronous I/O requests of all programs together are bounded',
    severity: 'low',
    level: 1,
    rationale: 'Each pins kernel memory: one container takes it from all.',
    references: [FS],
  },
  {
    key: 'fs.file-max',
    want: { atLeast: 65_536 },
    whenAbsent: 'fail',
    title: 'Open files suffice for a host of many containers',
    severity: 'low',
    level: 1,
    rationale: 'One container that opens files until none is left stops every other program.',
    references: [FS],
  },
  {
    key: 'fs.nr_open',
    // systemd raises it to the upper end.
    want: { between: [1_048_576, 1_073_741_816] },
    set: '1048576',
    kernelDefault: '1048576',
    whenAbsent: 'fail',
    title: 'The highest limit of open files of a process is a usual one',
    severity: 'low',
    level: 1,
    rationale:
      'Too low, daemons of containers fail to start; without an end, programs that walk all descriptors hang.',
    references: [FS],
  },
  {
    key: 'fs.inotify.max_user_watches',
    want: { atLeast: 8192 },
    whenAbsent: { notApplicable: 'the kernel has no inotify' },
    title: 'Inotify watches suffice for many containers',
    severity: 'low',
    level: 1,
    rationale:
      'Containers of one user id share the quota: one that uses it up blinds log collectors and the kubelet.',
    references: ['man:inotify.7'],
  },
  {
    key: 'fs.mqueue.queues_max',
    want: { between: [1, 256] },
    kernelDefault: '256',
    whenAbsent: { notApplicable: 'the kernel has no POSIX message queues' },
    title: 'POSIX message queues are bounded',
    severity: 'low',
    level: 1,
    rationale: 'Queues hold kernel memory that no process has to answer for.',
    references: ['man:mq_overview.7'],
  },
  {
    key: 'kernel.keys.root_maxkeys',
    want: { atLeast: 10_000 },
    set: '1000000',
    kernelDefault: '1000000',
    whenAbsent: { notApplicable: 'the kernel keeps no keys' },
    title: 'Keys of root suffice for the containers of the host',
    severity: 'low',
    level: 1,
    rationale: 'Every container takes keys of root: when none is left, no other one starts.',
    references: ['kernel-doc:security/keys/core.rst'],
  },
  {
    key: 'kernel.threads-max',
    want: { atLeast: 16_384 },
    whenAbsent: 'fail',
    title: 'Threads suffice for a host of many containers',
    severity: 'low',
    level: 1,
    rationale: 'One container without a limit takes every thread, and the host can start nothing.',
    references: [KERNEL],
  },
  {
    key: 'vm.max_map_count',
    want: { between: [65_530, 1_048_576] },
    kernelDefault: '65530',
    set: '262144',
    whenAbsent: 'fail',
    title: 'The number of mappings of a process is bounded, and suffices',
    severity: 'low',
    level: 1,
    rationale: 'Each mapping is kernel memory that no limit of a container counts in full.',
    references: ['kernel-doc:admin-guide/sysctl/vm.rst'],
  },
  {
    key: 'net.core.bpf_jit_limit',
    want: { atLeast: 1 },
    whenAbsent: { notApplicable: 'the kernel compiles no BPF programs' },
    title: 'The memory for compiled BPF programs of ordinary users is bounded',
    severity: 'low',
    level: 1,
    rationale: 'Socket filters of containers fill the room for modules of the kernel.',
    set: '264241152',
    references: ['kernel-doc:admin-guide/sysctl/net.rst'],
  },
  {
    key: 'net.ipv4.ip_local_port_range',
    want: {
      accepts: leavesServicesAlone,
      meaning: 'at least 10000 ports from 1024 on',
      good: '32768 60999',
    },
    kernelDefault: '32768 60999',
    whenAbsent: 'fail',
    title: 'Connections take no port of services, and have ports enough',
    severity: 'low',
    level: 1,
    rationale:
      'A connection that happens to hold the port of a service keeps it from starting; few ports are easy to use up and to guess.',
    references: ['ssg:sysctl_net_ipv4_ip_local_port_range', IP],
  },
  {
    // Kernels before 4.7 begin with 100, which CVE-2016-5696 made a side channel; from 6.0 on there is no limit.
    key: 'net.ipv4.tcp_challenge_ack_limit',
    want: { atLeast: 1000 },
    set: '999999999',
    whenAbsent: { notApplicable: 'the kernel has no IPv4' },
    title: 'The limit of challenge ACKs is no side channel',
    severity: 'low',
    level: 1,
    rationale: 'By counting them a stranger finds connections of others and breaks into them.',
    references: ['cve:CVE-2016-5696', IP],
  },
  {
    key: 'net.ipv4.tcp_invalid_ratelimit',
    want: { between: [1, 500] },
    set: '500',
    kernelDefault: '500',
    whenAbsent: { notApplicable: 'the kernel is older than 4.0, or has no IPv4' },
    title: 'Answers to invalid TCP packets are limited in rate',
    severity: 'low',
    level: 2,
    rationale:
      'Two ends that answer each other’s invalid packets loop, and a stranger can start it.',
    references: ['ssg:sysctl_net_ipv4_tcp_invalid_ratelimit', IP],
  },
  {
    key: 'net.ipv4.tcp_max_syn_backlog',
    want: { atLeast: 512 },
    whenAbsent: { notApplicable: 'the kernel has no IPv4' },
    title: 'The backlog of half-open connections fits a server',
    severity: 'low',
    level: 2,
    rationale: 'A short one is full after a few forged packets.',
    references: [IP],
  },
  ...Object.entries(NAMESPACES).map(([name, what]) => ({
    key: `user.max_${name}_namespaces`,
    want: { atLeast: 1024 },
    whenAbsent: { notApplicable: 'the kernel is older than 4.9, or has no such namespaces' },
    title: `Namespaces of ${what} suffice for a host of many containers`,
    severity: 'low' as const,
    level: 1 as const,
    rationale: 'When a user has used them up, or the limit is 0, no container starts any more.',
    references: ['kernel-doc:admin-guide/sysctl/user.rst'],
  })),
]);
