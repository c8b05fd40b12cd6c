import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { attestCommand } from './commands/attest.ts';
import { auditCommand } from './commands/audit.ts';
import { baselineCommand } from './commands/baseline.ts';
import { benchmarksCommand } from './commands/benchmarks.ts';
import { checksCommand } from './commands/checks.ts';
import { collectCommand } from './commands/collect.ts';
import { compareCommand } from './commands/compare.ts';
import { diffCommand } from './commands/diff.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { explainCommand } from './commands/explain.ts';
import { fixCommand } from './commands/fix.ts';
import { inventoryCommand } from './commands/inventory.ts';
import { keysCommand } from './commands/keys.ts';
import { planCommand } from './commands/plan.ts';
import { policyCommand } from './commands/policy.ts';
import { reportCommand } from './commands/report.ts';
import { runsCommand } from './commands/runs.ts';
import { scheduleCommand } from './commands/schedule.ts';
import { schemaCommand } from './commands/schema.ts';
import { trendCommand } from './commands/trend.ts';
import { verifyCommand } from './commands/verify.ts';
import { waiversCommand } from './commands/waivers.ts';
import { workerCommand } from './commands/worker.ts';

/** Every command, ready to parse. What a command does is loaded when it runs. */
export function createProgram(version: string): CommandUnknownOpts {
  const program = new Command('hostward')
    .description('Audits how well Linux container hosts are hardened, over SSH, without an agent.')
    .version(version)
    .addHelpText('after', '\nStart with: hostward audit          (this machine, no configuration)');
  for (const command of [
    auditCommand(),
    planCommand(),
    collectCommand(),
    evaluateCommand(),
    reportCommand(),
    diffCommand(),
    trendCommand(),
    compareCommand(),
    runsCommand(),
    explainCommand(),
    fixCommand(),
    baselineCommand(),
    checksCommand(),
    benchmarksCommand(),
    inventoryCommand(),
    policyCommand(),
    waiversCommand(),
    attestCommand(),
    verifyCommand(),
    keysCommand(),
    scheduleCommand(),
    workerCommand(),
    schemaCommand(),
  ]) {
    program.addCommand(command);
  }
  exitThrough(program);
  return program;
}

/** Commander would end the process by itself, with a status that means findings here. */
function exitThrough(command: CommandUnknownOpts): void {
  command.exitOverride();
  for (const child of command.commands) exitThrough(child);
}
