import type { Evidence } from '../../model/evidence.ts';
import { type Observation, value } from '../../model/observation.ts';
import { DAEMON_JSON, daemonJson } from '../../probes/docker/daemon-json.ts';
import { dockerCommand } from '../../probes/docker/docker-command.ts';
import { hostFacts } from '../../probes/host/host-facts.ts';
import { loadedModules } from '../../probes/modules/loaded-modules.ts';
import { installedPackages } from '../../probes/packages/packages.ts';
import { activeSockets } from '../../probes/services/active-sockets.ts';
import { hostCommands } from '../../probes/services/host-commands.ts';
import { openPorts, portName } from '../../probes/services/open-ports.ts';
import { sshdConfig } from '../../probes/ssh/sshd-config.ts';
import { sysctl, sysctlKey } from '../../probes/sysctl/sysctl.ts';
import type { Observer } from '../observe.ts';

export type Facts = ReadonlyMap<string, string>;

/** What of a host can be held beside another's, as names with values. */
export interface Aspect {
  readonly name: string;
  readonly of: (observe: Observer, records: Evidence['records']) => Observation<Facts>;
}

/** Facts that are what an administrator sets; what changes by itself from hour to hour is left out. */
export const ASPECTS: readonly Aspect[] = [
  { name: 'system', of: (observe) => mapped(observe(hostFacts), systemFacts) },
  {
    name: 'packages',
    of: (observe) =>
      mapped(observe(installedPackages), ({ packages }) =>
        gathered(packages.map(({ name, version }) => [name, version])),
      ),
  },
  { name: 'sysctls', of: runningSysctls },
  {
    name: 'sshd',
    of: (observe) =>
      mapped(observe(sshdConfig), ({ settings }) =>
        gathered(
          settings.map(({ keyword, args, match }) => [
            match === undefined ? keyword : `${keyword} (Match ${match})`,
            args.join(' '),
          ]),
        ),
      ),
  },
  {
    name: 'daemon.json',
    of: (observe) =>
      mapped(observe(daemonJson(DAEMON_JSON)), (file) =>
        'problem' in file
          ? new Map([['problem', file.problem]])
          : gathered(Object.entries(file.settings).map(([key, of]) => [key, JSON.stringify(of)])),
      ),
  },
  {
    name: 'dockerd flags',
    of: (observe) =>
      mapped(observe(dockerCommand), ({ running }) =>
        gathered(
          running.flatMap(({ flags }) =>
            Object.entries(flags.values).map(([key, of]) => [key, JSON.stringify(of)] as const),
          ),
        ),
      ),
  },
  {
    name: 'kernel modules',
    of: (observe) => mapped(observe(loadedModules), (all) => present(all.keys())),
  },
  { name: 'sockets of systemd', of: (observe) => mapped(observe(activeSockets), present) },
  { name: 'programs that run', of: (observe) => mapped(observe(hostCommands), commands) },
  {
    name: 'open ports',
    of: (observe) => mapped(observe(openPorts), (ports) => present(ports.map(portName))),
  },
];

/** Counts of containers change with every deployment. */
const systemFacts = ({ containers: _, ...facts }: Readonly<Record<string, string>>): Facts =>
  new Map(Object.entries(facts));

/** What is not there has nothing of it. */
function mapped<T>(seen: Observation<T>, facts: (known: T) => Facts): Observation<Facts> {
  if (seen.state === 'value') return value(facts(seen.value));
  return seen.state === 'absent' ? value(new Map()) : seen;
}

const present = (names: Iterable<string>): Facts =>
  new Map([...names].map((name) => [name, 'present']));

/** Kernel threads and one-off tools come and go: programs are those of services, which end in d. */
const commands = (names: ReadonlySet<string>): Facts =>
  present([...names].filter((name) => /^[\w.-]+d$/.test(name) && !name.startsWith('k')));

/** A name that stands more than once has all its values, in their order. */
function gathered(pairs: readonly (readonly [string, string])[]): Facts {
  const all = new Map<string, string>();
  for (const [name, of] of pairs) {
    const before = all.get(name);
    all.set(name, before === undefined ? of : `${before}, ${of}`);
  }
  return all;
}

const SYSCTL = /^text:\/proc\/sys\/([^*]+)$/;
/** Counters, names and random numbers. */
const LIVELY =
  /^(kernel\/(random|hostname|domainname|osrelease|version|ns_last_pid|pty\/nr)|fs\/(file-nr|inode-|dentry-state|aio-nr|quota)|net\/netfilter\/nf_conntrack_count)/;

/** All that were read, whichever check asked. */
function runningSysctls(observe: Observer, records: Evidence['records']): Observation<Facts> {
  const all = new Map<string, string>();
  for (const reading of Object.keys(records)) {
    const name = SYSCTL.exec(reading)?.[1];
    if (name === undefined || LIVELY.test(name)) continue;
    const key = sysctlKey(name);
    const seen = observe(sysctl(key));
    if (seen.state === 'value') all.set(key, seen.value);
    if (seen.state === 'absent') all.set(key, 'absent');
  }
  return value(all);
}
