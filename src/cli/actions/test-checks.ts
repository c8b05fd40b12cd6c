import { AUDIT_FACTS } from '../../engine/audit-host.ts';
import { UsageError } from '../../model/errors.ts';
import { visible } from '../../model/visible-text.ts';
import { loadOwnChecks } from '../../own-checks/load.ts';
import { checkCases, type NamedTest } from '../../testing/check-cases.ts';
import { BUILT_IN } from '../built-in.ts';

/**
 * Tries the cases of checks in YAML, and the promises that every check makes.
 * @returns the exit status: 1 where one fails.
 */
export function testChecks(paths: readonly string[]): number {
  const own = loadOwnChecks(paths, {
    builtIn: BUILT_IN.checks,
    always: AUDIT_FACTS,
    allowCustomProbes: false,
  });
  const results = own.flatMap(({ check, cases, position }) => {
    if (cases === undefined) console.log(`${check.id}: no cases (${position})`);
    return cases === undefined ? [] : checkCases(check, cases).map((test) => tried(check.id, test));
  });
  if (results.length === 0) {
    throw new UsageError('no check has cases; see docs/your-own-checks.md on how to write them');
  }
  const failures = results.filter((passed) => !passed).length;
  console.log(`${results.length - failures} passed, ${failures} failed`);
  return failures === 0 ? 0 : 1;
}

/** Prints how one test ends. @returns whether it passes. */
function tried(id: string, { name, run }: NamedTest): boolean {
  const trouble = troubleOf(run);
  console.log(`${trouble === undefined ? 'ok    ' : 'not ok'}  ${id}: ${name}`);
  if (trouble !== undefined) console.log(trouble.replace(/^/gm, '        '));
  return trouble === undefined;
}

function troubleOf(run: () => void): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return visible(error instanceof Error ? error.message : String(error));
  }
}
