import { denied, failed, type Observation, unsupported, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import type { RawOutput } from '../reader.ts';
import { packetFilter as reader } from '../readers/packet-filter.ts';
import { type FilterChain, type FilterRule, nftChains, savedChains } from './filter-rules.ts';

/** Every chain of the network namespace that process 1's host uses. */
export interface PacketFilter {
  readonly chains: readonly FilterChain[];
  readonly byName: ReadonlyMap<string, FilterChain>;
}

export const packetFilter: Probe<PacketFilter> = {
  key: 'packet-filter:',
  reading: { reader, arg: '' },
  parse: parsePacketFilter,
};

interface Section {
  readonly name: string;
  readonly lines: string[];
  status?: number;
}

/** What the reader says outside of lists. */
const NOTES: readonly string[] = [
  'tables closed',
  'nf_tables absent',
  'nf_tables toolless',
  'nf_tables unknown',
];

function parsePacketFilter({ stdout, stderr }: RawOutput): Observation<PacketFilter> {
  const { sections, notes } = sectionsOf(stdout);
  if (notes.length + sections.length === 0) return failed('the packet filter was not listed');
  const foreign = notes.find((note) => !NOTES.includes(note));
  if (foreign !== undefined) {
    return failed(`no list of the packet filter: ${visibleLine(foreign, 200)}`);
  }
  const closed = notes.includes('tables closed');
  const refused = /Operation not permitted|Permission denied|must be root/.test(stderr);
  if (closed || refused) return denied('the rules of the packet filter need more privilege');
  const broken = sections.find(({ status }) => status !== 0);
  if (broken !== undefined) {
    const words = visibleLine(stderr.split('\n')[0] ?? '', 200);
    return failed(`listing the rules of ${broken.name} did not end well: ${words}`);
  }
  if (notes.includes('nf_tables toolless')) {
    return unsupported('the host has neither nft nor iptables-save to list its packet filter');
  }
  if (notes.includes('nf_tables unknown')) {
    return unsupported('whether the kernel has nf_tables could not be told without loading it');
  }
  const chains = sections.flatMap(chainsOf);
  return value({
    chains,
    byName: new Map(chains.map((chain) => [keyOf(chain, chain.name), chain])),
  });
}

function sectionsOf(stdout: string): { sections: readonly Section[]; notes: readonly string[] } {
  const sections: Section[] = [];
  const notes: string[] = [];
  let open: Section | undefined;
  for (const line of stdout.split('\n')) {
    const [, word, rest = ''] = /^(section|status) (\w+)$/.exec(line) ?? [];
    if (word === 'section') {
      open = { name: rest, lines: [] };
      sections.push(open);
    } else if (open === undefined) notes.push(...(line === '' ? [] : [line]));
    else if (word === 'status') {
      open.status = Number(rest);
      open = undefined;
    } else open.lines.push(line);
  }
  return { sections, notes };
}

function chainsOf({ name, lines }: Section): readonly FilterChain[] {
  if (name === 'nft') return nftChains(lines);
  return savedChains(lines, name.includes('6') ? 'ip6' : 'ip', name.startsWith('legacy'));
}

export type IpFamily = 'ip' | 'ip6';

/** Base chains at a hook that see packets of a family. */
export const chainsAt = (
  { chains }: PacketFilter,
  hook: 'input' | 'forward',
  family: IpFamily,
): readonly FilterChain[] =>
  chains.filter((one) => one.hook === hook && (one.family === family || one.family === 'inet'));

const keyOf = ({ family, table, legacy }: FilterChain, name: string): string =>
  `${family} ${table} ${legacy} ${name}`;

/** Another chain of the same table. */
const chainNamed = (
  filter: PacketFilter,
  of: FilterChain,
  name: string | undefined,
): FilterChain | undefined => (name === undefined ? undefined : filter.byName.get(keyOf(of, name)));

type Fate = 'accept' | 'deny' | undefined;

/** What befalls a packet that no rule names; undefined where it comes out at the end. */
function fate(
  filter: PacketFilter,
  chain: FilterChain,
  known: Map<FilterChain, Fate> = new Map(),
): Fate {
  if (known.has(chain)) return known.get(chain);
  // A loop, which no kernel takes, comes out at its end.
  known.set(chain, undefined);
  for (const { verdict, target } of chain.rules.filter(({ always }) => always)) {
    if (verdict === 'return') return undefined;
    const next = chainNamed(filter, chain, target);
    const inside = next === undefined ? undefined : fate(filter, next, known);
    const end = verdict === 'accept' || verdict === 'deny' ? verdict : inside;
    if (end !== undefined || verdict === 'goto') {
      known.set(chain, end);
      return end;
    }
  }
  return undefined;
}

/** The chain by which packets that no rule names are dropped or rejected: one is enough, denial is final. */
export const denyingChain = (
  filter: PacketFilter,
  hook: 'input' | 'forward',
  family: IpFamily,
): FilterChain | undefined =>
  chainsAt(filter, hook, family).find((chain) => (fate(filter, chain) ?? chain.policy) === 'deny');

/** Every rule that packets of a hook can come to, chain by chain. */
export function rulesReached(
  filter: PacketFilter,
  start: readonly FilterChain[],
): readonly { readonly chain: FilterChain; readonly rule: FilterRule }[] {
  const seen = new Set<FilterChain>();
  const waiting = [...start];
  const found: { chain: FilterChain; rule: FilterRule }[] = [];
  for (let chain = waiting.pop(); chain !== undefined; chain = waiting.pop()) {
    if (seen.has(chain)) continue;
    seen.add(chain);
    for (const rule of chain.rules) {
      found.push({ chain, rule });
      const next = chainNamed(filter, chain, rule.target);
      if (next !== undefined) waiting.push(next);
    }
  }
  return found;
}

/** `ip filter INPUT` */
export const chainTitle = ({ family, table, name, legacy }: FilterChain): string =>
  `${family} ${table} ${name}${legacy ? ' (legacy)' : ''}`;

/** Of Docker's nftables backend, in either family. */
export const DOCKER_TABLE = 'docker-bridges';

/** A port that Docker forwards to a container from addresses beyond loopback. */
export interface PublishedPort {
  readonly port: string;
  readonly to: string;
}

/**
 * By the rules that rewrite the destination, so whatever the engine says: in the chain DOCKER, or with
 * Docker 29's nftables backend in chains of its own table.
 */
export function publishedPorts({ chains }: PacketFilter): readonly PublishedPort[] {
  const texts = chains
    .filter(
      ({ name, table }) =>
        (name === 'DOCKER' && table === 'nat') ||
        (table === DOCKER_TABLE && name.startsWith('nat')),
    )
    .flatMap(({ rules }) => rules.map(({ text }) => text));
  const ports = texts.flatMap((text): PublishedPort[] => {
    if (/(?:^|\s)(?:ip6? daddr|-d) (?:127\.|::1)/.test(text)) return [];
    const [, port] = /\b(?:--dport|dport) (\S+)/.exec(text) ?? [];
    const [, to] = /(?:--to-destination|dnat (?:ip6? )?to) (\S+)/.exec(text) ?? [];
    return port === undefined || to === undefined ? [] : [{ port, to }];
  });
  return ports.filter((one, at) => ports.findIndex(({ port }) => port === one.port) === at);
}
