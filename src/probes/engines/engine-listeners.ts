import { absent, type Gap, type Observation, value } from '../../model/observation.ts';
import { type DockerCommand, dockerCommand } from '../docker/docker-command.ts';
import { type DockerSettings, readDockerSettings } from '../docker/docker-setting-shapes.ts';
import { type DockerView, dockerSettings } from '../docker/docker-settings.ts';
import { type Derived, derived } from '../fact.ts';
import { settingList, type Unit, unit } from '../systemd/units.ts';
import { type ConfigLayers, configList, configValue } from './config-layers.ts';
import type { DaemonProcess } from './daemon-processes.ts';
import { buildkitConfig } from './engine-configs.ts';
import { type Engine, engine } from './engines.ts';

/** A TCP address on which an engine takes commands, as it was told. */
export interface EngineListener {
  readonly daemon: string;
  /** As written: `tcp://0.0.0.0:2375`, `2375`. */
  readonly address: string;
  /** What a mismatch's subject ends with; empty for the daemon as it runs. */
  readonly label: string;
  readonly tls: 'clients verified' | 'clients not verified' | 'no TLS';
}

/**
 * Where Docker, Podman and BuildKit listen on TCP, by their settings, command lines and socket units.
 * Absent when none of them is on the host.
 */
export const engineListeners: Derived<readonly EngineListener[]> = derived(
  'engine-listeners:',
  {
    docker: dockerSettings('hosts', 'tls', 'tlsverify'),
    command: dockerCommand,
    dockerSocket: unit('docker.socket'),
    podman: engine('podman'),
    podmanSocket: unit('podman.socket'),
    buildkit: engine('buildkit'),
    buildkitToml: buildkitConfig,
  },
  (seen): Observation<readonly EngineListener[]> => {
    // Where dockerd runs for users alone its files are not read: its command line is.
    const rootlessOnly = seen.docker.state === 'unsupported' && seen.command.state === 'value';
    const { docker: told, ...rest } = seen;
    const blind = Object.values(rootlessOnly ? rest : seen).find(isBlind);
    if (blind !== undefined) return blind;
    const docker = rootlessOnly ? absent('no dockerd of root') : told;
    const { command, dockerSocket, podman, podmanSocket, buildkit, buildkitToml } = seen;
    if ([command, podman, buildkit].every(({ state }) => state === 'absent')) {
      return absent('neither Docker nor Podman nor BuildKit is on this host');
    }
    return value([
      ...ofDocker(present(docker), present(dockerSocket)),
      ...ofRootless(present(command)),
      ...ofPodman(present(podman), present(podmanSocket)),
      ...ofBuildkit(present(buildkit), present(buildkitToml)),
    ]);
  },
);

const isBlind = (seen: Observation<unknown>): seen is Gap =>
  seen.state !== 'value' && seen.state !== 'absent';

const present = <T>(seen: Observation<T>): T | undefined =>
  seen.state === 'value' ? seen.value : undefined;

type Tls = EngineListener['tls'];

/** `tls` alone encrypts, and lets every client in. */
const dockerTls = ({ tls, tlsverify }: Pick<DockerSettings, 'tls' | 'tlsverify'>): Tls => {
  if (tlsverify === true) return 'clients verified';
  return tls === true ? 'clients not verified' : 'no TLS';
};

/** Without a scheme dockerd takes an address as tcp. */
const tcpHosts = (hosts: readonly string[] = []): readonly string[] =>
  hosts.filter((host) => /^tcp:/i.test(host) || (host !== '' && !host.includes('://')));

function ofDocker(
  view: DockerView<'hosts' | 'tls' | 'tlsverify'> | undefined,
  socket: Unit | undefined,
): readonly EngineListener[] {
  if (view === undefined) return [];
  const [first] = view.sides;
  const own = view.sides.flatMap(({ label, settings }) =>
    tcpHosts(settings.hosts).map((address) => ({
      daemon: 'dockerd',
      address,
      label,
      tls: dockerTls(settings),
    })),
  );
  const activated = socketAddresses(socket).map((address) => ({
    daemon: 'docker.socket',
    address,
    label: '',
    tls: dockerTls(first?.settings ?? {}),
  }));
  return [...own, ...activated];
}

/** Addresses of a socket unit that are on the network: a port, or an address and a port. */
const socketAddresses = (of: Unit | undefined): readonly string[] =>
  of === undefined || of.masked
    ? []
    : settingList(of, 'Socket.ListenStream')
        .map((setting) => setting.value)
        .filter((address) => /^\d+$|^[^/@].*:\d+$/.test(address) && !/^vsock:/.test(address));

const ofRootless = (command: DockerCommand | undefined): readonly EngineListener[] =>
  (command?.rootless ?? []).flatMap(({ uid, flags }) => {
    const read = readDockerSettings(flags.values);
    const settings = 'settings' in read ? read.settings : {};
    return tcpHosts(settings.hosts).map((address) => ({
      daemon: `dockerd of user ${uid}`,
      address,
      label: '',
      tls: dockerTls(settings),
    }));
  });

/** `podman system service [options] [URI]` */
function ofPodman(of: Engine | undefined, socket: Unit | undefined): readonly EngineListener[] {
  const served = (of?.processes ?? []).flatMap(({ args, uid }) => {
    if (!args.includes('system') || !args.includes('service')) return [];
    return args
      .filter((arg) => /^tcp:/i.test(arg))
      .map((address) => ({
        daemon: uid === 0 ? 'podman' : `podman of user ${uid}`,
        address,
        label: '',
        tls: podmanTls(args),
      }));
  });
  const activated = socketAddresses(socket).map((address) => ({
    daemon: 'podman.socket',
    address,
    label: '',
    tls: 'no TLS' as const,
  }));
  return [...served, ...activated];
}

function podmanTls(args: readonly string[]): Tls {
  if (hasFlag(args, 'tls-client-ca')) return 'clients verified';
  return hasFlag(args, 'tls-cert') ? 'clients not verified' : 'no TLS';
}

function ofBuildkit(
  of: Engine | undefined,
  layers: ConfigLayers | undefined,
): readonly EngineListener[] {
  const told = layers ?? [];
  const ca = configValue(told, ['grpc', 'tls', 'ca']) !== undefined;
  const cert = configValue(told, ['grpc', 'tls', 'cert']) !== undefined;
  const inFile = configList(told, ['grpc', 'address']);
  const processes = of?.processes ?? [];
  const started = processes.flatMap((process) =>
    flagValues(process, 'addr').map((address) => ({ address, args: process.args })),
  );
  // An address on the command line takes the place of those in the file.
  const all = started.length > 0 ? started : inFile.map((address) => ({ address, args: [] }));
  return all
    .filter(({ address }) => /^tcp:/i.test(address))
    .map(({ address, args }) => ({
      daemon: 'buildkitd',
      address,
      label: '',
      tls: buildkitTls(ca || hasFlag(args, 'tlscacert'), cert || hasFlag(args, 'tlscert')),
    }));
}

function buildkitTls(verifies: boolean, encrypts: boolean): Tls {
  if (verifies) return 'clients verified';
  return encrypts ? 'clients not verified' : 'no TLS';
}

const hasFlag = (args: readonly string[], name: string): boolean =>
  args.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));

const flagValues = ({ args }: DaemonProcess, name: string): readonly string[] =>
  args.flatMap((arg, at) => {
    if (arg === `--${name}`) return args[at + 1] ?? [];
    return arg.startsWith(`--${name}=`) ? arg.slice(name.length + 3) : [];
  });
