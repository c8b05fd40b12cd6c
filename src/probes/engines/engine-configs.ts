import { type Observation, value } from '../../model/observation.ts';
import { allOf } from '../all-of.ts';
import { type Derived, derived, type Fact } from '../fact.ts';
import { type TomlFile, tomlFile, tomlFiles } from '../files/toml-file.ts';
import type { ConfigLayers } from './config-layers.ts';
import { type EngineName, engine } from './engines.ts';

/** CRI-O's settings, in crio(8)'s order: crio.conf, then everything in crio.conf.d by name. */
export const crioConfig = layeredConfig('crio', [
  tomlFile('/etc/crio/crio.conf'),
  tomlFiles('/etc/crio/crio.conf.d/*'),
]);

/** Root's Podman, in containers.conf(5)'s order. What users set for themselves is not read. */
export const podmanConfig = layeredConfig('podman', [
  tomlFile('/usr/share/containers/containers.conf'),
  tomlFile('/etc/containers/containers.conf'),
  tomlFiles('/etc/containers/containers.conf.d/*.conf'),
]);

export const buildkitConfig = layeredConfig('buildkit', [tomlFile('/etc/buildkit/buildkitd.toml')]);

/** Registries of Podman and CRI-O, in containers-registries.conf(5)'s order. */
export const registriesConfig: Derived<ConfigLayers> = layers('registries', [
  tomlFile('/etc/containers/registries.conf'),
  tomlFiles('/etc/containers/registries.conf.d/*.conf'),
]);

/** Absent when the engine is not on the host; a file that is not there sets nothing. */
function layeredConfig(
  name: EngineName,
  files: readonly Fact<TomlFile | readonly TomlFile[]>[],
): Derived<ConfigLayers> {
  const from = { installed: engine(name), all: layers(name, files) };
  return derived(`config:${name}`, from, ({ installed, all }) =>
    installed.state === 'value' ? all : installed,
  );
}

function layers(
  name: string,
  files: readonly Fact<TomlFile | readonly TomlFile[]>[],
): Derived<ConfigLayers> {
  const from = Object.fromEntries(files.map((file) => [file.key, file]));
  return derived(`layers:${name}`, from, (seen): Observation<ConfigLayers> => {
    const present = allOf(Object.values(seen).map(orNothing));
    return present.state === 'value' ? value(present.value.flat()) : present;
  });
}

const orNothing = (
  seen: Observation<TomlFile | readonly TomlFile[]>,
): Observation<TomlFile | readonly TomlFile[]> => (seen.state === 'absent' ? value([]) : seen);
