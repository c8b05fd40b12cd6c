import { socketModeChecks } from '../../src/index.ts';

const ROOT =
  'Whoever can connect can start a container with / of the host mounted in it, and so is root.';

/** POSIX access lists are not read: `stat` shows their mask as the permissions of the group. */
export default socketModeChecks([
  {
    id: 'daemon.docker-socket-mode',
    engine: 'docker',
    title: '/run/docker.sock can be opened only by root and the docker group',
    severity: 'critical',
    level: 1,
    paths: ['/run/docker.sock'],
    groups: ['docker'],
    rationale: ROOT,
    remedy:
      'Run `systemctl edit docker.socket`, set SocketMode=0660, SocketUser=root and SocketGroup=docker under [Socket], then `systemctl daemon-reload` and `systemctl restart docker.socket`; until then `chmod 660 /run/docker.sock`.',
    references: [
      'cis-docker-1.6:3.15',
      'cis-docker-1.6:3.16',
      'docker-bench:3.15',
      'docker-bench:3.16',
      'lynis:CONT-8108',
    ],
  },
  {
    id: 'daemon.containerd-socket-mode',
    engine: 'containerd',
    title: 'containerd’s sockets can be opened only by root',
    severity: 'critical',
    level: 1,
    paths: [
      '/run/containerd/containerd.sock',
      '/run/containerd/containerd.sock.ttrpc',
      '/run/docker/containerd/containerd.sock',
      '/run/docker/containerd/containerd.sock.ttrpc',
      '/run/k3s/containerd/containerd.sock',
      '/run/k3s/containerd/containerd.sock.ttrpc',
    ],
    groups: [],
    rationale: ROOT,
    remedy:
      'Take uid and gid out of [grpc] and [ttrpc] in /etc/containerd/config.toml and restart containerd; until then `chown root:root` and `chmod 660` the socket.',
    references: [
      'cis-docker-1.6:3.23',
      'cis-docker-1.6:3.24',
      'docker-bench:3.23',
      'docker-bench:3.24',
    ],
  },
  {
    id: 'daemon.crio-socket-mode',
    engine: 'crio',
    title: '/run/crio/crio.sock can be opened only by root',
    severity: 'critical',
    level: 1,
    paths: ['/run/crio/crio.sock'],
    groups: [],
    rationale: ROOT,
    remedy:
      '`chown root:root /run/crio/crio.sock` and `chmod 660 /run/crio/crio.sock`, then find what changed them: crio makes its socket 0660.',
    references: [],
  },
  {
    id: 'daemon.podman-socket-mode',
    engine: 'podman',
    title: '/run/podman/podman.sock can be opened only by root',
    severity: 'critical',
    level: 1,
    paths: ['/run/podman/podman.sock'],
    groups: [],
    rationale: ROOT,
    remedy:
      'Run `systemctl edit podman.socket`, set SocketMode=0660 and no SocketGroup under [Socket], then `systemctl daemon-reload` and `systemctl restart podman.socket`.',
    references: [],
  },
  {
    id: 'daemon.buildkit-socket-mode',
    engine: 'buildkit',
    title: '/run/buildkit/buildkitd.sock can be opened only by root',
    severity: 'critical',
    level: 1,
    paths: ['/run/buildkit/buildkitd.sock'],
    groups: [],
    rationale:
      'Whoever can connect can have a build run with the rights of buildkitd, which is root.',
    remedy:
      'Take uid and gid out of [grpc] in /etc/buildkit/buildkitd.toml and restart buildkitd; until then `chown root:root` and `chmod 660` the socket.',
    references: [],
  },
  {
    id: 'daemon.cri-dockerd-socket-mode',
    engine: 'docker',
    title: '/run/cri-dockerd.sock can be opened only by root and the docker group',
    severity: 'critical',
    level: 1,
    paths: ['/run/cri-dockerd.sock', '/run/dockershim.sock'],
    groups: ['docker'],
    rationale: ROOT,
    remedy:
      'Run `systemctl edit cri-docker.socket`, set SocketMode=0660, SocketUser=root and SocketGroup=docker under [Socket], then `systemctl daemon-reload` and `systemctl restart cri-docker.socket`.',
    references: [],
  },
  {
    id: 'daemon.plugin-socket-mode',
    engine: 'docker',
    title:
      'Sockets of Docker’s plugins, metrics and swarm can be opened only by root and the docker group',
    severity: 'high',
    level: 1,
    paths: [
      '/run/docker/plugins/*.sock',
      '/run/docker/plugins/*/*.sock',
      '/run/docker/metrics.sock',
      '/run/docker/swarm/control.sock',
    ],
    groups: ['docker'],
    writeOnly: true,
    rationale:
      'Whoever can connect to a plugin speaks to a process of root; over the control socket of swarm it can start services.',
    remedy: '`chmod o-w` the socket, and have the plugin create it with mode 0660.',
    references: [],
  },
]);
