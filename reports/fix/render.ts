import type { Report } from '../../src/model/run.ts';
import { visibleLine } from '../../src/model/visible-text.ts';
import { startPlaybook } from './ansible.ts';
import type { FixFormat } from './formats.ts';
import { type FixPlan, planFix, sysctlLine } from './plan.ts';
import { shellFix } from './shell.ts';

export interface FixOptions {
  /** Highest level of check to settle. */
  readonly level: 1 | 2;
  /** Only this host. */
  readonly host?: string;
}

/** A file of a plan; `host` where it is for one alone. */
export interface FixFile {
  readonly host?: string;
  readonly text: string;
}

/** Plans that settle what fails, for people to read and to run: hostward never does. */
export async function* renderFix(
  report: Report,
  format: FixFormat,
  options: FixOptions,
): AsyncIterable<FixFile> {
  const playbook = startPlaybook();
  for await (const plan of plansOf(report, options)) {
    if (format === 'ansible') playbook.add(plan);
    else {
      const text =
        format === 'sh' ? shellFix(plan, report.run.id) : sysctlFile(plan, report.run.id);
      yield { host: plan.host, text };
    }
  }
  if (format === 'ansible') yield { text: playbook.text(report.run.id) };
}

async function* plansOf(
  { checks, hosts }: Report,
  { level, host: wanted }: FixOptions,
): AsyncIterable<FixPlan> {
  const byId = new Map(checks.map((check) => [check.id, check]));
  for await (const host of hosts()) {
    if (host.status === 'failed') continue;
    if (wanted === undefined || host.name === wanted) yield planFix(host, byId, level);
  }
}

function sysctlFile({ host, sysctl }: FixPlan, run: string): string {
  const lines = sysctl.flatMap(({ check, repair }) => [
    `# ${check.severity}: ${visibleLine(check.title)}`,
    sysctlLine(repair),
  ]);
  return [`# ${visibleLine(host)}: failures of run ${visibleLine(run)}`, ...lines, ''].join('\n');
}
