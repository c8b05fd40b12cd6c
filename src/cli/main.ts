#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
import { Command, CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { UsageError } from '../model/errors.ts';
import { auditCommand } from './commands/audit.ts';
import { checksCommand } from './commands/checks.ts';
import { collectCommand } from './commands/collect.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { inventoryCommand } from './commands/inventory.ts';
import { planCommand } from './commands/plan.ts';
import { schemaCommand } from './commands/schema.ts';
import { USAGE_ERROR } from './exit-status.ts';
import { toolVersion } from './version.ts';

const program = new Command('hostward')
  .description('Audits how well Linux container hosts are hardened, over SSH, without an agent.')
  .version(toolVersion())
  .configureHelp({ showGlobalOptions: true })
  .addHelpText('after', '\nStart with: hostward audit          (this machine, no configuration)');

for (const command of [
  auditCommand(),
  planCommand(),
  collectCommand(),
  evaluateCommand(),
  checksCommand(),
  inventoryCommand(),
  schemaCommand(),
]) {
  program.addCommand(command);
}
exitThrough(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = statusOf(error);
}

/** Commander would end the process by itself, with a status that means findings here. */
function exitThrough(command: CommandUnknownOpts): void {
  command.exitOverride();
  for (const child of command.commands) exitThrough(child);
}

function statusOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE_ERROR;
  if (error instanceof UsageError) {
    console.error(`hostward: ${error.message}`);
    return USAGE_ERROR;
  }
  throw error;
}
