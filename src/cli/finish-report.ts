import { createHash } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { renderSummary } from '../../reports/terminal/render.ts';
import { startSummary } from '../../reports/terminal/summary.ts';
import type { Policy } from '../engine/policy.ts';
import type { CheckMeta, Severity } from '../model/check.ts';
import type { Report, RunInfo } from '../model/run.ts';
import type { RunFolder } from '../store/run-folder.ts';
import { exitStatus } from './exit-status.ts';
import type { Format } from './options.ts';
import { toolVersion } from './version.ts';

export interface FinishOptions {
  readonly format: readonly Format[];
  readonly failOn: Severity | 'none';
  readonly quiet?: true | undefined;
}

/** What only the caller knows of a run; the rest follows. */
export type RunSpan = Pick<RunInfo, 'startedAt' | 'finishedAt' | 'inventoryHash' | 'collectorHash'>;

/** Writes the reports of a run whose hosts lie in its folder, prints the summary, and tells the exit status. */
export async function finishReport(
  folder: RunFolder,
  span: RunSpan,
  policies: ReadonlyMap<string, Policy>,
  options: FinishOptions,
  stoppedBy?: 'SIGINT' | 'SIGTERM',
): Promise<number> {
  const checks = checksOf(policies.values());
  const summary = startSummary(checks);
  let unreached = 0;
  for await (const host of folder.hosts()) {
    summary.add(host);
    if (host.status === 'failed') unreached += 1;
  }
  const complete = unreached === 0 && stoppedBy === undefined;
  const run = runInfo(span, policies, complete);
  const report: Report = { run, checks, hosts: () => folder.hosts(), waivers: [] };
  const files: string[] = [];
  for (const format of options.format) files.push(...(await writeReport(folder, format, report)));
  const done = summary.finish();
  if (!options.quiet) {
    const { stdout, env } = process;
    process.stdout.write(
      renderSummary(done, {
        width: stdout.isTTY && stdout.columns > 0 ? stdout.columns : 100,
        colour: stdout.hasColors?.() === true && !env['NO_COLOR'],
        unicode: /utf-?8/i.test(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || ''),
        files: [...files, join(folder.path, 'evidence')],
      }),
    );
  }
  return exitStatus(done, options.failOn, stoppedBy);
}

function runInfo(span: RunSpan, policies: ReadonlyMap<string, Policy>, complete: boolean): RunInfo {
  return {
    ...span,
    id: span.startedAt.replace(/[:.]/g, '-'),
    toolVersion: toolVersion(),
    auditor: { account: userInfo().username, machine: hostname() },
    profile: [...policies.keys()].join(', '),
    policyHash: hashOfPolicies(policies.values()),
    complete,
  };
}

/** @returns the files that it wrote. */
async function writeReport(
  folder: RunFolder,
  format: Format,
  report: Report,
): Promise<readonly string[]> {
  switch (format) {
    case 'html': {
      const { renderHtml } = await import('../../reports/html/render.ts');
      return [await folder.writeText('report.html', renderHtml(report))];
    }
    case 'junit': {
      const { renderJunitFiles } = await import('../../reports/junit/render.ts');
      const files: string[] = [];
      for await (const file of renderJunitFiles(report)) {
        const name = files.length === 0 ? 'junit.xml' : `junit-${files.length + 1}.xml`;
        files.push(await folder.writeText(name, file));
      }
      return files;
    }
    case 'json': {
      const { renderJson } = await import('../../reports/json/render.ts');
      return [await folder.writeText('report.json', renderJson(report))];
    }
  }
}

/** The checks of all policies, each once, as the first policy that takes it wants it. */
export function checksOf(policies: Iterable<Policy>): readonly CheckMeta[] {
  const known = new Map<string, CheckMeta>();
  for (const { checks } of policies) {
    for (const { meta } of checks) if (!known.has(meta.id)) known.set(meta.id, meta);
  }
  return [...known.values()];
}

/** One hash for a run: of its policy, or over those of all its policies. */
function hashOfPolicies(policies: Iterable<Policy>): string {
  const hashes = [...policies].map(({ hash }) => hash);
  if (hashes.length === 1) return hashes.join('');
  return createHash('sha256').update(hashes.sort().join('\n')).digest('hex');
}
