import { createHash } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { type Summary, startSummary } from '../../reports/summary/summary.ts';
import { renderSummary } from '../../reports/terminal/render.ts';
import type { Covered } from '../engine/coverage.ts';
import type { Policy } from '../engine/policy.ts';
import { startWaiverUse } from '../engine/waiver-use.ts';
import { readingKeysOf } from '../kit/define-check.ts';
import type { RunChanges } from '../model/changes.ts';
import { atLeastAsSevere, type CheckMeta } from '../model/check.ts';
import type { Report, RunInfo } from '../model/run.ts';
import { hostEvidence, POLICY, type RunFolder } from '../store/run-folder.ts';
import { type SealOptions, sealFolder } from '../store/sealed-folder.ts';
import type { StoredRecord } from '../store/store.ts';
import { exitStatus, INCOMPLETE } from './exit-status.ts';
import { compareWith, type Gate, type GateOptions, judgeGate, type RunComparison } from './gate.ts';
import type { KeptRun } from './keep-run.ts';
import type { LastRun } from './last-run.ts';
import { type NotifyOptions, notify } from './notify.ts';
import type { Accepted, Policies } from './policies.ts';
import { policyRecord } from './policy-record.ts';
import { type Format, type FormatOptions, reportFiles } from './report-formats.ts';
import type { RunHistory } from './run-history.ts';
import type { SealingOptions } from './sealing.ts';
import { linked, showsLinks } from './terminal-links.ts';
import { terminalPen } from './terminal-pen.ts';
import { toolVersion } from './version.ts';
import { graveConcerns } from './waiver-concerns.ts';

const EXPIRING_DAYS = 30;

export interface FinishOptions extends FormatOptions, GateOptions, SealingOptions, NotifyOptions {
  readonly format: readonly Format[];
  readonly quiet?: true | undefined;
  /** Whether the summary has all that it knows. */
  readonly verbose?: true | undefined;
  /** Days ahead in which the end of a waiver is told. */
  readonly expiringDays?: number | undefined;
  /** Whether waivers that somebody has to decide on fail the run. */
  readonly strict?: true | undefined;
}

/** What hosts were held against. */
export interface Judged {
  readonly policies: Pick<Policies, 'resolved' | 'accepted'>;
  /** Hosts that were left out: waivers may cover them. */
  readonly unseen: readonly Covered[];
  readonly gate: Gate;
  /** The store that keeps the run beside its folder. */
  readonly kept?: KeptRun | undefined;
  readonly sealing: SealOptions;
}

/** What only the caller knows of a run; the rest follows. */
export type RunSpan = Pick<
  RunInfo,
  'startedAt' | 'finishedAt' | 'inventoryHash' | 'collectorHash' | 'continues'
>;

/** Writes the reports of a run whose hosts lie in its folder, prints the summary, and tells the exit status. */
export async function finishReport(
  folder: RunFolder,
  span: RunSpan,
  { policies, unseen, gate, kept, sealing }: Judged,
  options: FinishOptions,
  stoppedBy?: 'SIGINT' | 'SIGTERM',
): Promise<number> {
  const { accepted } = policies;
  const resolved = policies.resolved();
  const checks = checksOf(resolved.values());
  const summary = startSummary(checks);
  const use = startWaiverUse(accepted.waivers);
  for (const host of unseen) use.addUnseen(host);
  const info = runInfo(span, resolved, accepted);
  const last = gate.baseline === undefined ? await kept?.last(info) : undefined;
  const comparison = compareWith(gate.baseline ?? last?.baseline, checks);
  for await (const host of folder.hosts()) {
    summary.add(host);
    use.add(host);
    comparison?.add(host);
  }
  const done = summary.finish();
  const run = { ...info, complete: done.unreached === 0 && stoppedBy === undefined };
  const policy = policyRecord(resolved.values(), accepted);
  const changes = changesOf(
    comparison?.finish(run, () => folder.hosts()),
    last,
    policy,
  );
  const waivers = use.finish(span.startedAt, options.expiringDays ?? EXPIRING_DAYS);
  const record = { run, checks, waivers };
  await folder.writeText(POLICY, [policy]);
  await folder.addRecord(record);
  await kept?.finish(record, policy, sealing.key);
  const history = await kept?.history(run);
  const report = reportIn(folder, record, changes, history);
  const files = await writeReports(folder, report, {
    ...options,
    firstSeen: history?.firstSeen,
  });
  await sealFolder(folder.path, run, sealing);
  if (!options.quiet) {
    const paths = [...files, join(folder.path, 'evidence')];
    printSummary(done, report, paths, options.verbose ?? false);
  }
  const verdict = judgeGate(gate.rules, {
    ...done,
    ...(gate.baseline === undefined ? {} : comparedFacts(comparison, changes)),
    graveWaivers: options.strict ? graveConcerns(waivers) : [],
  });
  const status = exitStatus(done.audited + done.unreached, verdict, stoppedBy);
  const ended = status === 0 && kept?.isWhole() === false ? INCOMPLETE : status;
  await notify(options, report, ended);
  return ended;
}

