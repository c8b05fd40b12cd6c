import { existsSync, readFileSync, statSync } from 'node:fs';
import {
  lookedAt,
  noSeverities,
  proven,
  type SeverityCounts,
  type Tally,
} from '../../reports/totals.ts';
import { baselineOf, startComparison } from '../engine/compare-run.ts';
import { type GateRules, type GateVerdict, gate } from '../engine/gate.ts';
import type { Baseline } from '../model/baseline.ts';
import type { RunChanges } from '../model/changes.ts';
import type { CheckMeta, Severity } from '../model/check.ts';
import { UsageError } from '../model/errors.ts';
import type { HostReport, Report, RunInfo } from '../model/run.ts';
import { visible } from '../model/visible-text.ts';
import { loadGate } from '../policy/load-gate.ts';
import { parseBaseline } from '../store/baseline-file.ts';
import type { StoreOptions } from './run-store.ts';
import { withReport } from './with-runs.ts';

export interface GateOptions extends StoreOptions {
  readonly failOn?: Severity | 'none' | undefined;
  readonly failOnNew?: true | undefined;
  readonly minComplete?: number | undefined;
  /** A file of rules; options win over it. */
  readonly gate?: string | undefined;
  /** A file that `baseline init` wrote, or an earlier run: its folder, or as the store knows it. */
  readonly baseline?: string | undefined;
}

/** What the run is held to when it ends. */
export interface Gate {
  readonly rules: GateRules;
  readonly baseline?: Baseline;
}

/**
 * Reads what the run will be held to, before any host is contacted.
 * @throws UsageError when a file is not there or wrong, or a baseline is wanted and none named.
 */
export async function openGate(options: GateOptions): Promise<Gate> {
  const file = options.gate === undefined ? {} : loadGate(options.gate);
  const newOnly = options.failOnNew ?? file.failOnNew ?? false;
  if (newOnly && options.baseline === undefined) {
    throw new UsageError('to fail on new failures alone takes a --baseline to know them by');
  }
  const minComplete = options.minComplete ?? file.minComplete;
  return {
    rules: {
      failOn: options.failOn ?? file.failOn ?? 'high',
      newOnly,
      ...(minComplete === undefined ? {} : { minComplete }),
      ...(file.minScore === undefined ? {} : { minScore: file.minScore }),
      ...(file.most === undefined ? {} : { most: file.most }),
    },
    ...(options.baseline === undefined
      ? {}
      : { baseline: await openBaseline(options.baseline, options) }),
  };
}

async function openBaseline(path: string, options: StoreOptions): Promise<Baseline> {
  if (existsSync(path) && !statSync(path).isDirectory()) {
    return parseBaseline(readFileSync(path, 'utf8'), path);
  }
  try {
    return await baselineOfRun(path, options);
  } catch (cause) {
    if (existsSync(path) || !(cause instanceof UsageError)) throw cause;
    throw new UsageError(
      `${path} is not there; make a baseline with hostward baseline init, or name a run (${cause.message})`,
      { cause },
    );
  }
}

/** The baseline that a run that ended is. */
export async function baselineOfRun(run: string, options: StoreOptions): Promise<Baseline> {
  return await withReport(run, options, baselineOfReport);
}

export const baselineOfReport = async ({ run, checks, hosts }: Report): Promise<Baseline> =>
  await baselineOf(
    run,
    checks.map(({ id }) => id),
    hosts(),
  );

export interface RunComparison {
  readonly add: (host: HostReport) => void;
  readonly newFailures: () => SeverityCounts;
  readonly finish: (run: RunInfo, hosts: () => AsyncIterable<HostReport>) => RunChanges;
}

/** Compares the hosts of a run with a baseline as they are read. */
export function compareWith(
  baseline: Baseline | undefined,
  checks: readonly CheckMeta[],
): RunComparison | undefined {
  if (baseline === undefined) return undefined;
  const severities = new Map(checks.map(({ id, severity }) => [id, severity]));
  const comparison = startComparison(baseline);
  const fresh = noSeverities();
  return {
    add: (host) => {
      for (const { kind, check } of comparison.add(host)) {
        const severity = severities.get(check);
        if (severity !== undefined && NEW.has(kind)) fresh[severity] += 1;
      }
    },
    newFailures: () => fresh,
    finish: (run, hosts) => comparison.finish(run, [...severities.keys()], hosts),
  };
}

/** A value that changed fails as it did before. */
const NEW: ReadonlySet<string> = new Set(['newFailure', 'unwaived']);

interface RunFacts {
  readonly audited: number;
  readonly unreached: number;
  readonly unknown: number;
  readonly tally: Readonly<Tally>;
  readonly failing: Readonly<SeverityCounts>;
  readonly new?: SeverityCounts;
  readonly incomparable?: string;
  /** What `--strict` fails for, a line each. */
  readonly graveWaivers: readonly string[];
}

/** Holds a run to its gate, and says on the error stream why it does not pass. */
export function judgeGate(
  rules: GateRules,
  { tally, graveWaivers, ...facts }: RunFacts,
): GateVerdict {
  const verdict = gate(
    { ...facts, known: lookedAt(tally), proven: proven(tally), graveWaivers: graveWaivers.length },
    rules,
  );
  const said = [...verdict.reasons, ...graveWaivers.map((line) => `  ${line}`)];
  if (verdict.ending !== 'passed' && saysMore(rules, graveWaivers)) {
    console.error(said.map((line) => `hostward: ${visible(line)}`).join('\n'));
  }
  return verdict;
}

/** The summary says what fails and what is unknown; only further rules need words of their own. */
const saysMore = (rules: GateRules, graveWaivers: readonly string[]): boolean =>
  rules.newOnly ||
  rules.minComplete !== undefined ||
  rules.minScore !== undefined ||
  rules.most !== undefined ||
  graveWaivers.length > 0;
