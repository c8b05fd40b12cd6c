import { denied, type Observation, value } from '../../model/observation.ts';
import { isBlind } from '../all-of.ts';
import { readDockerSettings } from '../docker/docker-setting-shapes.ts';
import { type Derived, derived } from '../fact.ts';
import { filesText, type TextFile } from '../files/file-text.ts';
import { type FileStat, stats } from '../files/stat.ts';
import { type TomlFile, tomlFiles } from '../files/toml-file.ts';
import { ownProcess } from '../host/own-process.ts';
import { environmentOf } from '../systemd/exec-start.ts';
import { parseUnitFile } from '../systemd/unit-files.ts';

/** Settings of engines that accounts run for themselves, in homes below /home. */
export interface UserEngines {
  readonly docker: readonly UserDocker[];
  /** Variables that the users' units give to dockerd, by the home's path. */
  readonly variables: readonly UserVariables[];
  readonly containersConf: readonly TomlFile[];
  readonly registries: readonly TomlFile[];
  readonly policies: readonly TextFile[];
  /** Folders of images and layers. */
  readonly storage: readonly FileStat[];
}

interface UserDocker {
  readonly path: string;
  readonly hosts: readonly string[];
  readonly insecureRegistries: readonly string[];
}

interface UserVariables {
  readonly path: string;
  readonly environment: ReadonlyMap<string, string>;
}

const CONFIG = '/home/*/.config';
const SHARE = '/home/*/.local/share';

/**
 * Files of settings hold no secrets but those that are hidden on the host; files of credentials are never
 * read, and layers not looked into. Only root is sure to see every home: for others nothing is no answer.
 */
export const userEngines: Derived<UserEngines> = derived(
  'user-engines',
  {
    self: ownProcess,
    homes: stats('/home/*'),
    docker: filesText(`${CONFIG}/docker/daemon.json`),
    unit: filesText(`${CONFIG}/systemd/user/docker.service`),
    dropIns: filesText(`${CONFIG}/systemd/user/docker.service.d/*.conf`),
    containersConf: tomlFiles(`${CONFIG}/containers/containers.conf`),
    registries: tomlFiles(`${CONFIG}/containers/registries.conf`),
    policies: filesText(`${CONFIG}/containers/policy.json`),
    dockerStorage: stats(`${SHARE}/docker`),
    podmanStorage: stats(`${SHARE}/containers/storage`),
  },
  (seen): Observation<UserEngines> => {
    const { self, homes } = seen;
    const blind = Object.values(seen).find(isBlind);
    if (blind !== undefined) return blind;
    const uid = self.state === 'value' ? self.value.uid : 0;
    if (uid !== 0 && listed(homes).length > 0) {
      return denied('looking into the homes of others needs more privilege');
    }
    return value({
      docker: listed(seen.docker).flatMap(dockerOf),
      variables: [...listed(seen.unit), ...listed(seen.dropIns)].map(variablesOf),
      containersConf: listed(seen.containersConf),
      registries: listed(seen.registries),
      policies: listed(seen.policies),
      storage: [...listed(seen.dockerStorage), ...listed(seen.podmanStorage)],
    });
  },
);

const listed = <T>(seen: Observation<readonly T[]>): readonly T[] =>
  seen.state === 'value' ? seen.value : [];

/** dockerd does not start with a file that is broken. */
function dockerOf({ path, content }: TextFile): readonly UserDocker[] {
  const read = readDockerSettings(jsonObject(content) ?? {});
  if ('problem' in read) return [];
  const { hosts = [], 'insecure-registries': insecureRegistries = [] } = read.settings;
  return [{ path, hosts, insecureRegistries }];
}

/** A JSON object; undefined for anything else. */
export function jsonObject(content: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const read: unknown = JSON.parse(content);
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? { ...read }
      : undefined;
  } catch {
    return undefined;
  }
}

const variablesOf = (file: TextFile): UserVariables => ({
  path: file.path,
  environment: environmentOf(
    parseUnitFile(file)
      .filter(({ key }) => key === 'Service.Environment')
      .map((setting) => setting.value),
  ),
});
