import { absent, failed, type Observation, value } from '../../model/observation.ts';
import { allOf } from '../all-of.ts';
import { dockerSettings } from '../docker/docker-settings.ts';
import { configValue } from '../engines/config-layers.ts';
import { criSetting } from '../engines/containerd-config.ts';
import { crioConfig, podmanConfig } from '../engines/engine-configs.ts';
import { type Derived, derived } from '../fact.ts';
import { filesText, type TextFile } from '../files/file-text.ts';
import { presentStats } from '../files/present-stats.ts';
import type { FileStat } from '../files/stat.ts';
import { matchesArgument } from '../readers/path-argument.ts';

/** A seccomp profile that an engine or the kubelet gives to containers in place of a built-in one. */
export interface CustomSeccompProfile {
  readonly path: string;
  /** Who names it: `dockerd`, `the kubelet’s folder`. */
  readonly namedBy: string;
  /** Undefined when there is no such file. */
  readonly file?: { readonly stat: FileStat; readonly text: string };
}

/** Where such files lie: a path that settings name cannot be asked for in the same round trip. */
const PLACES = [
  '/etc/containerd/*seccomp*.json',
  '/etc/containers/*seccomp*.json',
  '/etc/crio/*seccomp*.json',
  '/etc/docker/*seccomp*.json',
  '/etc/docker/seccomp/*.json',
  '/usr/share/containers/*seccomp*.json',
  '/var/lib/kubelet/seccomp/*.json',
  '/var/lib/kubelet/seccomp/*/*.json',
] as const;

const placeOf = matchesArgument(PLACES);

const KUBELET = '/var/lib/kubelet/seccomp/';
/** What distributions ship as Podman’s default is no custom profile. */
const SHIPPED = '/usr/share/containers/seccomp.json';

const texts: Derived<readonly TextFile[]> = derived(
  'seccomp-profile-texts:',
  Object.fromEntries(PLACES.map((place) => [place, filesText(place)])),
  (seen: Readonly<Record<string, Observation<readonly TextFile[]>>>) => {
    const all = allOf(Object.values(seen));
    return all.state === 'value' ? value(all.value.flat()) : all;
  },
);

/** Absent when every container gets its engine's own profile. */
export const customSeccompProfiles: Derived<readonly CustomSeccompProfile[]> = derived(
  'seccomp-profiles:custom',
  {
    docker: dockerSettings('seccomp-profile'),
    podman: podmanConfig,
    crio: crioConfig,
    containerd: criSetting('unset_seccomp_profile'),
    texts,
    stats: presentStats(PLACES),
  },
  ({ docker, podman, crio, containerd, texts: files, stats }) => {
    for (const seen of [docker, podman, crio, containerd]) {
      if (seen.state !== 'value' && seen.state !== 'absent') return seen;
    }
    if (files.state !== 'value') return files;
    if (stats.state !== 'value') return stats;
    const sides = docker.state === 'value' ? docker.value.sides : [];
    const podmanLayers = podman.state === 'value' ? podman.value : [];
    const crioLayers = crio.state === 'value' ? crio.value : [];
    const named = [
      ...sides.map(({ settings }) => nameOf('dockerd', settings['seccomp-profile'])),
      nameOf('Podman', configValue(podmanLayers, ['containers', 'seccomp_profile'])?.value),
      nameOf('CRI-O', configValue(crioLayers, ['crio', 'runtime', 'seccomp_profile'])?.value),
      nameOf('containerd', containerd.state === 'value' ? containerd.value.value : undefined),
      ...files.value
        .filter(({ path }) => path.startsWith(KUBELET))
        .map(({ path }) => ({ path, namedBy: 'the kubelet’s folder' })),
    ].flat();
    return profilesOf(named, files.value, stats.value);
  },
);

interface Named {
  readonly path: string;
  readonly namedBy: string;
}

/** A path; words such as `unconfined` and `runtime/default` name no file. */
const nameOf = (namedBy: string, set: unknown): readonly Named[] =>
  typeof set === 'string' && /^(localhost\/+)?\//.test(set) && !set.endsWith(SHIPPED)
    ? [{ path: set.replace(/^localhost\/+(?=\/)|^localhost(?=\/)/, ''), namedBy }]
    : [];

function profilesOf(
  named: readonly Named[],
  files: readonly TextFile[],
  stats: readonly FileStat[],
): Observation<readonly CustomSeccompProfile[]> {
  const byPath = new Map(named.map((one) => [one.path, one]));
  if (byPath.size === 0) return absent('no engine is given a seccomp profile of its own');
  const foreign = named.find(({ path }) => placeOf(path) === undefined);
  if (foreign !== undefined) {
    return failed(`${foreign.path}, named by ${foreign.namedBy}, is not collected`);
  }
  return value(
    [...byPath.values()].map((one) => {
      const text = files.find(({ path }) => path === one.path)?.content;
      const stat = stats.find(({ path }) => path === one.path);
      if (stat === undefined) return one;
      return { ...one, file: { stat, text: text ?? '' } };
    }),
  );
}
