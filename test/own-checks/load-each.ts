import { checks } from '../../checks/index.ts';
import { compile } from '../../src/collector/compile.ts';
import { planReadings } from '../../src/collector/plan.ts';
import { AUDIT_FACTS } from '../../src/engine/audit-host.ts';
import { factsOf } from '../../src/kit/define-check.ts';
import { loadOwnChecks } from '../../src/own-checks/load.ts';

/**
 * Run by Node itself, whose `require` and `import` share modules, as they do for users: prints what
 * becomes of each module. A path behind `+` may bring probes of its own.
 */
function outcomeOf(argument: string): object {
  const allowCustomProbes = argument.startsWith('+');
  const path = argument.replace(/^\+/, '');
  try {
    const own = loadOwnChecks([path], { builtIn: checks, always: AUDIT_FACTS, allowCustomProbes });
    const made = own.map(({ check }) => check);
    const { body } = compile(planReadings(made.flatMap(factsOf)));
    return { made: made.map(({ id, origin }) => `${id} of ${origin}`), body };
  } catch (error) {
    return { error: String(error) };
  }
}

process.stdout.write(JSON.stringify(process.argv.slice(2).map(outcomeOf)));
