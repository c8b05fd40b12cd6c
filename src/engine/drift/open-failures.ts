import type { Severity } from '../../model/check.ts';
import type { AuditedHost, Finding } from '../../model/run.ts';
import { epochSeconds } from '../../model/time.ts';
import type { OpenFailure, RepairTime } from '../../model/trend.ts';

/** Follows when mismatches came and went. Names are kept once: hosts of a fleet fail alike. */
export interface OpenFailures {
  /** @param at ISO instant of the run. */
  readonly update: (host: AuditedHost, at: string, severities: Severities) => Moved;
  /** A host that is no longer audited takes its failures along, unrepaired. */
  readonly forget: (host: string) => void;
  readonly since: (host: string, check: string, subject: string) => string | undefined;
  readonly total: () => number;
  readonly oldest: (limit: number, severities: Severities) => readonly OpenFailure[];
  readonly repair: () => Readonly<Record<Severity, RepairTime>>;
}

export type Severities = ReadonlyMap<string, Severity>;

interface Moved {
  readonly opened: number;
  readonly closed: number;
}

/** By number of the mismatch: the instant at which it was first seen. */
type Standing = Map<number, string>;

export function followFailures(): OpenFailures {
  const names = startNames();
  const hosts = new Map<string, Standing>();
  const repaired = startRepairs();

  function update(host: AuditedHost, at: string, severities: Severities): Moved {
    const standing = hosts.get(host.name) ?? new Map<number, string>();
    hosts.set(host.name, standing);
    const now = nowOf(host.findings, names);
    const gone = [...standing.keys()].filter((key) => !isStill(key, names.of(key).check, now));
    const closed = gone.filter((key) => now.asked.has(names.of(key).check));
    for (const key of closed.filter((each) => !now.accepted.has(each))) {
      const severity = severities.get(names.of(key).check) ?? 'low';
      repaired.add(severity, standing.get(key) ?? at, at);
    }
    for (const key of gone) standing.delete(key);
    const fresh = [...now.open].filter((key) => !standing.has(key));
    for (const key of fresh) standing.set(key, at);
    return { opened: fresh.length, closed: closed.length };
  }

  return {
    update,
    forget: (host) => {
      hosts.delete(host);
    },
    since: (host, check, subject) => hosts.get(host)?.get(names.keyOf(check, subject)),
    total: () => [...hosts.values()].reduce((sum, { size }) => sum + size, 0),
    oldest: (limit, severities) => oldestOf(hosts, names, severities, limit),
    repair: repaired.means,
  };
}

/** What can no longer be told is not thereby repaired. */
const isStill = (key: number, check: string, { open, untold }: ReturnType<typeof nowOf>): boolean =>
  open.has(key) || untold.has(check);

interface Mismatched {
  readonly check: string;
  readonly subject: string;
}

interface Names {
  readonly keyOf: (check: string, subject: string) => number;
  readonly of: (key: number) => Mismatched;
}

function startNames(): Names {
  const keys = new Map<string, Map<string, number>>();
  const list: Mismatched[] = [];
  return {
    keyOf: (check, subject) => {
      const ofCheck = keys.get(check) ?? new Map<string, number>();
      keys.set(check, ofCheck);
      const key = ofCheck.get(subject) ?? list.push({ check, subject }) - 1;
      ofCheck.set(subject, key);
      return key;
    },
    of: (key) => list[key] ?? { check: '', subject: '' },
  };
}

function nowOf(findings: readonly Finding[], names: Names) {
  const open = new Set<number>();
  const accepted = new Set<number>();
  const untold = new Set<string>();
  const asked = new Set<string>();
  for (const { check, outcome, mismatches = [] } of findings) {
    asked.add(check);
    if (outcome === 'unknown') untold.add(check);
    for (const { subject, waiver } of mismatches) {
      (waiver === undefined ? open : accepted).add(names.keyOf(check, subject));
    }
  }
  return { open, accepted, untold, asked };
}

function startRepairs() {
  const sums = { low: start(), medium: start(), high: start(), critical: start() };
  return {
    add: (severity: Severity, since: string, at: string) => {
      sums[severity].repaired += 1;
      sums[severity].seconds += epochSeconds(at) - epochSeconds(since);
    },
    means: (): Readonly<Record<Severity, RepairTime>> => ({
      low: meanOf(sums.low),
      medium: meanOf(sums.medium),
      high: meanOf(sums.high),
      critical: meanOf(sums.critical),
    }),
  };
}

const start = () => ({ repaired: 0, seconds: 0 });

const meanOf = ({ repaired, seconds }: ReturnType<typeof start>): RepairTime =>
  repaired === 0 ? { repaired } : { repaired, meanSeconds: Math.round(seconds / repaired) };

const RANKS: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

function oldestOf(
  hosts: ReadonlyMap<string, Standing>,
  names: Names,
  severities: Severities,
  limit: number,
): readonly OpenFailure[] {
  let kept: OpenFailure[] = [];
  for (const [host, standing] of hosts) {
    for (const [key, since] of standing) {
      const { check, subject } = names.of(key);
      kept.push({ host, check, subject, since, severity: severities.get(check) ?? 'low' });
    }
    if (kept.length > 10 * limit + 1000) kept = kept.sort(oldestFirst).slice(0, limit);
  }
  return kept.sort(oldestFirst).slice(0, limit);
}

const oldestFirst = (a: OpenFailure, b: OpenFailure): number =>
  compare(a.since, b.since) ||
  RANKS.indexOf(a.severity) - RANKS.indexOf(b.severity) ||
  compare(a.host, b.host) ||
  compare(a.check, b.check) ||
  compare(a.subject, b.subject);

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
