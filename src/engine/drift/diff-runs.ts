import type { Change } from '../../model/changes.ts';
import type { DriftFrame, HostDrift, HostFate } from '../../model/drift.ts';
import type { AuditedHost, HostReport } from '../../model/run.ts';
import { compareHost, rememberHost } from '../baseline.ts';
import { mergeByName, type Pair } from './merge-entries.ts';

/** A host of a run, without its findings. */
export interface DriftEntry {
  readonly name: string;
  readonly status: HostReport['status'];
  /** Equal for two runs when all findings are. */
  readonly findingsHash: string;
}

/** A run as far as a comparison reads it: its entries, and of hosts only those that differ. */
export interface DriftSource {
  /** Ordered by name, byte by byte. */
  readonly entries: () => AsyncIterable<DriftEntry>;
  readonly host: (name: string) => Promise<HostReport | undefined>;
}

/** Two reports of a host, both under one policy; undefined where its evidence was not kept. */
export type JudgeAgain = (recorded: Reports) => Promise<Reports | undefined>;

export interface Reports {
  readonly before: AuditedHost;
  readonly after: AuditedHost;
}

export interface DiffOptions {
  /** Given where the two runs were judged under different policies. */
  readonly judgeAgain?: JudgeAgain;
  /** Only this host. */
  readonly host?: string;
  /** Only these checks; undefined for all. */
  readonly checks?: ReadonlySet<string>;
}

/** What changed between two runs, host by host; hosts that are the same are not told, nor read. */
export async function* diffRuns(
  before: DriftSource,
  after: DriftSource,
  options: DiffOptions = {},
): AsyncGenerator<HostDrift, void> {
  for await (const pair of mergeByName(before.entries(), after.entries())) {
    const name = pair.before?.name ?? pair.after?.name ?? '';
    if (options.host !== undefined && options.host !== name) continue;
    if (isAlike(pair, options)) continue;
    const drift = await hostDrift(name, pair, { before, after }, options);
    if (drift.fate !== 'changed' || drift.changes.length + drift.policyChanges.length > 0) {
      yield drift;
    }
  }
}

/** Under different policies, equal findings may still hide a change of the host. */
function isAlike({ before, after }: Pair<DriftEntry>, { judgeAgain }: DiffOptions): boolean {
  if (before === undefined || after === undefined || before.status !== after.status) return false;
  if (before.status === 'failed') return true;
  return judgeAgain === undefined && before.findingsHash === after.findingsHash;
}

const FATES: readonly (readonly [
  HostReport['status'] | undefined,
  HostReport['status'] | undefined,
  HostFate,
])[] = [
  [undefined, 'audited', 'new'],
  [undefined, 'failed', 'new'],
  ['audited', undefined, 'lost'],
  ['failed', undefined, 'lost'],
  ['audited', 'failed', 'unreachable'],
  ['failed', 'audited', 'reachable'],
];

async function hostDrift(
  name: string,
  pair: Pair<DriftEntry>,
  sources: { readonly before: DriftSource; readonly after: DriftSource },
  options: DiffOptions,
): Promise<HostDrift> {
  const fate =
    FATES.find(([was, is]) => was === pair.before?.status && is === pair.after?.status)?.[2] ??
    'changed';
  const none = { name, fate, changes: [], policyChanges: [] };
  if (pair.after?.status !== 'audited') return none;
  const after = await auditedIn(sources.after, name);
  const before = fate === 'changed' ? await auditedIn(sources.before, name) : undefined;
  if (after === undefined) return none;
  const { judgeAgain } = options;
  const again =
    judgeAgain === undefined || before === undefined
      ? undefined
      : await judgeAgain({ before, after });
  return {
    name,
    fate,
    ...(again === undefined
      ? { changes: kept(changesBetween(before, after), options), policyChanges: [] }
      : toldApart({ before: before ?? after, after }, again, options)),
    ...(judgeAgain !== undefined && before !== undefined && again === undefined
      ? { recordedOnly: true as const }
      : {}),
  };
}

async function auditedIn(run: DriftSource, name: string): Promise<AuditedHost | undefined> {
  const host = await run.host(name);
  return host?.status === 'audited' ? host : undefined;
}

/** Checks that only one side asked are no change of the host, unless `asked` says so. */
function changesBetween(
  before: AuditedHost | undefined,
  after: AuditedHost,
  asked: ReadonlySet<string> = before === undefined ? new Set() : allOf(before),
): readonly Change[] {
  return compareHost(before === undefined ? undefined : rememberHost(before), after, asked);
}

const allOf = ({ findings }: AuditedHost): ReadonlySet<string> =>
  new Set(findings.map(({ check }) => check));

/** What both reports under one policy tell is the host's; what only the recorded ones tell is the policy's. */
function toldApart(
  recorded: Reports,
  again: Reports,
  options: DiffOptions,
): Pick<HostDrift, 'changes' | 'policyChanges'> {
  const neverRead = new Set([
    ...unreadBy(recorded.before, again.before),
    ...unreadBy(recorded.after, again.after),
  ]);
  const changes = changesBetween(again.before, again.after).filter(
    ({ check }) => !neverRead.has(check),
  );
  const own = new Set(changes.map(identity));
  const all = changesBetween(recorded.before, recorded.after, allOf(recorded.after));
  return {
    changes: kept(changes, options),
    policyChanges: kept(
      all.filter((change) => !own.has(identity(change))),
      options,
    ),
  };
}

/** Checks that a run did not ask, and so gathered nothing for: that they are unknown is no change of the host. */
function unreadBy(recorded: AuditedHost, again: AuditedHost): readonly string[] {
  const asked = allOf(recorded);
  return again.findings
    .filter(({ check, outcome }) => outcome === 'unknown' && !asked.has(check))
    .map(({ check }) => check);
}

const identity = ({ kind, check, subject, before, after }: Change): string =>
  JSON.stringify([kind, check, subject, before, after]);

const kept = (changes: readonly Change[], { checks }: DiffOptions): readonly Change[] =>
  checks === undefined ? changes : changes.filter(({ check }) => checks.has(check));

/** How the checks of two runs differ. */
export function checksBetween(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Pick<DriftFrame, 'newChecks' | 'lostChecks' | 'changedChecks'> {
  return {
    newChecks: [...after.keys()].filter((id) => !before.has(id)).sort(),
    lostChecks: [...before.keys()].filter((id) => !after.has(id)).sort(),
    changedChecks: [...after]
      .filter(([id, content]) => before.has(id) && before.get(id) !== content)
      .map(([id]) => id)
      .sort(),
  };
}
