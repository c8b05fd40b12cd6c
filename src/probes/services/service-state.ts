import { type Gap, type Observation, unsupported, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { asCommand } from '../monitoring/running-commands.ts';
import { type BootStart, bootStarts, ownUnits } from '../monitoring/starts-at-boot.ts';
import { isWildcard } from '../network/network-address.ts';
import { activeSockets } from './active-sockets.ts';
import { containersHoldPorts, hostCommands } from './host-commands.ts';
import { type OpenPort, openPorts, portName } from './open-ports.ts';
import { type SuperserverEntry, superserverEntries } from './superserver-entries.ts';

/** How a service shows on a host. Names that could be anything's are left out. */
export interface ServiceTraces {
  readonly processes?: readonly string[];
  /** With their suffix; one that ends in `@` stands for every instance. */
  readonly units?: readonly string[];
  /** Names under which inetd and xinetd offer it. */
  readonly entries?: readonly string[];
  /** Ports that nothing else uses: `tcp/23`. */
  readonly ports?: readonly string[];
  /** Programs that may run, yet not be reached by other machines. */
  readonly kept?: readonly KeptService[];
}

export interface KeptService {
  readonly processes: readonly string[];
  readonly units: readonly string[];
  readonly ports: readonly string[];
  /** It serves networks of virtual machines by their addresses: only all addresses at once are wrong. */
  readonly wildcardOnly?: true;
}

/** A kept service, the name of what runs of it, and a port by which other machines reach it. */
export interface ExposedService {
  readonly name: string;
  readonly port: OpenPort;
}

export interface ServiceState {
  readonly running: readonly string[];
  /** Socket units that wait for clients. */
  readonly waiting: readonly string[];
  readonly starts: readonly BootStart[];
  readonly entries: readonly SuperserverEntry[];
  /** Open ports that are nothing else's, where no container can hold them. */
  readonly ports: readonly OpenPort[];
  readonly exposed: readonly ExposedService[];
  /** Kept services that run where nobody else reaches them. */
  readonly unexposed: readonly string[];
  readonly booted: boolean;
  /** What forbids to say that there is nothing more. */
  readonly blind?: string;
}

/**
 * What a host has of a service. What is found counts even where something else could not be read;
 * nothing found counts only where all was. Of an image that is not booted its links alone decide.
 */
export function serviceState(key: string, traces: ServiceTraces): Derived<ServiceState> {
  return derived(`service-state:${key}`, INPUTS, (seen): Observation<ServiceState> => {
    const state = stateOf(seen, traces);
    const gap = blindness(seen, traces);
    if (gap === undefined) return value(state);
    return isEmpty(state) ? gap : value({ ...state, blind: gap.reason });
  });
}

/** The boot's links, and the one by which systemd's distributions name the display manager to start. */
const serviceStarts: Derived<ReadonlyMap<string, string>> = derived(
  'service-starts',
  { boot: bootStarts, own: ownUnits },
  ({ boot, own }): Observation<ReadonlyMap<string, string>> => {
    if (boot.state !== 'value') return boot;
    if (own.state !== 'value') return own;
    const named = own.value.find(({ path }) => path === DISPLAY_MANAGER);
    return named?.type === 'file'
      ? value(new Map([...boot.value, ['display-manager.service', DISPLAY_MANAGER]]))
      : boot;
  },
);

const DISPLAY_MANAGER = '/etc/systemd/system/display-manager.service';

const INPUTS = {
  commands: hostCommands,
  sockets: activeSockets,
  boot: serviceStarts,
  entries: superserverEntries,
  open: openPorts,
  carried: containersHoldPorts,
};

interface Seen {
  readonly commands: Observation<ReadonlySet<string>>;
  readonly sockets: Observation<ReadonlySet<string>>;
  readonly boot: Observation<ReadonlyMap<string, string>>;
  readonly entries: Observation<readonly SuperserverEntry[]>;
  readonly open: Observation<readonly OpenPort[]>;
  readonly carried: Observation<boolean>;
}

const isEmpty = ({ running, waiting, starts, entries, ports, exposed }: ServiceState): boolean =>
  [running, waiting, starts, entries, ports, exposed].every((found) => found.length === 0);

const orElse = <T>(seen: Observation<T>, other: T): T =>
  seen.state === 'value' ? seen.value : other;

const NO_NAMES: ReadonlySet<string> = new Set();

function stateOf(seen: Seen, traces: ServiceTraces): ServiceState {
  const { processes = [], units = [], entries = [], ports = [], kept = [] } = traces;
  const commands = orElse(seen.commands, NO_NAMES);
  const sockets = orElse(seen.sockets, NO_NAMES);
  const open = orElse(seen.open, []);
  const live = kept.map((one) => ({ one, names: liveNames(one, commands, sockets) }));
  const exposed = live.flatMap(({ one, names: [name] }) =>
    name === undefined ? [] : exposedPorts(one, open).map((port) => ({ name, port })),
  );
  return {
    running: processes.filter((name) => commands.has(asCommand(name))),
    waiting: units.filter((unit) => sockets.has(unit)),
    starts: startsOf(units, orElse(seen.boot, new Map())),
    entries: orElse(seen.entries, []).filter(({ service }) => entries.includes(service)),
    // Where it is not known who holds a port it is no evidence.
    ports: orElse(seen.carried, true) ? [] : open.filter((port) => ports.includes(portName(port))),
    exposed,
    unexposed: live
      .filter(({ one }) => exposedPorts(one, open).length === 0)
      .flatMap(({ names }) => names),
    booted: seen.commands.state !== 'unsupported',
  };
}

const liveNames = (
  { processes, units }: KeptService,
  commands: ReadonlySet<string>,
  sockets: ReadonlySet<string>,
): readonly string[] => [
  ...processes.filter((name) => commands.has(asCommand(name))),
  ...units.filter((unit) => sockets.has(unit)),
];

const exposedPorts = (
  { ports, wildcardOnly }: KeptService,
  open: readonly OpenPort[],
): readonly OpenPort[] =>
  open.filter(
    (port) => ports.includes(portName(port)) && (!wildcardOnly || isWildcard(port.address)),
  );

function startsOf(
  units: readonly string[],
  boot: ReadonlyMap<string, string>,
): readonly BootStart[] {
  return units.flatMap((unit) => {
    const names = unit.endsWith('@')
      ? [...boot.keys()].filter((name) => name.startsWith(unit))
      : [unit];
    return names.flatMap((name) => {
      const link = boot.get(name);
      return link === undefined ? [] : [{ name, link }];
    });
  });
}

/** Only what bears on the answer: ports of a service that is judged by its process do not. */
function blindness(seen: Seen, traces: ServiceTraces): Gap | undefined {
  const { kept = [], ports = [], entries = [] } = traces;
  const booted = seen.commands.state !== 'unsupported';
  const needed: readonly Observation<unknown>[] = [
    seen.boot,
    ...(entries.length > 0 ? [seen.entries] : []),
    ...(booted ? [seen.commands, seen.sockets] : []),
    ...(booted && ports.length + kept.length > 0 ? [seen.open] : []),
  ];
  const gap = needed.find((one): one is Gap => one.state !== 'value');
  return gap ?? unseenReach(seen, kept);
}

/** A service that will start, but does not run, shows no address. */
function unseenReach(seen: Seen, kept: readonly KeptService[]): Gap | undefined {
  const boot = orElse(seen.boot, new Map());
  const commands = orElse(seen.commands, NO_NAMES);
  const sockets = orElse(seen.sockets, NO_NAMES);
  for (const one of kept) {
    const [start] = startsOf(one.units, boot);
    if (start !== undefined && liveNames(one, commands, sockets).length === 0) {
      return unsupported(
        `${start.name} starts at boot, but does not run now: where it will listen cannot be seen`,
      );
    }
  }
  return undefined;
}
