import { createHash } from 'node:crypto';
import { type AnyCheck, metaOf } from '../kit/define-check.ts';
import type { CheckMeta } from '../model/check.ts';
import { UsageError } from '../model/errors.ts';
import { didYouMean } from '../model/nearest.ts';
import type { Override, Position, Profile } from '../model/profile.ts';
import { quoted } from '../model/quoted.ts';
import type { Catalogue, ProfileSource } from './policy/catalogue.ts';
import { choose } from './policy/choose.ts';
import { contentHash } from './policy/content-hash.ts';
import type { Changer, Draft, DraftCheck } from './policy/draft.ts';
import { settle } from './policy/settle.ts';

/** A check as a policy wants it: its severity settled, its parameters parsed. */
export interface PolicyCheck {
  readonly check: AnyCheck;
  readonly meta: CheckMeta;
  readonly params: unknown;
  /** The profile that took it. */
  readonly takenBy: string;
  /** The profile or group that set its severity; absent where it is the check's own. */
  readonly severityFrom?: string;
  /** By parameter: the profile or group that set it; the others have their defaults. */
  readonly paramsFrom: Readonly<Record<string, string>>;
}

export interface Policy {
  /** The profile's id, and what was laid over it: `baseline+web`. */
  readonly profile: string;
  readonly checks: readonly PolicyCheck[];
  /** SHA-256 over what decides verdicts: ids, severities and parameters. */
  readonly hash: string;
}

/**
 * Settles which checks a profile takes, and how; overrides are laid over it, weakest first.
 * @throws UsageError with everything that is named and not there, and every line that changes nothing.
 */
export function resolvePolicy(
  source: ProfileSource,
  catalogue: Catalogue,
  overrides: readonly Override[] = [],
): Policy {
  const problems: string[] = [];
  let draft = draftOf(source, catalogue, problems, []);
  // Of a profile that is wrong, what an override says cannot be judged.
  for (const { name, changes, position } of problems.length > 0 ? [] : overrides) {
    const by = { name, position, problems };
    draft = choose(draft, { ...changes, level: 2, fromAll: false }, by, catalogue);
    draft = settle(draft, changes, by, catalogue);
  }
  const id = [source.profile.id, ...overrides.map(({ name }) => name)].join('+');
  if (problems.length === 0 && draft.size === 0) problems.push(`profile ${id} takes no check`);
  if (problems.length > 0) throw new UsageError(inOrder(problems).join('\n'));
  const checks = [...draft.values()].map(policyCheck);
  return { profile: id, checks, hash: hashOf(id, checks) };
}

/** Each once, in the order of the file: each begins with its line. */
const inOrder = (problems: readonly string[]): readonly string[] =>
  [...new Set(problems)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));

function draftOf(
  source: ProfileSource,
  catalogue: Catalogue,
  problems: string[],
  trail: readonly string[],
): Draft {
  const { profile } = source;
  const position = source.position ?? placeIn(profile);
  const by: Changer = { name: profile.id, position, problems };
  let draft: Draft = new Map();
  for (const [n, id] of (profile.extends ?? []).entries()) {
    const parent = catalogue.profiles.find((each) => each.profile.id === id);
    const at = position(['extends', n]);
    if (parent === undefined) {
      const ids = catalogue.profiles.map((each) => each.profile.id);
      const near = didYouMean(id, ids) || `; there are ${ids.join(', ')}`;
      problems.push(`${at} there is no profile ${quoted(id)}${near}`);
    } else if ([...trail, profile.id].includes(id)) {
      problems.push(`${at} profiles extend each other: ${[...trail, profile.id, id].join(' → ')}`);
    } else {
      draft = merged(draft, draftOf(parent, catalogue, problems, [...trail, profile.id]));
    }
  }
  // Nothing that follows can be judged by what is not there.
  if (problems.length > 0) return draft;
  const fromAll = (profile.extends ?? []).length === 0;
  const level = profile.level ?? 2;
  return settle(
    choose(draft, { ...profile, level, fromAll }, by, catalogue),
    profile,
    by,
    catalogue,
  );
}

/** Two parents: what both take is as the later one has it, where that one says anything. */
function merged(first: Draft, second: Draft): Draft {
  const both = new Map(first);
  for (const [id, check] of second) {
    const before = first.get(id);
    both.set(id, before === undefined ? check : laidOver(before, check));
  }
  return both;
}

function laidOver(before: DraftCheck, { severity, severityFrom, ...over }: DraftCheck): DraftCheck {
  return {
    ...before,
    ...(severityFrom === undefined ? {} : { severity, severityFrom }),
    written: { ...before.written, ...over.written },
    paramsFrom: { ...before.paramsFrom, ...over.paramsFrom },
  };
}

const placeIn =
  ({ id }: Profile): Position =>
  (path) =>
    `profile ${id}, ${path.join('.')}:`;

function policyCheck({
  check,
  takenBy,
  severity,
  severityFrom,
  written,
  paramsFrom,
}: DraftCheck): PolicyCheck {
  return {
    check,
    meta: { ...metaOf(check), severity },
    params: check.params?.parse(written),
    takenBy,
    ...(severityFrom === undefined ? {} : { severityFrom }),
    paramsFrom,
  };
}

function hashOf(profile: string, checks: readonly PolicyCheck[]): string {
  const content = checks.map(({ check, meta, params }) => [
    meta.id,
    meta.severity,
    params ?? null,
    // What an id means changes with hostward; of a user's own check, with its file.
    ...(check.origin === undefined ? [] : [contentHash(check)]),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([profile, content]))
    .digest('hex');
}
