import { once } from 'node:events';
import { renderDriftJson } from '../../../reports/drift/json.ts';
import { renderDriftMarkdown } from '../../../reports/drift/markdown.ts';
import { type DriftSummary, summarizeDrift } from '../../../reports/drift/summary.ts';
import { renderDriftSummary } from '../../../reports/drift/terminal.ts';
import { SEVERITIES, type Severity } from '../../model/check.ts';
import type { Drift } from '../../model/drift.ts';
import { UsageError } from '../../model/errors.ts';
import type { RunReader } from '../../store/store.ts';
import { type DriftOptions, driftBetween } from '../drift-between.ts';
import type { StoreOptions } from '../run-store.ts';
import { terminalPen } from '../terminal-pen.ts';
import { withRuns } from '../with-runs.ts';
import { printEvidenceDiff } from './diff-evidence.ts';

export interface DiffCommandOptions extends DriftOptions, StoreOptions {
  readonly format: DiffFormat;
  /** The least severity of a new failure that makes the command end with 1. */
  readonly failOn: Severity | 'none';
  /** Which readings of --host changed, instead of verdicts. */
  readonly evidence?: true | undefined;
}

type DiffFormat = 'text' | 'json' | 'markdown';

/** Compares two runs. @returns the exit status: 1 for a new failure that `failOn` counts. */
export async function diff(
  first: string,
  second: string,
  options: DiffCommandOptions,
): Promise<number> {
  return await withRuns([first, second], options, async ([before, after]) => {
    if (before === undefined || after === undefined) throw new Error('two runs were asked for');
    if (options.host !== undefined) await refuseUnknown(options.host, [before, after]);
    if (options.evidence) {
      if (options.host === undefined) {
        throw new UsageError('--evidence shows the readings of one host; name it with --host');
      }
      await printEvidenceDiff(before, after, options.host);
      return 0;
    }
    const summary = await print(driftBetween(before, after, options), options.format);
    return isFailing(summary, options.failOn) ? 1 : 0;
  });
}

async function refuseUnknown(host: string, runs: readonly RunReader[]): Promise<void> {
  for (const run of runs) if ((await run.host(host)) !== undefined) return;
  throw new UsageError(`neither run has a host ${host}; hostward runs show lists those of a run`);
}

async function print(drift: Drift, format: DiffFormat): Promise<DriftSummary> {
  if (format === 'json') return await printJson(drift);
  const summary = await summarizeDrift(drift);
  process.stdout.write(
    format === 'markdown'
      ? renderDriftMarkdown(summary)
      : renderDriftSummary(summary, terminalPen()),
  );
  return summary;
}

/** Waits for a slow reader: what it has not taken would be held in memory. */
async function printJson(drift: Drift): Promise<DriftSummary> {
  let summary: DriftSummary | undefined;
  const text = renderDriftJson(drift, (done) => {
    summary = done;
  });
  for await (const part of text) {
    if (!process.stdout.write(part)) await once(process.stdout, 'drain');
  }
  if (summary === undefined) throw new Error('the comparison did not end');
  return summary;
}

const isFailing = ({ newFailures }: DriftSummary, failOn: Severity | 'none'): boolean =>
  failOn !== 'none' &&
  SEVERITIES.slice(SEVERITIES.indexOf(failOn)).some((severity) => newFailures[severity] > 0);
