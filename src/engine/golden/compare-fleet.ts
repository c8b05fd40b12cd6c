import { createHash } from 'node:crypto';
import type { Evidence } from '../../model/evidence.ts';
import type {
  CommonDifference,
  FactDifference,
  FleetComparison,
  HostCluster,
} from '../../model/golden.ts';
import type { Finding } from '../../model/run.ts';
import { observer } from '../observe.ts';
import { ASPECTS, type Facts } from './aspects.ts';

/** A host by aspect; an aspect that could not be told is left out. */
export type Portrait = ReadonlyMap<string, Facts>;

const VERDICTS = 'verdicts';
/** Beyond this, values are told by their beginning. */
const VALUE_CHARACTERS = 300;
const NAMES_KEPT = 5;
const SEPARATING_KEPT = 20;

/** What a host is, as far as its evidence and findings tell. */
export function portraitOf(evidence: Evidence, findings: readonly Finding[] = []): Portrait {
  const observe = observer(evidence.records);
  const told = ASPECTS.flatMap(({ name, of }): readonly (readonly [string, Facts])[] => {
    const seen = of(observe, evidence.records);
    return seen.state === 'value' ? [[name, seen.value]] : [];
  });
  const verdicts = new Map(findings.map(({ check, outcome }) => [check, outcome]));
  return new Map([...told, ...(verdicts.size === 0 ? [] : [[VERDICTS, verdicts] as const])]);
}

/**
 * What separates two hosts, in the order of aspects; those that either could not tell are passed over.
 * @internal for tests
 */
export function differencesOf(wanted: Portrait, found: Portrait): readonly FactDifference[] {
  return [...wanted].flatMap(([aspect, facts]) => {
    const other = found.get(aspect);
    return other === undefined ? [] : factsBetween(aspect, facts, other);
  });
}

/** What is in these depends on which checks were asked: a name that one side lacks was not looked at there. */
const AS_ASKED: ReadonlySet<string> = new Set(['sysctls', VERDICTS]);

function factsBetween(aspect: string, wanted: Facts, found: Facts): readonly FactDifference[] {
  const all = new Set([...wanted.keys(), ...found.keys()]);
  const keys = AS_ASKED.has(aspect) ? [...wanted.keys()].filter((key) => found.has(key)) : [...all];
  return keys.sort().flatMap((key): readonly FactDifference[] => {
    const [was, is] = [wanted.get(key), found.get(key)];
    if (was === is) return [];
    return [
      {
        aspect,
        key,
        ...(was === undefined ? {} : { wanted: was.slice(0, VALUE_CHARACTERS) }),
        ...(is === undefined ? {} : { found: is.slice(0, VALUE_CHARACTERS) }),
      },
    ];
  });
}

export interface FleetSoFar {
  readonly add: (host: string, portrait: Portrait) => void;
  /** A host of which there is no evidence. */
  readonly addUnread: (host: string) => void;
  /** @param portrait gives that of a host again, to tell what separates clusters. */
  readonly finish: (
    portrait: (host: string) => Promise<Portrait | undefined>,
  ) => Promise<FleetComparison>;
}

interface Cluster {
  hosts: number;
  readonly first: string[];
}

/** Holds hosts against a reference one by one; keeps counts, and never their facts. */
export function startFleetComparison(name: string, reference: Portrait): FleetSoFar {
  const clusters = new Map<string, Cluster>();
  const common = startCommon();
  const untold = startUntold(reference);
  const unread: string[] = [];
  let hosts = 0;
  let alike = 0;
  return {
    add: (host, portrait) => {
      hosts += 1;
      const differences = differencesOf(reference, portrait);
      if (differences.length === 0) alike += 1;
      for (const each of differences) common.add(host, each);
      untold.add(portrait);
      addNamed(clusters, fingerprint(portrait), host);
    },
    addUnread: (host) => unread.push(host),
    finish: async (portrait) => ({
      reference: name,
      hosts,
      alike,
      differences: common.sorted(),
      untold: untold.counts(),
      unread,
      kinds: clusters.size,
      clusters: await separated([...clusters.values()], portrait),
    }),
  };
}

function addNamed(clusters: Map<string, Cluster>, key: string, host: string): void {
  const cluster = clusters.get(key) ?? { hosts: 0, first: [] };
  cluster.hosts += 1;
  if (cluster.first.length < NAMES_KEPT) cluster.first.push(host);
  clusters.set(key, cluster);
}

function fingerprint(portrait: Portrait): string {
  const hash = createHash('sha256');
  for (const [aspect, facts] of portrait) hash.update(JSON.stringify([aspect, [...facts].sort()]));
  return hash.digest('hex');
}

function startCommon() {
  const known = new Map<string, CommonDifference & { hosts: number; readonly first: string[] }>();
  return {
    add: (host: string, difference: FactDifference) => {
      const key = JSON.stringify(difference);
      const common = known.get(key) ?? { ...difference, hosts: 0, first: [] };
      common.hosts += 1;
      if (common.first.length < NAMES_KEPT) common.first.push(host);
      known.set(key, common);
    },
    sorted: (): readonly CommonDifference[] =>
      [...known.values()].sort((a, b) => b.hosts - a.hosts || orderOf(a) - orderOf(b)),
  };
}

const ORDER = [...ASPECTS.map(({ name }) => name), VERDICTS];
const orderOf = ({ aspect }: FactDifference): number => ORDER.indexOf(aspect);

/** Blindness is told, or it would pass for likeness. */
function startUntold(reference: Portrait) {
  const counts = new Map<string, number>();
  const add = (portrait: Portrait) => {
    for (const { name } of ASPECTS) {
      if (!portrait.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  };
  add(reference);
  return { add, counts: () => Object.fromEntries(counts) };
}

async function separated(
  clusters: readonly Cluster[],
  portrait: (host: string) => Promise<Portrait | undefined>,
): Promise<readonly HostCluster[]> {
  const sorted = clusters.toSorted((a, b) => b.hosts - a.hosts || (nameOf(a) < nameOf(b) ? -1 : 1));
  const [largest] = sorted;
  const base = largest === undefined ? undefined : await portrait(nameOf(largest));
  const told: HostCluster[] = [];
  for (const cluster of sorted.slice(0, CLUSTERS_TOLD)) {
    const own = await portrait(nameOf(cluster));
    const all = base === undefined || own === undefined ? [] : differencesOf(base, own);
    told.push({ ...cluster, differences: all.length, fromLargest: all.slice(0, SEPARATING_KEPT) });
  }
  return told;
}

const CLUSTERS_TOLD = 50;
const nameOf = ({ first }: Cluster): string => first[0] ?? '';
