import { absent, type Gap, type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { type FileStat, stat } from '../files/stat.ts';
import type { Daemon } from '../readers/processes.ts';
import { type DaemonProcess, daemons, ofHost } from './daemon-processes.ts';

/** What shows that an engine is on the host. */
export interface Engine {
  readonly name: string;
  /** The first thing found: `/usr/bin/dockerd`, `process dockerd`. */
  readonly found: string;
  /** Its processes on the host, those in containers left out. */
  readonly processes: readonly DaemonProcess[];
}

interface Traces {
  /** As a sentence calls it. */
  readonly title: string;
  readonly process: Daemon;
  readonly paths: readonly string[];
}

const programs = (name: string): readonly string[] =>
  ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin'].map((dir) => `${dir}/${name}`);

const ENGINES = {
  docker: {
    title: 'Docker',
    process: 'dockerd',
    paths: [...programs('dockerd'), '/run/docker.sock', '/etc/docker/daemon.json'],
  },
  containerd: {
    title: 'containerd',
    process: 'containerd',
    paths: [
      ...programs('containerd'),
      '/run/containerd/containerd.sock',
      '/run/k3s/containerd/containerd.sock',
      '/etc/containerd/config.toml',
    ],
  },
  crio: {
    title: 'CRI-O',
    process: 'crio',
    paths: [...programs('crio'), '/run/crio/crio.sock', '/etc/crio/crio.conf'],
  },
  podman: {
    title: 'Podman',
    process: 'podman',
    paths: [...programs('podman'), '/run/podman/podman.sock'],
  },
  buildkit: {
    title: 'BuildKit',
    process: 'buildkitd',
    paths: [
      ...programs('buildkitd'),
      '/run/buildkit/buildkitd.sock',
      '/etc/buildkit/buildkitd.toml',
    ],
  },
  kubelet: {
    title: 'kubelet',
    process: 'kubelet',
    paths: [...programs('kubelet'), '/var/lib/kubelet/config.yaml'],
  },
} as const satisfies Readonly<Record<string, Traces>>;

export type EngineName = keyof typeof ENGINES;

/**
 * That an engine runs or is installed, by process, program, socket and settings file.
 * Absent only when every one of them could be looked for; one that was found is enough.
 */
export function engine(name: EngineName): Derived<Engine> {
  const { title, process, paths }: Traces = ENGINES[name];
  const traces = anyOf(name, paths);
  return derived(`engine:${name}`, { daemons, traces }, ({ daemons: list, traces: files }) => {
    const running = list.state === 'value' ? ofHost(list.value, process) : [];
    const first = running[0];
    const found = first === undefined ? undefined : `process ${first.name}`;
    if (files.state === 'value') {
      return blindTo(list) ?? value({ name: title, found: files.value, processes: running });
    }
    if (found !== undefined) return value({ name: title, found, processes: running });
    if (files.state !== 'absent') return files;
    return blindTo(list) ?? absent(`${title} is not on this host: no process, program or socket`);
  });
}

/** An image that is not booted has no processes, and needs none for an answer. */
const blindTo = (list: Observation<unknown>): Gap | undefined =>
  list.state === 'value' || list.state === 'unsupported' ? undefined : list;

/** The first of some paths that is there. */
function anyOf(name: string, paths: readonly string[]): Derived<string> {
  const from = Object.fromEntries(paths.map((path) => [path, stat(path)]));
  return derived(
    `traces:${name}`,
    from,
    (seen: Readonly<Record<string, Observation<FileStat>>>) => {
      const all = Object.entries(seen);
      const found = all.find(([, one]) => one.state === 'value');
      if (found !== undefined) return value(found[0]);
      // An image that is not booted has no sockets, and needs none for an answer.
      const blind = all.find(([, one]) => one.state !== 'absent' && one.state !== 'unsupported');
      return blind?.[1].state === 'value' || blind === undefined
        ? absent(`none of ${paths.join(', ')} is there`)
        : blind[1];
    },
  );
}
