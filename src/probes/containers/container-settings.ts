import type { Setting, SettingsFile } from './settings-files.ts';

/** What engines keep of one container. What could not be found or read is absent. */
export interface ContainerSettings {
  /** config.v2.json of Docker. */
  readonly docker?: SettingsFile;
  /** hostconfig.json of Docker. */
  readonly host?: SettingsFile;
  /** config.json of the OCI runtime, by containerd, Podman and CRI-O. */
  readonly task?: SettingsFile;
}

const PLACE =
  /\/([0-9a-f]{64})\/(?:(config\.v2\.json)|(hostconfig\.json)|(?:userdata\/)?(config\.json))$/;

/** By id of the container. */
export function settingsById(
  files: readonly SettingsFile[],
): ReadonlyMap<string, ContainerSettings> {
  const all = new Map<string, ContainerSettings>();
  for (const file of files) {
    const [, id, docker, host, task] = PLACE.exec(file.path) ?? [];
    if (id === undefined || speaksForAnother(file, all.get(id))) continue;
    all.set(id, {
      ...all.get(id),
      ...(docker === undefined ? {} : { docker: file }),
      ...(host === undefined ? {} : { host: file }),
      ...(task === undefined ? {} : { task: file }),
    });
  }
  return all;
}

/** Accounts write what they want in their homes, also under the id of somebody else's container. */
const speaksForAnother = (
  { path }: SettingsFile,
  { docker, host, task }: ContainerSettings = {},
): boolean =>
  [docker, host, task].some((known) => known !== undefined && homeOf(known.path) !== homeOf(path));

/** The home that a file of an engine without root lies in; empty for root's engines. */
export const homeOf = (path: string): string =>
  /^(.*)\/\.local\/share\/(docker|containers)\//.exec(path)?.[1] ?? '';

/** Values of a list or a map, by what stands below its key. */
export function below(
  file: SettingsFile | undefined,
  key: string,
): readonly (readonly [string, Setting])[] {
  const head = `${key}/`;
  return [...(file?.values ?? [])].flatMap(([path, setting]) =>
    path.startsWith(head) ? [[path.slice(head.length), setting] as const] : [],
  );
}

/** A port of the host that leads into a container. */
export interface PublishedPort {
  /** As the engine has it: `5432/tcp`. */
  readonly inside: string;
  /** Empty for every address, unless the daemon has another default. */
  readonly address: string;
  /** Undefined where the engine chooses one. */
  readonly port?: number;
}

/** As they are in force; of a container that has none yet, as they were asked for. Docker only. */
export function publishedPorts({ docker, host }: ContainerSettings): readonly PublishedPort[] {
  const actual = portsOf(below(docker, 'NetworkSettings/Ports'));
  const mode = host?.values.get('NetworkMode');
  const hasOwn = !/^(host|none|container:.*)$/.test(String(mode));
  return actual.length > 0 || !hasOwn ? actual : portsOf(below(host, 'PortBindings'));
}

function portsOf(entries: readonly (readonly [string, Setting])[]): readonly PublishedPort[] {
  const ports = new Map<string, { address: string; port?: number }>();
  for (const [path, setting] of entries) {
    const [, binding, field] = /^(.+\/\d+)\/(HostIp|HostPort)$/.exec(path) ?? [];
    if (binding === undefined) continue;
    const known = ports.get(binding) ?? { address: '' };
    if (field === 'HostIp') known.address = String(setting);
    else if (/^\d{1,5}$/.test(String(setting))) known.port = Number(setting);
    ports.set(binding, known);
  }
  return [...ports].map(([binding, one]) => ({ inside: binding.replace(/\/\d+$/, ''), ...one }));
}

/** Kernel parameters that were asked for, whatever the engine. */
export const sysctlsOf = ({ host, task }: ContainerSettings): ReadonlyMap<string, Setting> =>
  new Map([...below(task, 'linux/sysctl'), ...below(host, 'Sysctls')]);

/** Whether Kubernetes made it, through containerd or CRI-O. */
export const isOfKubernetes = ({ task }: ContainerSettings): boolean =>
  below(task, 'annotations').some(([key]) => key.startsWith('io.kubernetes.cri'));
