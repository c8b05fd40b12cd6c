import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { attest } from '../engine/attest.ts';
import { auditHost } from '../engine/audit-host.ts';
import type { Catalogue, ProfileSource } from '../engine/policy/catalogue.ts';
import { type Policy, resolvePolicy } from '../engine/policy.ts';
import { waive } from '../engine/waive.ts';
import type { LoadedInventory } from '../inventory/load.ts';
import type { Attestation } from '../model/attestation.ts';
import { UsageError } from '../model/errors.ts';
import type { Evidence } from '../model/evidence.ts';
import { meant } from '../model/nearest.ts';
import type { Override } from '../model/profile.ts';
import type { AuditedHost } from '../model/run.ts';
import type { Waiver } from '../model/waiver.ts';
import { loadAttestations, loadWaivers } from '../policy/load-accepted.ts';
import { createProfileLoader, isProfilePath } from '../policy/load-profiles.ts';
import { BUILT_IN } from './built-in.ts';
import { catalogueWith, type OwnCheckPaths } from './own-checks.ts';

export interface PolicyOptions extends OwnCheckPaths {
  /** An id, or the path of a file. */
  readonly profile: string;
  readonly waivers?: readonly string[] | undefined;
  readonly attestations?: readonly string[] | undefined;
}

/** What is accepted and answered, whichever policy a host has. */
export interface Accepted {
  readonly waivers: readonly Waiver[];
  readonly attestations: readonly Attestation[];
  /** SHA-256 of both; absent where there are none. */
  readonly hash?: string;
}

/** @internal for tests */
export const NOTHING_ACCEPTED: Accepted = { waivers: [], attestations: [] };

/** The policies of a run: each host has that of its profile with what its groups lay over it. */
export interface Policies {
  /** @throws UsageError when the profile does not exist or is wrong. */
  readonly policyOf: (host: PolicyHost) => Policy;
  /** Those that were asked for so far, by the names that reports give them. */
  readonly resolved: () => ReadonlyMap<string, Policy>;
  readonly accepted: Accepted;
}

/** Of a host: what its policy goes by. */
interface PolicyHost {
  readonly name?: string;
  readonly profile?: string;
}

/**
 * Reads all that decides verdicts: what options name, what the inventory names, and what profiles name.
 * @throws UsageError with every problem of the first file that has any.
 */
export function openPolicies(options: PolicyOptions, inventory?: LoadedInventory): Policies {
  const loader = createProfileLoader(BUILT_IN.profiles.map(({ profile }) => profile.id));
  for (const path of inventory?.policy.profiles ?? []) loader.load(path);
  const chosen = isProfilePath(options.profile) ? loader.load(options.profile) : options.profile;
  const loaded = loader.loaded();
  const known = catalogueWith(options, loaded.checks);
  const catalogue = { ...known, profiles: [...known.profiles, ...loaded.profiles] };
  const none: readonly Override[] = [];
  const settled = new Map<readonly Override[], Map<string, Policy>>();
  const asked = new Map<string, Policy>();

  function resolved(profile: string, overrides: readonly Override[]): Policy {
    const sameOverrides = settled.get(overrides) ?? new Map<string, Policy>();
    settled.set(overrides, sameOverrides);
    const policy =
      sameOverrides.get(profile) ??
      resolvePolicy(sourceOf(profile, catalogue.profiles), catalogue, overrides);
    sameOverrides.set(profile, policy);
    return policy;
  }

  function policyOf({ name = '', profile = chosen }: PolicyHost): Policy {
    const policy = resolved(profile, inventory?.overrides.get(name) ?? none);
    asked.set(policy.profile, policy);
    return policy;
  }

  // What options name is looked at before anything is written, whether or not a host goes by it.
  resolved(chosen, none);
  return {
    policyOf,
    resolved: () => asked,
    accepted: acceptedOf(catalogue, {
      waivers: [
        ...(options.waivers ?? []),
        ...(inventory?.policy.waivers ?? []),
        ...loaded.waivers,
      ],
      attestations: [
        ...(options.attestations ?? []),
        ...(inventory?.policy.attestations ?? []),
        ...loaded.attestations,
      ],
    }),
  };
}

/** The report of a host: its checks judged, its questions answered, its failures accepted. */
export function judgeHost(evidence: Evidence, { policyOf, accepted }: Policies): AuditedHost {
  const host = auditHost(evidence, policyOf(evidence.host));
  return waive(attest(host, accepted.attestations), accepted.waivers);
}

function sourceOf(id: string, profiles: readonly ProfileSource[]): ProfileSource {
  const source = profiles.find(({ profile }) => profile.id === id);
  if (source !== undefined) return source;
  const ids = profiles.map(({ profile }) => profile.id);
  const hint =
    meant(id, ids) ??
    `there are ${ids.join(', ')}, files (./site.yaml), and those that an inventory names (-i)`;
  throw new UsageError(`there is no profile ${id}; ${hint}`);
}

function acceptedOf(
  { checks }: Catalogue,
  files: { readonly waivers: readonly string[]; readonly attestations: readonly string[] },
): Accepted {
  const ids = checks.map(({ id }) => id);
  const waivers = loadWaivers(eachOnce(files.waivers), ids).map(({ waiver }) => waiver);
  const attestations = loadAttestations(eachOnce(files.attestations), ids);
  if (waivers.length + attestations.length === 0) return NOTHING_ACCEPTED;
  const content = JSON.stringify([waivers, attestations]);
  return { waivers, attestations, hash: createHash('sha256').update(content).digest('hex') };
}

/** A file that options and the inventory name is one file, under the name that it has first. */
const eachOnce = (paths: readonly string[]): readonly string[] =>
  [...new Map(paths.toReversed().map((path) => [resolve(path), path])).values()].reverse();
