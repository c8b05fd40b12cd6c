import type { Host } from '../model/host.ts';
import type { Override } from '../model/profile.ts';
import { openDocument, type YamlDocument } from '../yaml/document.ts';
import { type Draft, draftHost, type InventoryContext, type NamedFile } from './draft.ts';
import { parseStructure } from './issues.ts';
import { type Hop, resolveJumps } from './jumps.ts';
import { gatherMembers } from './members.ts';
import { createOverrides } from './overrides.ts';

export interface ParsedInventory {
  /** In the order in which the inventory names them, `hosts` before groups. */
  readonly hosts: readonly Host[];
  /** Files that hosts name themselves, each once. Nobody has looked whether they exist. */
  readonly files: readonly NamedFile[];
  readonly policy: InventoryPolicy;
  /** By the name of a host: what is laid over its profile, weakest first. */
  readonly overrides: ReadonlyMap<string, readonly Override[]>;
  /** The names of all groups. */
  readonly groups: readonly string[];
}

/** Files that say what hosts are held against. Paths are as written. */
interface InventoryPolicy {
  readonly profiles: readonly string[];
  readonly waivers: readonly string[];
  readonly attestations: readonly string[];
}

/**
 * Reads an inventory from its text alone.
 * @throws UsageError with every problem, a line each:
 * `file:line:column what was found; what was expected`.
 * @internal for tests
 */
export function parseInventory(
  text: string,
  fileName: string,
  context: InventoryContext,
): ParsedInventory {
  return readInventory(openDocument(text, fileName), context);
}

/**
 * Reads an inventory in whose place something else may have been put: a file of another format.
 * @throws UsageError with every problem.
 */
export function readInventory(document: YamlDocument, context: InventoryContext): ParsedInventory {
  const inventory = parseStructure(document);
  const members = gatherMembers(inventory, document);
  if (members.length === 0) {
    document.throwProblems();
    document.report([], 'no host; expected at least one under "hosts" or in a group');
  }
  const files = new Map<string, NamedFile>();
  const drafting = { document, context, files };
  const drafts = new Map(members.map((member) => [member.name, draftHost(member, drafting)]));
  const jumpsOf = resolveJumps(drafts, document);
  const hosts = [...drafts.values()].map((draft) => finish(draft, jumpsOf(draft)));
  document.throwProblems();
  const overridesOf = createOverrides(document);
  return {
    hosts,
    files: [...files.values()],
    policy: { profiles: [], waivers: [], attestations: [], ...inventory.policy },
    overrides: new Map(members.map((member) => [member.name, overridesOf(member)])),
    groups: Object.keys(inventory.groups ?? {}),
  };
}

function finish(draft: Draft, hops: readonly Hop[]): Host {
  const { host, image, ssh } = draft;
  if (image !== undefined) return { ...host, connection: { transport: 'image', ...image } };
  if (ssh === undefined) return { ...host, connection: { transport: 'local' } };
  const { endpoint, knownHostsFiles, isRouted } = ssh;
  const needing = hops.find((hop) => hop.openssh !== undefined)?.openssh;
  if (ssh.openssh === undefined && needing === undefined) {
    const jumps = hops.map((hop) => hop.endpoint);
    return { ...host, connection: { transport: 'ssh2', endpoint, jumps, knownHostsFiles } };
  }
  const jumps = hops.map((hop) => hop.openssh?.endpoint ?? hop.endpoint);
  const openssh = ssh.openssh ?? {
    endpoint,
    knownHostsFiles,
    reason: `its jump host ${needing?.name} has transport: openssh`,
  };
  return { ...host, connection: { transport: 'openssh', ...openssh, ...(isRouted && { jumps }) } };
}