const reportIn = (
  folder: RunFolder,
  record: StoredRecord,
  changes: RunChanges | undefined,
  history: RunHistory | undefined,
): Report => ({
  ...record,
  hosts: () => folder.hosts(),
  readings: (host) => Promise.resolve(hostEvidence(folder.path, host)?.records),
  ...(changes === undefined ? {} : { changes }),
  ...(history === undefined ? {} : { trend: history.trend }),
});

async function writeReports(
  folder: RunFolder,
  report: Report,
  options: FinishOptions,
): Promise<readonly string[]> {
  const files: string[] = [];
  for (const format of options.format) {
    for await (const { name, text } of reportFiles(format, report, options)) {
      files.push(await folder.writeText(name, text));
    }
  }
  return files;
}

/** Only what somebody chose to compare with has a say in the gate. */
const comparedFacts = (comparison: RunComparison | undefined, changes: RunChanges | undefined) => ({
  ...(comparison === undefined ? {} : { new: comparison.newFailures() }),
  ...(changes?.incomparable === undefined ? {} : { incomparable: changes.incomparable }),
});

const changesOf = (
  changes: RunChanges | undefined,
  last: LastRun | undefined,
  policy: string,
): RunChanges | undefined =>
  changes === undefined || last === undefined
    ? changes
    : { ...changes, changedChecks: last.changedChecks(policy) };

function printSummary(
  summary: Summary,
  { waivers, changes }: Report,
  files: readonly string[],
  inFull: boolean,
): void {
  const pen = { ...terminalPen(), inFull };
  const text = renderSummary(summary, { ...pen, files, waivers, changes });
  process.stdout.write(showsLinks() ? linked(text, files) : text);
}

/** Its keys stand in the order of the published schema, so that a run read back is the same text. */
function runInfo(
  span: RunSpan,
  policies: ReadonlyMap<string, Policy>,
  { hash }: Accepted,
): Omit<RunInfo, 'complete'> {
  const { startedAt, finishedAt, inventoryHash, collectorHash, continues } = span;
  const { id, auditor } = runHead(startedAt);
  return {
    id,
    startedAt,
    finishedAt,
    toolVersion: toolVersion(),
    auditor,
    profile: [...policies.keys()].join(', '),
    policyHash: hashOfPolicies(policies.values()),
    ...(hash === undefined ? {} : { waiversHash: hash }),
    ...(inventoryHash === undefined ? {} : { inventoryHash }),
    collectorHash,
    ...(continues === undefined ? {} : { continues }),
  };
}

/** What is known of a run as soon as it starts. */
export const runHead = (
  startedAt: string,
): Pick<RunInfo, 'id' | 'startedAt' | 'toolVersion' | 'auditor'> => ({
  id: startedAt.replace(/[:.]/g, '-'),
  startedAt,
  toolVersion: toolVersion(),
  auditor: { account: userInfo().username, machine: hostname() },
});

/** The checks of all policies, each once, as the policy that takes it most seriously wants it. */
export function checksOf(policies: Iterable<Policy>): readonly CheckMeta[] {
  const known = new Map<string, CheckMeta>();
  for (const { checks } of policies) {
    for (const { check, meta } of checks) {
      const { severity = 'low' } = known.get(meta.id) ?? {};
      if (!known.has(meta.id) || !atLeastAsSevere(severity, meta.severity))
        known.set(meta.id, { ...meta, reads: readingKeysOf(check) });
    }
  }
  return [...known.values()];
}

/** One hash for a run: of its policy, or over those of all its policies. */
function hashOfPolicies(policies: Iterable<Policy>): string {
  const hashes = [...policies].map(({ hash }) => hash);
  if (hashes.length === 1) return hashes.join('');
  return createHash('sha256').update(hashes.sort().join('\n')).digest('hex');
}
