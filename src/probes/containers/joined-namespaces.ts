import { denied, type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { podOf } from '../isolation/pods.ts';
import { below, isOfKubernetes } from './container-settings.ts';
import { type Container, containers } from './containers.ts';

/** A container that runs in namespaces of another. */
export interface Joined {
  readonly container: string;
  /** `network`, `ipc`, `pid`. */
  readonly kinds: readonly string[];
  /** Name of the other, or its id where it does not run. */
  readonly other: string;
  /** Whether both are said to be of one project; undefined where one of them is of none. */
  readonly sameProject?: boolean;
}

export interface JoinedNamespaces {
  readonly containers: number;
  readonly joined: readonly Joined[];
}

/** Pods of Kubernetes and Podman left out: sharing is what they are. Denied where settings were not read. */
export const joinedNamespaces: Derived<JoinedNamespaces> = derived(
  'joined-namespaces',
  { containers },
  ({ containers: list }): Observation<JoinedNamespaces> => {
    if (list.state !== 'value') return list;
    const blind = list.value.find(
      ({ settings }) => settings?.host === undefined && settings?.task === undefined,
    );
    const joined = list.value.flatMap((one) => joinsOf(one, list.value));
    if (blind !== undefined && !joined.some(({ sameProject: same }) => same === false)) {
      return denied(
        `what the engine of container ${blind.name} keeps was not found, or may not be read`,
      );
    }
    return value({ containers: list.value.length, joined });
  },
);

function joinsOf(one: Container, all: readonly Container[]): readonly Joined[] {
  const { settings = {} } = one;
  if (isOfKubernetes(settings)) return [];
  const kinds = new Map<string, string[]>();
  for (const [kind, id] of [...byMode(one), ...byProcess(one, all)]) {
    if (id !== one.id) kinds.set(id, [...(kinds.get(id) ?? []), kind]);
  }
  return [...kinds].flatMap(([id, shared]) => {
    const other = all.find((candidate) => candidate.id === id);
    if (other !== undefined && podOf(one) !== undefined && podOf(one) === podOf(other)) return [];
    const same = other === undefined ? undefined : sameProject(one, other);
    return [
      {
        container: one.name,
        kinds: shared,
        other: other?.name ?? id.slice(0, 12),
        ...(same === undefined ? {} : { sameProject: same }),
      },
    ];
  });
}

type Join = readonly [kind: string, id: string];

const MODES = { NetworkMode: 'network', IpcMode: 'ipc', PidMode: 'pid' } as const;

/** Docker names the container. */
const byMode = ({ settings }: Container): readonly Join[] =>
  Object.entries(MODES).flatMap(([key, kind]) => {
    const id = /^container:([0-9a-f]{64})$/.exec(String(settings?.host?.values.get(key)))?.[1];
    return id === undefined ? [] : [[kind, id] as const];
  });

/** Podman names a process of the other container. */
function byProcess({ settings }: Container, all: readonly Container[]): readonly Join[] {
  const namespaces = new Map(below(settings?.task, 'linux/namespaces'));
  return [...namespaces].flatMap(([key, path]) => {
    const pid = /^\/proc\/(\d+)\/ns\/(net|ipc|pid)$/.exec(String(path))?.[1];
    const kind = namespaces.get(key.replace('/path', '/type'));
    const other = all.find(({ processes }) => processes.some((one) => one.pid === Number(pid)));
    return other === undefined ? [] : [[String(kind), other.id] as const];
  });
}

const projectOf = ({ settings }: Container): string | undefined => {
  const label = settings?.docker?.values.get('Config/Labels/com.docker.compose.project');
  return label === undefined ? undefined : String(label);
};

function sameProject(one: Container, other: Container): boolean | undefined {
  const [a, b] = [projectOf(one), projectOf(other)];
  return a === undefined || b === undefined ? undefined : a === b;
}
