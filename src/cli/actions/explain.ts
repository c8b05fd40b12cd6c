import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Explanation, renderExplanation } from '../../../reports/terminal/explanation.ts';
import { readingKeysOf } from '../../kit/define-check.ts';
import { UsageError } from '../../model/errors.ts';
import type { Evidence } from '../../model/evidence.ts';
import { meant } from '../../model/nearest.ts';
import type { AuditedHost, Report } from '../../model/run.ts';
import { evidenceFileName, readEvidence } from '../../store/evidence-file.ts';
import type { RunReader } from '../../store/store.ts';
import { BUILT_IN } from '../built-in.ts';
import type { StoreOptions } from '../run-store.ts';
import { terminalPen } from '../terminal-pen.ts';
import { withReport } from '../with-runs.ts';

export interface ExplainOptions extends StoreOptions {
  readonly run: string;
  /** May be left out where the run has one host alone. */
  readonly host?: string | undefined;
}

/**
 * Prints one check on one host: what was read, what was expected, what came of it, what to do.
 * @throws UsageError when the run has no such host or check.
 */
export async function explain(id: string, options: ExplainOptions): Promise<void> {
  await withReport(options.run, options, (report, run) => explainIn(id, report, run, options));
}

async function explainIn(
  id: string,
  report: Report,
  run: RunReader | undefined,
  options: ExplainOptions,
): Promise<void> {
  const host = await hostOf(report, options);
  const check = report.checks.find((known) => known.id === id);
  const finding = host.findings.find((known) => known.check === id);
  if (check === undefined || finding === undefined) {
    const known = host.findings.map((each) => each.check);
    const hint = meant(id, known) ?? 'see `hostward checks list`';
    throw new UsageError(`${host.name} was not asked ${id}; ${hint}`);
  }
  const file = join(options.run, 'evidence', evidenceFileName(host.name));
  const evidence = run === undefined ? evidenceIn(file) : await run.evidenceOf(host.name);
  process.stdout.write(
    renderExplanation(
      {
        host,
        check,
        finding,
        read: readBy(id, evidence),
        evidence: run === undefined ? file : `run ${run.run.id}`,
      },
      terminalPen(),
    ),
  );
}

const evidenceIn = (file: string): Evidence | undefined =>
  existsSync(file) ? readEvidence(file) : undefined;

async function hostOf(report: Report, { host: wanted, run }: ExplainOptions): Promise<AuditedHost> {
  const names: string[] = [];
  let only: AuditedHost | undefined;
  for await (const host of report.hosts()) {
    names.push(host.name);
    if (wanted !== undefined && host.name !== wanted) continue;
    if (host.status === 'failed') {
      throw new UsageError(`${host.name} was not read: ${host.reason.message}`);
    }
    if (wanted !== undefined) return host;
    only = host;
  }
  if (wanted === undefined && only !== undefined && names.length === 1) return only;
  if (wanted === undefined)
    throw new UsageError(`${run} has ${names.length} hosts; name one with --host`);
  throw new UsageError(
    `${run} has no host ${wanted}; ${meant(wanted, names) ?? 'see hostward runs show'}`,
  );
}

/** What the check asks for; a check that is gone since has its finding alone. */
function readBy(id: string, evidence: Evidence | undefined): Explanation['read'] {
  const check = BUILT_IN.checks.find((known) => known.id === id);
  if (check === undefined) return [];
  return readingKeysOf(check).map((key) => [key, evidence?.records[key]]);
}
