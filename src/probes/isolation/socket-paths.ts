/** A daemon whose socket obeys whoever can connect, with the rights of root. */
export interface DaemonSocket {
  /** Of the escape path that it opens. */
  readonly id: string;
  readonly daemon: string;
  readonly paths: readonly string[];
  /** Sockets of this name are the daemon's wherever they lie. */
  readonly file?: RegExp;
  /** What someone who can connect would ask for. */
  readonly request: string;
}

const PRIVILEGED_CONTAINER = 'start a privileged container that mounts the host’s root';

export const DAEMON_SOCKETS: readonly DaemonSocket[] = [
  {
    id: 'docker-socket',
    daemon: 'Docker',
    paths: ['/run/docker.sock'],
    file: /^docker[\w.-]*\.sock$/,
    request: PRIVILEGED_CONTAINER,
  },
  {
    id: 'containerd-socket',
    daemon: 'containerd',
    paths: [
      '/run/containerd/containerd.sock',
      '/run/docker/containerd/containerd.sock',
      '/run/k3s/containerd/containerd.sock',
    ],
    file: /^containerd[\w.-]*\.sock(\.ttrpc)?$/,
    request: PRIVILEGED_CONTAINER,
  },
  {
    id: 'crio-socket',
    daemon: 'CRI-O',
    paths: ['/run/crio/crio.sock'],
    file: /^crio\.sock$/,
    request: PRIVILEGED_CONTAINER,
  },
  {
    id: 'podman-socket',
    daemon: 'Podman',
    paths: ['/run/podman/podman.sock'],
    file: /^podman\.sock$/,
    request: PRIVILEGED_CONTAINER,
  },
  {
    id: 'cri-dockerd-socket',
    daemon: 'cri-dockerd',
    paths: ['/run/cri-dockerd.sock'],
    file: /^(cri-dockerd|dockershim)\.sock$/,
    request: PRIVILEGED_CONTAINER,
  },
  {
    id: 'buildkit-socket',
    daemon: 'BuildKit',
    paths: ['/run/buildkit/buildkitd.sock'],
    file: /^buildkitd\.sock$/,
    request: 'run a build step with the insecure entitlement, which is a privileged container',
  },
  {
    id: 'lxd-socket',
    daemon: 'LXD',
    paths: [
      '/var/lib/lxd/unix.socket',
      '/var/snap/lxd/common/lxd/unix.socket',
      '/var/lib/incus/unix.socket',
    ],
    request: PRIVILEGED_CONTAINER,
  },
  {
    id: 'systemd-socket',
    daemon: 'systemd',
    paths: ['/run/systemd/private'],
    request: 'start a transient unit that runs a command as root',
  },
  {
    id: 'dbus-socket',
    daemon: 'D-Bus',
    paths: ['/run/dbus/system_bus_socket'],
    request: 'have systemd start a transient unit that runs a command as root',
  },
];

export const SOCKET_PATHS: readonly string[] = DAEMON_SOCKETS.flatMap(({ paths }) => paths);
