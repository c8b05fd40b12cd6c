import { contentHash } from '../engine/policy/content-hash.ts';
import type { Policy, PolicyCheck } from '../engine/policy.ts';
import type { Accepted } from './policies.ts';
import { toolVersion } from './version.ts';

/**
 * What hosts of a run were held against, as JSON: policies with each check, and what was accepted.
 * A later run tells by the content hashes which checks an update changed.
 */
export function policyRecord(policies: Iterable<Policy>, accepted: Accepted): string {
  const record = {
    formatVersion: 1,
    toolVersion: toolVersion(),
    policies: [...policies].map(policyData),
    waivers: accepted.waivers,
    attestations: accepted.attestations,
  };
  return `${JSON.stringify(record, null, 1)}\n`;
}

/** A policy as data. */
const policyData = ({ profile, hash, checks }: Policy) => ({
  profile,
  hash,
  checks: checks.map(checkData),
});

function checkData({ check, meta, params, takenBy, severityFrom, paramsFrom }: PolicyCheck) {
  return {
    id: meta.id,
    severity: meta.severity,
    level: meta.level,
    takenBy,
    ...(severityFrom === undefined ? {} : { severityFrom }),
    ...(params === undefined ? {} : { params, paramsFrom }),
    contentHash: contentHash(check),
  };
}
