import {
  containerChecks,
  daemonSockets,
  dangerousDevices,
  propagation,
  readableTrees,
  writablePlaces,
  writableTrees,
} from '../../src/index.ts';

const tags = ['containers', 'mounts'];

/** Told by file system and root of each mount, so that links, renames and parent folders hide nothing. */
export default containerChecks([
  {
    id: 'runtime.engine-socket-mounted',
    area: 'runtime',
    title: 'No container has an engine socket mounted',
    severity: 'critical',
    level: 1,
    rationale:
      'Whoever can connect to the socket starts a privileged container with / of the host in it. A read-only mount does not help: connecting is no write to the file system.',
    remedy:
      'Create it anew without the mount, of a folder that holds the socket as well (/run, /var/run, /). Where the API is needed, put a proxy with an allow list before it, or use an engine without root.',
    references: ['cis-docker-1.6:5.32', 'docker-bench:5.32'],
    tags: ['containers', 'sockets'],
    judge: daemonSockets,
  },
  {
    id: 'runtime.host-mounts-critical',
    area: 'runtime',
    title: 'No container can write to the root, boot, device or kernel trees of the host',
    severity: 'critical',
    level: 1,
    rationale:
      'Root in the container writes a key, a job or a program there, and is root on the host at the next login, boot or timer.',
    remedy:
      'Create it anew with the one file or folder that it needs, read-only where it only reads.',
    references: ['cis-docker-1.6:5.6', 'docker-bench:5.6'],
    tags,
    judge: writableTrees,
  },
  {
    id: 'runtime.host-mounts-readable',
    area: 'runtime',
    title: 'No container can read whole trees of the host that hold secrets',
    severity: 'high',
    level: 1,
    rationale:
      'Read-only is enough for password hashes, SSH and TLS keys, tokens of the cluster and the data of all other containers.',
    remedy: 'Create it anew with the one file or folder that it needs.',
    references: ['cis-docker-1.6:5.6', 'docker-bench:5.6'],
    tags,
    judge: readableTrees,
  },
  {
    id: 'runtime.host-mounts-persistence',
    area: 'runtime',
    title: 'No container can write to places where the host runs code',
    severity: 'critical',
    level: 1,
    rationale:
      'One file in a job, unit, plug-in or key folder is a command that the host runs as root. Such folders lie below the trees that are looked for usually, and so pass unseen.',
    remedy:
      'Create it anew without the mount, or read-only. Installers of network plug-ins need /opt/cni/bin by design: waive them by name.',
    references: ['cis-docker-1.6:5.6', 'docker-bench:5.6'],
    tags,
    judge: writablePlaces,
  },
  {
    id: 'runtime.mount-propagation',
    area: 'runtime',
    title: 'No mount propagates from a container to the host',
    severity: 'medium',
    level: 1,
    rationale:
      'What a container with SYS_ADMIN mounts below a shared mount appears on the host, over its own folders and programs.',
    remedy:
      'Create it anew without `rshared` or `shared` (Kubernetes: `mountPropagation: Bidirectional`). Storage drivers need it by design: waive them by name.',
    references: ['cis-docker-1.6:5.20', 'docker-bench:5.20'],
    tags,
    judge: propagation,
  },
  {
    id: 'runtime.devices',
    area: 'runtime',
    title: 'Containers get only devices that they need',
    severity: 'high',
    level: 1,
    rationale:
      'A raw disk is every file of the host without its permissions, and /dev/mem is the kernel.',
    remedy: 'Create it anew without `--device` for it; mount the folder that it needs instead.',
    references: ['cis-docker-1.6:5.18', 'docker-bench:5.18'],
    tags: ['containers', 'devices'],
    judge: dangerousDevices,
  },
]);
