import { containerChecks, maskedPaths, writableCgroups, writableKernel } from '../../src/index.ts';

const tags = ['containers', 'kernel'];

export default containerChecks([
  {
    id: 'runtime.kernel-interfaces-writable',
    area: 'runtime',
    title: 'No container can write the kernel interfaces that start programs',
    severity: 'critical',
    level: 1,
    rationale:
      'core_pattern, uevent_helper, modprobe and binfmt_misc each hold the name of a program that the kernel runs outside of the container, as root.',
    remedy:
      'Create it anew without `--privileged`, `--security-opt systempaths=unconfined` and mounts of /proc or /sys.',
    references: ['cis-docker-1.6:5.5', 'docker-bench:5.5'],
    tags,
    judge: writableKernel,
  },
  {
    id: 'runtime.masked-paths',
    area: 'runtime',
    title: 'The masked and read-only paths of containers are in place',
    severity: 'high',
    level: 1,
    rationale:
      'They hide what the kernel shows to root without asking for a capability: its memory in kcore, keys of other containers, the addresses that exploits need; sysrq-trigger restarts the host.',
    remedy:
      'Create it anew without `--security-opt systempaths=unconfined` (Kubernetes: `procMount: Default`).',
    references: ['cis-docker-1.6:5.5'],
    tags,
    judge: maskedPaths,
  },
  {
    id: 'cgroup.container-mount-writable',
    area: 'cgroup',
    title:
      'No container has a writable cgroup mount unless it owns a user namespace and a private cgroup namespace',
    severity: 'high',
    level: 1,
    rationale:
      'It raises its own limits and allows itself devices; on version 1 release_agent names a program that the kernel runs as root outside.',
    remedy:
      'Create it anew without `--privileged` and without mounts of /sys/fs/cgroup; where systemd runs inside, use `podman run --systemd=always` or Docker’s `--security-opt writable-cgroups=true` in a user namespace.',
    references: ['docker-bench:5.6', 'kernel-doc:admin-guide/cgroup-v2.rst'],
    tags,
    judge: writableCgroups,
  },
]);
