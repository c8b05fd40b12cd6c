import type { Given } from '../../src/testing/check-cases.ts';

interface Running {
  readonly name: string;
  readonly args?: readonly string[];
  readonly pid?: number;
  readonly uid?: number;
  readonly parent?: number;
  /** The id of a container that it runs in. */
  readonly container?: string;
}

/** What the collector prints of a host's daemons; process 1 is always among what it reads. */
export function processes(...list: readonly Running[]): string {
  const marks: string[] = [];
  const status = ['/proc/1/status:Name:\tsystemd', '/proc/1/status:Uid:\t0\t0\t0\t0'];
  for (const { name, args = [], pid = 812, uid = 0, parent = 1, container } of list) {
    if (container !== undefined) marks.push(`mark ${pid} docker-${container}`);
    marks.push(...args.map((arg) => `arg ${pid} ${arg}`), `mark ${pid} ${name}`);
    status.push(
      `/proc/${pid}/status:PPid:\t${parent}`,
      `/proc/${pid}/status:Uid:\t${uid}\t${uid}\t${uid}\t${uid}`,
    );
  }
  return [...marks, ...status].map((line) => `${line}\n`).join('');
}

/** No container daemon runs. */
export const IDLE: Given = { 'processes:': processes() };

/** docker.service of docker-ce (packages of download.docker.com). */
export const DOCKER_CE_UNIT = `[Unit]
Description=Docker Application Container Engine
Requires=docker.socket

[Service]
Type=notify
ExecStart=/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock
LimitNOFILE=infinity
TasksMax=infinity

[Install]
WantedBy=multi-user.target
`;

/** docker.service of docker.io 20.10 (Debian 12), comments left out. */
export const DEBIAN_UNIT = `[Service]
Type=notify
EnvironmentFile=-/etc/default/docker
ExecStart=/usr/sbin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock $DOCKER_OPTS
LimitNOFILE=1048576
`;

/** docker.socket of docker-ce. */
export const DOCKER_SOCKET_UNIT = `[Socket]
ListenStream=/run/docker.sock
SocketMode=0660
SocketUser=root
SocketGroup=docker
`;

export const UNIT_PATH = 'text:/usr/lib/systemd/system/docker.service';
export const JSON_PATH = 'text:/etc/docker/daemon.json';

/** A host with docker-ce that runs, and what daemon.json says. */
export const runningDocker = (json: unknown, ...flags: readonly string[]): Given => ({
  'processes:': processes({
    name: 'dockerd',
    args: [
      '/usr/bin/dockerd',
      '-H',
      'fd://',
      '--containerd=/run/containerd/containerd.sock',
      ...flags,
    ],
  }),
  [UNIT_PATH]: DOCKER_CE_UNIT,
  [JSON_PATH]: `${JSON.stringify(json, null, 2)}\n`,
});

/** A host with docker-ce that does not run. */
export const stoppedDocker = (json: unknown): Given => ({
  ...runningDocker(json),
  ...IDLE,
  ...DOCKERD_PROGRAM,
});

/** dockerd is installed. */
export const DOCKERD_PROGRAM: Given = {
  'stat:/usr/bin/dockerd': '755|0|0|root|root|regular file|99|1700000000|/usr/bin/dockerd\n',
};

/** A line of stat as the collector asks for it. */
export const statLine = (
  path: string,
  mode: string,
  owner = '0:0',
  type = 'regular file',
  modified = 1_700_000_000,
): string => {
  const [uid = '0', gid = '0'] = owner.split(':');
  const name = (id: string) => (id === '0' ? 'root' : (NAMES[id] ?? 'UNKNOWN'));
  return `${mode}|${uid}|${gid}|${name(uid)}|${name(gid)}|${type}|512|${modified}|${path}\n`;
};

const NAMES: Readonly<Record<string, string>> = { '111': 'docker', '1000': 'ada', '998': 'ci' };

/** docker.service of moby-engine (Fedora): the program and its variables are spread over lines. */
export const FEDORA_UNIT = `[Service]
Type=notify
EnvironmentFile=-/etc/sysconfig/docker
EnvironmentFile=-/etc/sysconfig/docker-storage
EnvironmentFile=-/etc/sysconfig/docker-network
ExecStart=/usr/bin/dockerd \\
          --host=fd:// \\
          --exec-opt native.cgroupdriver=systemd \\
          $OPTIONS \\
          $DOCKER_STORAGE_OPTIONS \\
          $DOCKER_NETWORK_OPTIONS \\
          $INSECURE_REGISTRY
LimitNOFILE=1048576
`;

/** docker.service of docker 1.13 (RHEL 7), whose first file of variables is not collected. */
export const RHEL_UNIT = `[Service]
Type=notify
NotifyAccess=main
EnvironmentFile=-/run/containers/registries.conf
EnvironmentFile=-/etc/sysconfig/docker
EnvironmentFile=-/etc/sysconfig/docker-storage
EnvironmentFile=-/etc/sysconfig/docker-network
Environment=GOTRACEBACK=crash
ExecStart=/usr/bin/dockerd-current \\
          --add-runtime docker-runc=/usr/libexec/docker/docker-runc-current \\
          --default-runtime=docker-runc \\
          --exec-opt native.cgroupdriver=systemd \\
          --seccomp-profile=/etc/docker/seccomp.json \\
          $OPTIONS \\
          $DOCKER_STORAGE_OPTIONS \\
          $DOCKER_NETWORK_OPTIONS \\
          $REGISTRIES
`;
