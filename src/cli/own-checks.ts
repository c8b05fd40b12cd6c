import { AUDIT_FACTS } from '../engine/audit-host.ts';
import type { Catalogue } from '../engine/policy/catalogue.ts';
import { loadOwnChecks } from '../own-checks/load.ts';
import { BUILT_IN } from './built-in.ts';

/** Which checks there are besides those that come with hostward. */
export interface OwnCheckPaths {
  readonly checks?: readonly string[] | undefined;
  readonly allowCustomProbes?: true | undefined;
}

/**
 * What comes with hostward and what users bring.
 * @param more files besides those of the options.
 * @throws UsageError with every problem of the first file that has any.
 */
export function catalogueWith(
  { checks = [], allowCustomProbes }: OwnCheckPaths,
  more: readonly string[] = [],
): Catalogue {
  const own = loadOwnChecks([...checks, ...more], {
    builtIn: BUILT_IN.checks,
    always: AUDIT_FACTS,
    allowCustomProbes: allowCustomProbes ?? false,
  });
  return own.length === 0
    ? BUILT_IN
    : { ...BUILT_IN, checks: [...BUILT_IN.checks, ...own.map(({ check }) => check)] };
}
