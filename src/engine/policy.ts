import { createHash } from 'node:crypto';
import { type AnyCheck, metaOf } from '../kit/define-check.ts';
import type { CheckMeta } from '../model/check.ts';
import { UsageError } from '../model/errors.ts';
import { meant } from '../model/nearest.ts';
import type { Profile } from '../model/profile.ts';

/** A check as a profile wants it: its severity settled, its parameters parsed. */
export interface PolicyCheck {
  readonly check: AnyCheck;
  readonly meta: CheckMeta;
  readonly params: unknown;
}

export interface Policy {
  readonly profile: string;
  readonly checks: readonly PolicyCheck[];
  /** SHA-256 over what decides verdicts: ids, severities and parameters. */
  readonly hash: string;
}

/**
 * Settles which checks a profile takes, and how.
 * @throws UsageError when the profile names a check or a parameter that does not exist.
 */
export function resolvePolicy(profile: Profile, registry: readonly AnyCheck[]): Policy {
  const ids = registry.map(({ id }) => id);
  for (const id of namedBy(profile)) {
    if (!ids.includes(id)) throw unknownId(profile, id, ids);
  }
  const checks = registry
    .filter(({ id, level }) => level <= profile.level && !profile.exclude.includes(id))
    .map((check) => settle(check, profile));
  return { profile: profile.id, checks, hash: hashOf(profile.id, checks) };
}

const namedBy = ({ exclude, parameters, severities }: Profile): readonly string[] => [
  ...exclude,
  ...Object.keys(parameters),
  ...Object.keys(severities),
];

function unknownId(profile: Profile, id: string, ids: readonly string[]): UsageError {
  const hint = meant(id, ids);
  return new UsageError(
    `profile ${profile.id} names no check: ${id}${hint === undefined ? '' : `; ${hint}`}`,
  );
}

function settle(check: AnyCheck, { id, parameters, severities }: Profile): PolicyCheck {
  const parsed = check.params?.safeParse(parameters[check.id] ?? {});
  if (parsed?.success === false) {
    const why = parsed.error.issues.map((i) => `${i.path.join('.')} ${i.message}`).join('; ');
    throw new UsageError(`profile ${id}, parameters of ${check.id}: ${why}`);
  }
  return {
    check,
    meta: { ...metaOf(check), severity: severities[check.id] ?? check.severity },
    params: parsed?.data,
  };
}

function hashOf(profile: string, checks: readonly PolicyCheck[]): string {
  const content = checks.map(({ meta, params }) => [meta.id, meta.severity, params ?? null]);
  return createHash('sha256')
    .update(JSON.stringify([profile, content]))
    .digest('hex');
}
