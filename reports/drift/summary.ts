import { CHANGE_KINDS, type Change, type ChangeKind } from '../../src/model/changes.ts';
import type { CheckMeta, Severity } from '../../src/model/check.ts';
import {
  type ChangeCounts,
  type Drift,
  type DriftFrame,
  HOST_FATES,
  type HostDrift,
  type HostFate,
} from '../../src/model/drift.ts';
import { compareNaturally } from '../natural-order.ts';
import { WORST_FIRST } from '../totals.ts';

/** One kind of change of one check, over all hosts. */
export interface ChangeGroup {
  readonly kind: ChangeKind;
  readonly check: string;
  readonly title: string;
  readonly severity: Severity;
  readonly hosts: number;
  /** Of the first host by name. */
  readonly example: Change;
}

/** What two runs differ in, small enough to keep for any fleet. */
export interface DriftSummary extends DriftFrame {
  /** Hosts by what became of them, and the first few of each by name. */
  readonly fates: Readonly<
    Record<HostFate, { readonly total: number; readonly first: readonly string[] }>
  >;
  readonly counts: ChangeCounts;
  readonly policyCounts: ChangeCounts;
  /** Worst kinds first, then by severity and hosts. */
  readonly groups: readonly ChangeGroup[];
  readonly policyGroups: readonly ChangeGroup[];
  /** Hosts whose evidence was not kept, so that they were compared as recorded. */
  readonly recordedOnly: number;
  /** By severity: failures that the earlier run did not have, on hosts or by policy. */
  readonly newFailures: Readonly<Record<Severity, number>>;
}

const NAMES_KEPT = 10;

export const KINDS = Object.keys(CHANGE_KINDS).filter((kind) => isKind(kind));
const FATES = Object.keys(HOST_FATES).filter((fate) => isFate(fate));

function isKind(word: string): word is ChangeKind {
  return Object.hasOwn(CHANGE_KINDS, word);
}
function isFate(word: string): word is HostFate {
  return Object.hasOwn(HOST_FATES, word);
}

/** Takes hosts one by one and keeps counts and an example a group. */
export interface DriftSummaryStart {
  readonly add: (host: HostDrift) => void;
  readonly finish: () => DriftSummary;
}

export function startDriftSummary(frame: DriftFrame): DriftSummaryStart {
  const checks = new Map(frame.checks.map((check) => [check.id, check]));
  const fates = new Map<HostFate, { total: number; first: string[] }>();
  const own = startGroups(checks);
  const policy = startGroups(checks);
  let recordedOnly = 0;
  return {
    add: (host) => {
      if (host.recordedOnly) recordedOnly += 1;
      const fate = fates.get(host.fate) ?? { total: 0, first: [] };
      fate.total += 1;
      if (fate.first.length < NAMES_KEPT) fate.first.push(host.name);
      fates.set(host.fate, fate);
      own.add(host.changes);
      policy.add(host.policyChanges);
    },
    finish: () => ({
      ...frameOf(frame),
      fates: recordOf(FATES, (fate) => fates.get(fate) ?? { total: 0, first: [] }),
      counts: own.counts(),
      policyCounts: policy.counts(),
      groups: own.groups(),
      policyGroups: policy.groups(),
      recordedOnly,
      newFailures: own.newFailures(),
    }),
  };
}

/** Reads a comparison once. */
export async function summarizeDrift(drift: Drift): Promise<DriftSummary> {
  const summary = startDriftSummary(drift);
  for await (const host of drift.hosts()) summary.add(host);
  return summary.finish();
}

const frameOf = (frame: DriftFrame): DriftFrame => ({
  before: frame.before,
  after: frame.after,
  ...(frame.judgedAgain === undefined ? {} : { judgedAgain: frame.judgedAgain }),
  checks: frame.checks,
  newChecks: frame.newChecks,
  lostChecks: frame.lostChecks,
  changedChecks: frame.changedChecks,
});

function recordOf<K extends string, V>(
  keys: readonly K[],
  of: (key: K) => V,
): Readonly<Record<K, V>> {
  return Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, V>;
}

type Growing = { -readonly [K in keyof ChangeGroup]: ChangeGroup[K] };

/** A value that changed fails as it did before. */
const NEW: ReadonlySet<ChangeKind> = new Set(['newFailure', 'unwaived']);

function startGroups(checks: ReadonlyMap<string, CheckMeta>) {
  const groups = new Map<string, Growing>();
  const counts = recordOf(KINDS, () => 0) as Record<ChangeKind, number>;
  const fresh: Record<Severity, number> = { low: 0, medium: 0, high: 0, critical: 0 };
  return {
    add: (changes: readonly Change[]) => {
      const counted = new Set<Growing>();
      for (const change of changes) {
        const { kind, check } = change;
        const { title = '', severity = 'low' } = checks.get(check) ?? {};
        counts[kind] += 1;
        if (NEW.has(kind)) fresh[severity] += 1;
        const key = `${kind} ${check}`;
        const group = groups.get(key) ?? {
          kind,
          check,
          title,
          severity,
          hosts: 0,
          example: change,
        };
        groups.set(key, group);
        if (!counted.has(group)) group.hosts += 1;
        counted.add(group);
      }
    },
    counts: (): ChangeCounts => counts,
    newFailures: () => fresh,
    groups: (): readonly ChangeGroup[] => [...groups.values()].sort(worstFirst),
  };
}

const worstFirst = (a: ChangeGroup, b: ChangeGroup): number =>
  KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
  WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity) ||
  b.hosts - a.hosts ||
  compareNaturally(a.check, b.check);
