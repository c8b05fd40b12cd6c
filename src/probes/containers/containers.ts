import { type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import {
  type EngineKind,
  type NamedContainer,
  containerNames as names,
} from './container-names.ts';
import {
  type ContainerProcesses,
  containerProcesses,
  type ProcessTable,
} from './container-processes.ts';
import { type ContainerSettings, settingsById } from './container-settings.ts';
import { type Setting, settingsFiles } from './settings-files.ts';

/** A running container: what /proc shows of it, and what its engine calls it. */
export interface Container extends ContainerProcesses {
  /** As the engine names it, else the first digits of its id. No two are called the same. */
  readonly name: string;
  readonly engine: EngineKind | 'unknown';
  readonly image?: string;
  /** Holds the namespaces of a Kubernetes pod and runs nothing but `pause`. */
  readonly sandbox: boolean;
  /** Its Docker daemon maps the root of containers to another user. */
  readonly remappedDaemon: boolean;
  /** What its engine keeps of it; absent where that was not found or may not be read. */
  readonly settings?: ContainerSettings;
}

/** Every container that runs, whatever the engine, sorted by name. None is an empty list. */
export const containers: Derived<readonly Container[]> = derived(
  'containers',
  { table: containerProcesses, names, settings: settingsFiles },
  ({ table, names: known, settings }): Observation<readonly Container[]> =>
    table.state === 'value'
      ? value(
          named(
            table.value,
            known.state === 'value' ? known.value : new Map(),
            settingsById(settings.state === 'value' ? settings.value.files : []),
          ),
        )
      : table,
);

function named(
  { containers: list }: ProcessTable,
  known: ReadonlyMap<string, NamedContainer>,
  kept: ReadonlyMap<string, ContainerSettings>,
): readonly Container[] {
  const all = list.map((one): Container => {
    const { name, image, engine, sandbox, remapped } = known.get(one.id) ?? {};
    const settings = kept.get(one.id);
    return {
      ...one,
      name: name ?? ownName(settings) ?? one.id.slice(0, 12),
      engine: engineOf(one.cgroup) ?? engine ?? 'unknown',
      ...imageOf(image ?? settings?.docker?.values.get('Config/Image')),
      sandbox: sandbox ?? false,
      remappedDaemon: remapped ?? false,
      ...(settings === undefined ? {} : { settings }),
    };
  });
  return all
    .map((one) =>
      isTaken(one, all) ? { ...one, name: `${one.name} ${one.id.slice(0, 12)}` } : one,
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Docker's, where its data lies elsewhere than usual. */
const ownName = (settings: ContainerSettings | undefined): string | undefined =>
  /^\/(.+)$/.exec(String(settings?.docker?.values.get('Name') ?? ''))?.[1];

const imageOf = (image: Setting | undefined): Pick<Container, 'image'> =>
  typeof image === 'string' && image !== '' ? { image } : {};

const isTaken = ({ id, name }: Container, all: readonly Container[]): boolean =>
  all.some((other) => other.id !== id && other.name === name);

/** The name that each engine gives to the cgroup of a container, before its id. */
const BY_CGROUP: readonly (readonly [RegExp, EngineKind])[] = [
  [/(\/docker\/|\/docker-)$/, 'docker'],
  [/(libpod-|libpod-payload-)$/, 'podman'],
  [/crio-$/, 'cri-o'],
  [/(cri-containerd-|nerdctl-|\/default\/|\/k8s\.io\/)$/, 'containerd'],
];

function engineOf(cgroup: string): EngineKind | undefined {
  if (cgroup.startsWith('/conmon')) return 'podman';
  const before = cgroup.slice(0, -64);
  return BY_CGROUP.find(([pattern]) => pattern.test(before))?.[1];
}
