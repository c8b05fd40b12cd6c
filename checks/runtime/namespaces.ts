import { barrierChecks, containerChecks, disjointUsers, optedOutOfRemap } from '../../src/index.ts';

const tags = ['containers', 'namespaces'];

/** What is compared is the namespace of the running process with that of process 1, not what was asked for. */
export default [
  ...barrierChecks([
    {
      id: 'runtime.host-network',
      area: 'runtime',
      title: 'No container shares the network namespace of the host',
      severity: 'high',
      level: 1,
      rationale:
        'In the host’s network a container reaches services that listen on loopback only, and abstract sockets (CVE-2020-15257 was an escape through one); with NET_RAW it reads the host’s traffic.',
      remedy:
        'Create it anew without `--network=host` (Kubernetes: `hostNetwork: false`) and publish the ports that it needs.',
      references: ['cis-docker-1.6:5.10', 'docker-bench:5.10'],
      tags,
      barrier: 'network',
      expected: 'a network namespace of its own',
    },
    {
      id: 'runtime.host-pid',
      area: 'runtime',
      title: 'No container shares the process namespace of the host',
      severity: 'high',
      level: 1,
      rationale:
        'It sees the arguments of every process of the host, can signal those of the same user, and with SYS_PTRACE reads and changes them: /proc/1/root is the host’s file system.',
      remedy: 'Create it anew without `--pid=host` (Kubernetes: `hostPID: false`).',
      references: ['cis-docker-1.6:5.16', 'docker-bench:5.16'],
      tags,
      barrier: 'pid',
      expected: 'a process namespace of its own',
    },
    {
      id: 'runtime.host-ipc',
      area: 'runtime',
      title: 'No container shares the IPC namespace of the host',
      severity: 'medium',
      level: 1,
      rationale:
        'Shared memory of the host’s programs, databases’ buffers among them, becomes readable and writable for whoever has the same user in the container.',
      remedy:
        'Create it anew without `--ipc=host` (Kubernetes: `hostIPC: false`); where it was asked for because /dev/shm was too small, use `--shm-size`.',
      references: ['cis-docker-1.6:5.17', 'docker-bench:5.17'],
      tags,
      barrier: 'ipc',
      expected: 'an IPC namespace of its own',
    },
    {
      id: 'runtime.host-uts',
      area: 'runtime',
      title: 'No container shares the UTS namespace of the host',
      severity: 'low',
      level: 1,
      rationale:
        'With SYS_ADMIN it renames the host, on which logs, certificates and monitoring rely.',
      remedy: 'Create it anew without `--uts=host`.',
      references: ['cis-docker-1.6:5.21', 'docker-bench:5.21'],
      tags,
      barrier: 'uts',
      expected: 'a UTS namespace of its own',
    },
    {
      id: 'cgroup.container-namespace',
      area: 'cgroup',
      title: 'Every container has its own cgroup namespace',
      severity: 'medium',
      level: 1,
      rationale:
        '/proc/self/cgroup and the cgroup mount then show the host’s tree: names of other containers, and the paths that attacks on release_agent begin with.',
      remedy:
        'Create it anew with `--cgroupns=private`, which is the default on cgroup v2; set `"default-cgroupns-mode": "private"` in /etc/docker/daemon.json on v1.',
      references: ['kernel-doc:admin-guide/cgroup-v2.rst'],
      tags,
      barrier: 'cgroup',
      expected: 'a cgroup namespace of its own',
    },
    {
      id: 'namespaces.container-uid-map',
      area: 'namespaces',
      title: 'Containers run in a user namespace where root is not the host’s root',
      severity: 'medium',
      level: 2,
      rationale:
        'Root that breaks out of a container is then nobody on the host: it owns no file there and its capabilities count for nothing. Most escapes of the last years ended at this.',
      remedy:
        'Set `"userns-remap": "default"` in /etc/docker/daemon.json, or use rootless mode, `podman run --userns=auto`, or `hostUsers: false` in the pod; create the containers anew.',
      references: ['cis-docker-1.6:2.9', 'docker-bench:2.9'],
      tags,
      barrier: 'user',
      expected: 'root inside mapped to another user of the host',
    },
  ]),
  ...containerChecks([
    {
      id: 'runtime.host-user-namespace',
      area: 'runtime',
      title: 'No container opts out of user namespace remapping',
      severity: 'high',
      level: 1,
      rationale:
        'On a host where root of containers is nobody, one container started with --userns=host is the one whose root is the host’s root.',
      remedy: 'Create it anew without `--userns=host`.',
      references: ['cis-docker-1.6:5.31', 'docker-bench:5.31'],
      tags,
      judge: optedOutOfRemap,
    },
    {
      id: 'namespaces.container-range-disjoint',
      area: 'namespaces',
      title: 'Containers with private user namespaces do not share host ids',
      severity: 'medium',
      level: 2,
      rationale:
        'With ids in common, whoever breaks out of one container owns the files and processes of the other.',
      remedy:
        'Let the engine choose the ranges: `podman run --userns=auto`, or `hostUsers: false` in the pod, without `--uidmap` by hand.',
      references: [],
      tags,
      judge: disjointUsers,
    },
  ]),
] as const;
