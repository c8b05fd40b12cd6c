import type { Given, Printed } from '../../src/testing/check-cases.ts';
import { IDLE, processes, statLine } from './daemon-evidence.ts';

const CONTAINERD_TOML = 'text:/etc/containerd/config.toml';
const KUBELET_FILE = 'text:/var/lib/kubelet/config.yaml';

/** kubelet.service as kubeadm leaves it, with the settings file. */
export const withKubelet = (yaml: Printed): Given => ({
  'text:/usr/lib/systemd/system/kubelet.service':
    '[Service]\nExecStart=/usr/bin/kubelet --config=/var/lib/kubelet/config.yaml\n',
  'stat:/usr/bin/kubelet': statLine('/usr/bin/kubelet', '755'),
  [KUBELET_FILE]: yaml,
});

/** containerd as its package starts it, with settings. */
export const withContainerd = (toml: string): Given => ({
  'processes:': processes({ name: 'containerd', pid: 700 }),
  'text:/usr/lib/systemd/system/containerd.service': '[Service]\nExecStart=/usr/bin/containerd\n',
  [CONTAINERD_TOML]: toml,
});

/** Where no containerd is that could be judged by itself. */
export const NO_CONTAINERD = [
  { name: 'no containerd', given: IDLE },
  {
    name: 'a child of dockerd',
    given: {
      'processes:': processes(
        { name: 'dockerd', pid: 5, args: ['dockerd'] },
        { name: 'containerd', pid: 6, parent: 5 },
      ),
    },
  },
];

/** Where its settings cannot be known. */
export const UNTOLD_CONTAINERD = [
  { name: 'no TOML', given: withContainerd('version = ') },
  { name: 'an import that is not collected', given: withContainerd('imports = ["/opt/*.toml"]') },
  {
    name: 'another file',
    given: {
      ...withContainerd(''),
      'text:/usr/lib/systemd/system/containerd.service':
        '[Service]\nExecStart=/usr/bin/containerd --config /opt/c.toml\n',
    },
  },
  {
    name: 'another file, of the process that runs',
    given: {
      ...withContainerd(''),
      'processes:': processes({
        name: 'containerd',
        pid: 700,
        args: ['/usr/bin/containerd', '-c', '/opt/c.toml'],
      }),
    },
  },
  {
    name: 'a containerd that nobody knows, as k3s starts',
    given: { 'processes:': processes({ name: 'containerd', pid: 700, parent: 650 }) },
  },
];

/** CRI-O with its file, and the lines of a drop-in. */
export const withCrio = (toml: string, ...dropIn: readonly string[]): Given => ({
  'processes:': processes({ name: 'crio', pid: 600 }),
  'text:/etc/crio/crio.conf': toml,
  ...(dropIn.length === 0
    ? {}
    : {
        'text:/etc/crio/crio.conf.d/*': dropIn
          .map((line) => `/etc/crio/crio.conf.d/10-crio.conf:${line}\n`)
          .join(''),
      }),
});

const CONTAINERS_CONF = 'text:/etc/containers/containers.conf';

/** Podman, installed and not running, with its file, and the lines of a drop-in. */
export const withPodman = (toml: string, ...dropIn: readonly string[]): Given => ({
  ...IDLE,
  'stat:/usr/bin/podman': statLine('/usr/bin/podman', '755'),
  [CONTAINERS_CONF]: toml,
  ...(dropIn.length === 0
    ? {}
    : {
        'text:/etc/containers/containers.conf.d/*.conf': dropIn
          .map((line) => `/etc/containers/containers.conf.d/50.conf:${line}\n`)
          .join(''),
      }),
});

/** Podman's service as it runs, with its file. */
export const runningPodman = (toml: string): Given => ({
  'processes:': processes({ name: 'podman', args: ['podman', 'system', 'service'] }),
  [CONTAINERS_CONF]: toml,
});
