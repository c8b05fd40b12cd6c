import {
  apparmorProfile,
  barrierChecks,
  containerChecks,
  privileged,
  selinuxCategories,
  selinuxDomain,
} from '../../src/index.ts';

const tags = ['containers', 'confinement'];

/** The label and filter of the running processes: what was asked for is not what came of it. */
export default [
  ...containerChecks([
    {
      id: 'runtime.privileged',
      area: 'runtime',
      title: 'No container runs privileged',
      severity: 'critical',
      level: 1,
      rationale:
        'A privileged container has every capability, every device and no filter: one mount command, and it has the host’s disk.',
      remedy:
        'Create it anew without `--privileged` (Kubernetes: `privileged: false`), with the single capabilities and devices that it needs.',
      references: ['cis-docker-1.6:5.5', 'docker-bench:5.5'],
      tags,
      judge: privileged,
    },
    {
      id: 'mac.apparmor-container-profiles',
      area: 'mac',
      title: 'Every container process is confined by an AppArmor profile in enforce mode',
      severity: 'high',
      level: 1,
      rationale:
        'The profile forbids mounting, tracing and writing below /proc/sys also to a container that got the capability for it: it is what stands when a setting was too generous.',
      remedy:
        'Create it anew without `--security-opt apparmor=unconfined` and without `--privileged`; if every container is unconfined, install the package apparmor and restart the engine.',
      references: ['cis-docker-1.6:5.2', 'docker-bench:5.2'],
      tags,
      judge: apparmorProfile,
    },
    {
      id: 'mac.selinux-container-labels',
      area: 'mac',
      title: 'Every container process runs in a confined container domain',
      severity: 'high',
      level: 1,
      rationale:
        'In spc_t or an unconfined domain the policy lets a container do whatever its user may: files, sockets and processes of the host are open to its root.',
      remedy:
        'Create it anew without `--security-opt label=disable` and without `--privileged`. Agents of network and storage run as spc_t by design: waive them by name.',
      references: ['cis-docker-1.6:5.3', 'docker-bench:5.3'],
      tags,
      judge: selinuxDomain,
    },
    {
      id: 'mac.selinux-container-mcs',
      area: 'mac',
      title: 'Containers do not share SELinux categories',
      severity: 'medium',
      level: 1,
      rationale:
        'Categories are all that keeps one container from the files and processes of another: with equal ones, or none, the policy sees one container.',
      remedy:
        'Create it anew without `--security-opt label=level:…`; mount private volumes with `:Z`.',
      references: [],
      tags,
      judge: selinuxCategories,
    },
  ]),
  ...barrierChecks([
    {
      id: 'seccomp.container-mode',
      area: 'seccomp',
      title: 'Every container process runs under a seccomp filter',
      severity: 'high',
      level: 1,
      rationale:
        'Without a filter a container reaches every system call, and with them the parts of the kernel where most escapes begin.',
      remedy:
        'Create it anew without `--security-opt seccomp=unconfined` and without `--privileged`; in Kubernetes set `seccompProfile: {type: RuntimeDefault}`.',
      references: ['cis-docker-1.6:5.22', 'docker-bench:5.22'],
      tags,
      barrier: 'seccomp',
      expected: 'a seccomp filter',
    },
    {
      id: 'capabilities.container-no-new-privileges',
      area: 'capabilities',
      title: 'Container processes cannot gain privileges by executing setuid programs',
      severity: 'medium',
      level: 1,
      rationale:
        'A setuid program in the image makes the user that a service runs as root of the container, from where most ways out begin.',
      remedy:
        'Create it anew with `--security-opt no-new-privileges:true` (Kubernetes: `allowPrivilegeEscalation: false`), or set `"no-new-privileges": true` in /etc/docker/daemon.json. sudo, su and ping with file capabilities stop working inside.',
      references: ['cis-docker-1.6:5.26', 'docker-bench:5.26'],
      tags,
      barrier: 'noNewPrivileges',
      expected: 'no_new_privs set for every process',
    },
    {
      id: 'runtime.read-only-root',
      area: 'runtime',
      title: 'The root file system of containers is read-only',
      severity: 'medium',
      level: 2,
      rationale:
        'An intruder can then neither change the program that runs nor keep tools where they survive a restart of it.',
      remedy:
        'Create it anew with `--read-only` (Kubernetes: `readOnlyRootFilesystem: true`) and `--tmpfs` for the folders that it writes to.',
      references: ['cis-docker-1.6:5.13', 'docker-bench:5.13'],
      tags,
      barrier: 'readOnlyRoot',
      expected: 'read-only',
    },
  ]),
] as const;
