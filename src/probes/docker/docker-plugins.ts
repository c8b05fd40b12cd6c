import { failed, type Observation, value } from '../../model/observation.ts';
import { below } from '../containers/container-settings.ts';
import type { SettingsFile } from '../containers/settings-files.ts';
import { type Derived, derived } from '../fact.ts';
import { allSettingsFiles } from './docker-roots.ts';

/** A plugin that Docker installed out of a registry and runs as a container of root. */
export interface DockerPlugin {
  /** With its tag. */
  readonly name: string;
  readonly enabled: boolean;
  /** What it has of the host, in words. */
  readonly reach: readonly string[];
}

const IS_PLUGIN = /\/plugins\/[^/]+\/config\.json$/;

export const dockerPlugins: Derived<readonly DockerPlugin[]> = derived(
  'docker-plugins',
  { settings: allSettingsFiles },
  ({ settings }): Observation<readonly DockerPlugin[]> => {
    if (settings.state !== 'value') return settings;
    const { files, partial } = settings.value;
    const broken = partial.find((path) => IS_PLUGIN.test(path));
    if (broken !== undefined) return failed('the settings of a plugin were not read to their end');
    return value(files.filter(({ path }) => IS_PLUGIN.test(path)).map(pluginOf));
  },
);

/** By types.Plugin of moby, `plugin` in the file of each. */
function pluginOf(file: SettingsFile): DockerPlugin {
  const config = (key: string) => file.values.get(`plugin/Config/${key}`);
  const capabilities = below(file, 'plugin/Config/Linux/Capabilities').map(([, name]) => `${name}`);
  const mounts = below(file, 'plugin/Settings/Mounts').map(([, source]) => `${source}`);
  return {
    name: String(file.values.get('plugin/Name') ?? 'without a name'),
    enabled: file.values.get('plugin/Enabled') === true,
    reach: [
      ...(config('Network/Type') === 'host' ? ['network of the host'] : []),
      ...(config('PidHost') === true ? ['processes of the host'] : []),
      ...(config('IpcHost') === true ? ['IPC of the host'] : []),
      ...(config('Linux/AllowAllDevices') === true ? ['all devices'] : []),
      ...(capabilities.length === 0 ? [] : [`capabilities ${capabilities.join(' ')}`]),
      ...(mounts.length === 0 ? [] : [`mounts of ${mounts.join(' ')}`]),
    ],
  };
}
