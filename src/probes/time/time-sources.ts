import { type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { type TimeConfig, type TimeDirective, timeConfig } from './time-config.ts';
import type { TimeDaemonName } from './time-daemons.ts';

/** Where a daemon takes the time from. */
export interface TimeSource {
  /** `reference` is a clock of this machine or of its hypervisor. */
  readonly kind: 'server' | 'pool' | 'reference';
  /** `pool.ntp.org`, `PHC /dev/ptp0`. */
  readonly name: string;
  /** How many servers it may become. */
  readonly servers: number;
  /** In lower case. */
  readonly options: readonly string[];
}

export interface TimeSources {
  readonly daemon: TimeDaemonName;
  readonly path: string;
  readonly sources: readonly TimeSource[];
  /** Servers that are built into the program stand in for those that nobody named. */
  readonly builtIn: boolean;
  /** A line that may name a server, and is not understood. */
  readonly unclear?: string;
}

/** By configuration, whether they answer or not. */
export const timeSources: Derived<TimeSources> = derived(
  'time-sources',
  { config: timeConfig },
  ({ config }): Observation<TimeSources> => {
    if (config.state !== 'value') return config;
    const { daemon, path, directives, unclear } = config.value;
    if (daemon === 'timesyncd') return value(ofTimesyncd(config.value));
    const sources = directives.flatMap((line) => sourceOf(line) ?? []);
    return value({
      daemon,
      path,
      sources,
      builtIn: false,
      ...(unclear === undefined ? {} : { unclear }),
    });
  },
);

/** Addresses at which clouds offer the clock of the hypervisor, on the machine itself. */
const OF_THE_HYPERVISOR =
  /^(169\.254\.169\.123|fd00:ec2::123|169\.254\.169\.254|metadata(\.google\.internal)?)$/i;

/** Servers that chrony makes of a pool where it is not told how many (chrony.conf(5), maxsources). */
const POOL_SERVERS = 4;

function sourceOf({ name, words }: TimeDirective): TimeSource | undefined {
  const [address = '', ...rest] = words.filter((word) => !/^-[46]$/.test(word));
  const options = rest.map((word) => word.toLowerCase());
  if (name === 'refclock' || name === 'sensor') {
    return { kind: 'reference', name: `${address} ${rest[0] ?? ''}`.trim(), servers: 1, options };
  }
  if (name === 'pool' || name === 'servers') {
    const most = Number(optionValue(options, 'maxsources') ?? POOL_SERVERS);
    const servers = Number.isInteger(most) ? most : POOL_SERVERS;
    return { kind: 'pool', name: address, servers, options };
  }
  return name === 'server' || name === 'peer' ? serverOf(address, options) : undefined;
}

/** To ntpd 127.127.0.0/16 are drivers of clocks; 127.127.1.x is the machine's own, which tells nothing. */
function serverOf(name: string, options: readonly string[]): TimeSource | undefined {
  if (/^127\.127\.1\./.test(name)) return undefined;
  const kind = OF_THE_HYPERVISOR.test(name) || /^127\.127\./.test(name) ? 'reference' : 'server';
  return { kind, name, servers: 1, options };
}

/** What follows a word: `maxpoll 10`. */
export function optionValue(options: readonly string[], name: string): string | undefined {
  const at = options.indexOf(name);
  return at === -1 ? undefined : options[at + 1];
}

function ofTimesyncd({ daemon, path, directives }: TimeConfig): TimeSources {
  const listed = (name: string): readonly string[] | undefined => {
    const all = directives.filter((line) => line.name === name);
    if (all.length === 0) return undefined;
    const reset = all.findLastIndex(({ words }) => words.length === 0);
    return all.slice(reset + 1).flatMap(({ words }) => words);
  };
  const fallback = listed('fallbackntp');
  const named = [...(listed('ntp') ?? []), ...(fallback ?? [])];
  return {
    daemon,
    path,
    sources: named.map((name) => ({ kind: 'server', name, servers: 1, options: [] })),
    builtIn: fallback === undefined,
  };
}
