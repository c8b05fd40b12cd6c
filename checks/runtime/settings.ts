import { z } from 'zod';
import {
  type AnyCheck,
  blindToConfig,
  blindToHost,
  cgroupParent,
  containerCheck,
  containerChecks,
  healthCheck,
  imageDigest,
  imageTag,
  logLimits,
  portBinding,
  privilegedPorts,
  restartPolicy,
  secretOptions,
  secretVariables,
  sharedMemory,
  sysctls,
} from '../../src/index.ts';

const tags = ['containers', 'settings'];
const names = z.strictObject({ allowed: z.array(z.string().min(1)).default([]) });
const ports = z.array(z.int().min(1).max(65_535)).default([80, 443]);

/** What engines keep of running containers. Secrets are known by names: no value leaves the host. */
const checks: readonly AnyCheck[] = [
  containerCheck({
    id: 'runtime.secrets-in-environment',
    area: 'runtime',
    title: 'No secret lies in the environment of a container',
    severity: 'medium',
    level: 2,
    rationale:
      'Variables show in `inspect`, in crash reports and in every child process; whoever reads one file of the engine has them all.',
    remedy:
      'Give the program a file (`docker secret`, a mount of mode 0400, Kubernetes `secret` volumes) and pass its path as NAME_FILE. Names that hold no secret: parameter `allowed`.',
    references: ['nist-800-190:4.1.4'],
    tags: ['containers', 'secrets'],
    params: names,
    blind: blindToConfig,
    judge: (contained, { allowed }) => secretVariables(contained, allowed),
  }),
  containerCheck({
    id: 'runtime.secrets-in-arguments',
    area: 'runtime',
    title: 'No secret lies in the arguments of a container',
    severity: 'medium',
    level: 2,
    rationale:
      'Every account of the host reads the arguments of all processes, those in containers too.',
    remedy:
      'Create it anew with the secret in a file, and with the option that names a file in its place. Names that hold no secret: parameter `allowed`.',
    references: ['nist-800-190:4.1.4', 'man:proc_pid_cmdline(5)'],
    tags: ['containers', 'secrets'],
    params: names,
    blind: blindToConfig,
    judge: (contained, { allowed }) => secretOptions(contained, allowed),
  }),
  containerCheck({
    id: 'runtime.port-binding',
    area: 'runtime',
    title: 'Published ports bind to a chosen address',
    severity: 'medium',
    level: 1,
    rationale:
      'Docker opens the port on every network of the host, past the rules of the host’s own firewall: databases that were meant for the machine alone are found from outside within hours.',
    remedy:
      'Create it anew with an address: `-p 127.0.0.1:5432:5432`. Ports meant for everybody: parameter `public`.',
    references: ['cis-docker-1.6:5.14', 'docker-bench:5.14'],
    tags: ['containers', 'network'],
    params: z.strictObject({ public: ports }),
    blind: blindToHost,
    judge: (contained, params) => portBinding(contained, params.public),
  }),
  containerCheck({
    id: 'runtime.privileged-ports',
    area: 'runtime',
    title: 'Containers publish no privileged port but the intended ones',
    severity: 'low',
    level: 2,
    rationale:
      'Clients take what answers on a port below 1024 for a service of the host’s administrator.',
    remedy: 'Publish it on a port from 1024, behind a proxy. Intended ones: parameter `allowed`.',
    references: ['cis-docker-1.6:5.8', 'docker-bench:5.8'],
    tags: ['containers', 'network'],
    params: z.strictObject({ allowed: ports }),
    blind: blindToHost,
    judge: (contained, { allowed }) => privilegedPorts(contained, allowed),
  }),
  ...containerChecks([
    {
      id: 'runtime.sysctls',
      area: 'runtime',
      title: 'Containers set only kernel parameters of their own namespaces',
      severity: 'medium',
      level: 1,
      rationale:
        'Other parameters are the host’s, and route_localnet lets packets from outside reach what listens on loopback only.',
      remedy:
        'Create it anew without `--sysctl` for it (Kubernetes: `securityContext.sysctls`). Service meshes that need route_localnet: waive them by name.',
      references: [
        'kernel-doc:networking/ip-sysctl.rst',
        'kubernetes:tasks/administer-cluster/sysctl-cluster',
      ],
      tags,
      judge: sysctls,
    },
    {
      id: 'runtime.restart-policy',
      area: 'runtime',
      title: 'Restarts of failing containers are bounded',
      severity: 'low',
      level: 2,
      rationale:
        'A container that is started again without end gives an attack as many tries as it needs, and keeps the host busy.',
      remedy:
        '`docker update --restart on-failure:5 NAME`, and the same in what starts it. Services that must come back after a reboot: start them by systemd, or waive them.',
      references: ['cis-docker-1.6:5.15', 'docker-bench:5.15'],
      tags,
      judge: restartPolicy,
    },
    {
      id: 'runtime.log-limits',
      area: 'runtime',
      title: 'Each container has a log that is bounded or sent away',
      severity: 'low',
      level: 1,
      rationale:
        'A log without limit fills the disk of the host; a container without one hides what was done to it.',
      remedy:
        'Create it anew with `--log-opt max-size=10m --log-opt max-file=3`: settings of the daemon hold for new containers only.',
      references: ['cis-docker-1.6:2.13'],
      tags: ['containers', 'logging'],
      judge: logLimits,
    },
    {
      id: 'runtime.shm-size',
      area: 'runtime',
      title: 'Shared memory of containers is bounded',
      severity: 'low',
      level: 2,
      rationale:
        '/dev/shm is memory of the host: a container without a memory limit fills it up to its size.',
      remedy: 'Create it anew with a smaller `--shm-size`.',
      references: [],
      tags: ['containers', 'resources'],
      judge: sharedMemory,
    },
    {
      id: 'runtime.cgroup-parent',
      area: 'runtime',
      title: 'Containers stay in the control group of their engine',
      severity: 'low',
      level: 2,
      rationale:
        'In another group the limits and the accounting that were meant for containers do not hold for it.',
      remedy: 'Create it anew without `--cgroup-parent`, or waive it by name.',
      references: ['cis-docker-1.6:5.25', 'docker-bench:5.25'],
      tags: ['containers', 'resources'],
      judge: cgroupParent,
    },
    {
      id: 'runtime.health-check',
      area: 'runtime',
      title: 'Containers have a health check',
      severity: 'low',
      level: 2,
      rationale: 'A service that hangs, or that was crippled, stays in use until somebody notices.',
      remedy: 'HEALTHCHECK in the Dockerfile, or `--health-cmd`.',
      references: ['cis-docker-1.6:5.27', 'docker-bench:5.27', 'docker-bench:4.6'],
      tags,
      judge: healthCheck,
    },
    {
      id: 'image.tag-latest',
      area: 'image',
      title: 'No running image is referred to by the tag latest or none',
      severity: 'low',
      level: 1,
      rationale: 'Nobody can tell which version runs, nor get the same one back.',
      remedy: 'Name a version or a digest where the container is started.',
      references: [],
      tags: ['images'],
      judge: imageTag,
    },
    {
      id: 'runtime.image-digest',
      area: 'runtime',
      title: 'Containers run images pinned by digest',
      severity: 'low',
      level: 2,
      rationale: 'A tag can be moved to another image by whoever may write to the registry.',
      remedy: 'Start it as NAME@sha256:…, as `docker images --digests` tells.',
      references: ['nist-800-190:4.2.2'],
      tags: ['images'],
      judge: imageDigest,
    },
  ]),
];

export default checks;
