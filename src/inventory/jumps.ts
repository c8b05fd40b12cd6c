import type { OpensshHop, SshEndpoint } from '../model/host.ts';
import { didYouMean } from '../model/nearest.ts';
import { quoted } from '../model/quoted.ts';
import type { YamlDocument } from '../yaml/document.ts';
import { holdsPassword, parseAuthority } from './address.ts';
import type { Draft } from './draft.ts';
import type { Sourced } from './effective.ts';

/** Each hop is an SSH session inside the one before. */
const MAX_HOPS = 8;

const EXPECTED = 'expected the name of a host of this inventory, or user@host:port';

/** A host on the way to another. */
export interface Hop {
  readonly endpoint: SshEndpoint;
  /** As much as is said of one that the ssh command is to be used for, and its name. */
  readonly openssh?: { readonly name: string; readonly endpoint: OpensshHop };
}

/**
 * The hops to a host, first hop first. As with OpenSSH, a first hop that has jump hosts itself is
 * reached through them. A host that is in its own chain is reached by the hops before it, so that
 * jump hosts can stand among the hosts that need them.
 */
export function resolveJumps(
  drafts: ReadonlyMap<string, Draft>,
  document: YamlDocument,
): (draft: Draft) => readonly Hop[] {
  function chain(draft: Draft, trail: readonly string[]): readonly Hop[] {
    const { host, ssh } = draft;
    const hops = hopsBefore(host.name, ssh?.hops ?? []);
    const endpoints = hops.map((hop) => endpointOf(hop, ssh?.endpoint.identityFiles ?? []));
    const [first] = hops;
    const before = first && drafts.get(first.value);
    if (first === undefined || before === undefined) return endpoints;
    const names = [...trail, host.name];
    if (names.includes(first.value) || names.length > MAX_HOPS) {
      const loop = [...names, first.value].join(' by ');
      document.report(
        first.path,
        `jump hosts lead in a circle or too far: ${loop}; expected at most ${MAX_HOPS} hops`,
      );
      return [];
    }
    const all = [...chain(before, names), ...endpoints];
    if (all.length > MAX_HOPS) {
      document.report(first.path, `${all.length} jump hosts; expected at most ${MAX_HOPS}`);
    }
    return all;
  }

  function endpointOf(hop: Sourced<string>, identityFiles: readonly string[]): Hop {
    const known = drafts.get(hop.value);
    if (known?.ssh !== undefined) {
      const { endpoint, openssh } = known.ssh;
      return {
        endpoint,
        ...(openssh && { openssh: { name: hop.value, endpoint: openssh.endpoint } }),
      };
    }
    const { user, address, port = 22 } = parseAuthority(hop.value) ?? {};
    if (known !== undefined || user === undefined || address === undefined) {
      document.report(hop.path, problemOf(hop.value));
    }
    return { endpoint: { address: address ?? '', port, user: user ?? '', identityFiles } };
  }

  function problemOf(text: string): string {
    if (drafts.has(text)) return `jump host ${quoted(text)} has "transport: local"; ${EXPECTED}`;
    if (holdsPassword(text)) return `jump host with a password or a bad address; ${EXPECTED}`;
    return `unknown jump host ${quoted(text)}; ${EXPECTED}${didYouMean(text, drafts.keys())}`;
  }

  return (draft) => chain(draft, []);
}

function hopsBefore(name: string, hops: readonly Sourced<string>[]): readonly Sourced<string>[] {
  const self = hops.findIndex((hop) => hop.value === name);
  return self === -1 ? hops : hops.slice(0, self);
}
