import { quoted } from '../model/quoted.ts';
import type { YamlDocument } from '../yaml/document.ts';
import type { Part, Path } from '../yaml/location.ts';
import { HOST_NAME, isHostName } from './address.ts';
import { type GroupOrder, orderGroups } from './group-order.ts';
import { MAX_HOSTS, parseRange } from './range.ts';
import type { Inventory, Settings } from './schema.ts';

/** Settings from one place of the inventory. */
interface Layer {
  readonly path: Path;
  readonly settings: Settings;
}

/** A host as far as names and groups say. */
export interface Member {
  readonly name: string;
  /** Weakest first, parents included. */
  readonly groups: readonly string[];
  /** Strongest first: the host's own, its groups', the defaults. */
  readonly layers: readonly Layer[];
  /** Where the host is first named. */
  readonly path: Path;
  readonly part: Part;
}

interface Mention {
  readonly path: Path;
  readonly part: Part;
  /** Its key under `hosts`, a name or a range. */
  readonly ownKey?: string;
  readonly listedIn: string[];
}

/** Every host that is named, once, in the order in which it is named; `hosts` come before groups. */
export function gatherMembers(inventory: Inventory, document: YamlDocument): readonly Member[] {
  const mentions = new Map<string, Mention>();
  mentionHosts(inventory, mentions, document);
  mentionGroups(inventory, mentions, document);
  reportClashes(mentions, inventory, document);
  const layersOf = createLayering(inventory, orderGroups(inventory.groups ?? {}, document));
  return [...mentions].map(([name, mention]) => ({
    name,
    path: mention.path,
    part: mention.part,
    ...layersOf(mention),
  }));
}

function mentionHosts(
  { hosts = {} }: Inventory,
  mentions: Map<string, Mention>,
  document: YamlDocument,
): void {
  const seen = (name: string): boolean => mentions.has(name);
  for (const key of Object.keys(hosts)) {
    const path = ['hosts', key];
    for (const name of expand(key, path, 'key', seen, document)) {
      mentions.set(name, { path, part: 'key', ownKey: key, listedIn: [] });
    }
  }
}

function mentionGroups(
  { groups = {} }: Inventory,
  mentions: Map<string, Mention>,
  document: YamlDocument,
): void {
  for (const [group, { hosts = [] }] of Object.entries(groups)) {
    const seen = (name: string): boolean => mentions.get(name)?.listedIn.at(-1) === group;
    for (const [index, pattern] of hosts.entries()) {
      const path = ['groups', group, 'hosts', index];
      for (const name of expand(pattern, path, 'value', seen, document)) {
        const mention = mentions.get(name) ?? { path, part: 'value', listedIn: [] };
        mention.listedIn.push(group);
        mentions.set(name, mention);
      }
    }
  }
}

/** The names of a pattern that were not seen before in the same list. */
function expand(
  pattern: string,
  path: Path,
  part: Part,
  seen: (name: string) => boolean,
  document: YamlDocument,
): readonly string[] {
  const range = parseRange(pattern);
  if (!range.ok) {
    document.report(path, range.problem, part);
    return [];
  }
  const names = new Set<string>();
  const again: string[] = [];
  for (const name of range.names()) {
    if (!isHostName(name)) {
      document.report(path, `host name ${quoted(name)}; expected ${HOST_NAME}`, part);
      return [];
    }
    if (seen(name) || names.has(name)) again.push(name);
    else names.add(name);
  }
  const [first, ...others] = again;
  if (first !== undefined) {
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    document.report(
      path,
      `host ${quoted(first)}${more} a second time; expected each host once here, what hosts share is set in a group`,
      part,
    );
  }
  return [...names];
}

function reportClashes(
  mentions: ReadonlyMap<string, Mention>,
  inventory: Inventory,
  document: YamlDocument,
): void {
  if (mentions.size > MAX_HOSTS) {
    document.report([], `${mentions.size} hosts; expected no more than ${MAX_HOSTS}`);
  }
  const spellings = new Map<string, string>();
  for (const [name, { path, part }] of mentions) {
    const spelling = spellings.get(name.toLowerCase());
    if (spelling === undefined) spellings.set(name.toLowerCase(), name);
    else {
      const problem = `host ${quoted(name)} is ${quoted(spelling)} in other letters; expected one spelling`;
      document.report(path, problem, part);
    }
  }
  for (const group of Object.keys(inventory.groups ?? {})) {
    if (mentions.has(group)) {
      const problem = `group ${quoted(group)} is also the name of a host; expected a name of its own`;
      document.report(['groups', group], problem, 'key');
    }
  }
}

type Standing = Pick<Member, 'groups' | 'layers'>;

/** Hosts in the same groups share one list, so that large fleets stay small. */
function createLayering(
  inventory: Inventory,
  { order, closures }: GroupOrder,
): (mention: Mention) => Standing {
  const shared = new Map<string, Standing>();
  const defaults = layer(['defaults'], inventory.defaults);

  function ofGroups(listedIn: readonly string[]): Standing {
    const key = listedIn.join(' ');
    const known = shared.get(key);
    if (known !== undefined) return known;
    const all = new Set(listedIn.flatMap((group) => [...(closures.get(group) ?? [])]));
    const groups = order.filter((group) => all.has(group));
    const layers = groups.toReversed().flatMap((group) => {
      return layer(['groups', group], inventory.groups?.[group]);
    });
    const standing = { groups, layers: [...layers, ...defaults] };
    shared.set(key, standing);
    return standing;
  }

  return ({ ownKey, listedIn }) => {
    const standing = ofGroups(listedIn);
    const own = ownKey === undefined ? null : inventory.hosts?.[ownKey];
    return own == null || ownKey === undefined
      ? standing
      : { ...standing, layers: [...layer(['hosts', ownKey], own), ...standing.layers] };
  };
}

const layer = (path: Path, settings: Settings | undefined): readonly Layer[] =>
  settings === undefined ? [] : [{ path, settings }];
