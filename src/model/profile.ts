import type { Severity } from './check.ts';

/** Which checks a host must pass, as data. */
export interface Profile {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Highest level of check that it takes. */
  readonly level: 1 | 2;
  /** Ids taken away. */
  readonly exclude: readonly string[];
  /** By check id: parameters, parsed by the check's own schema. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly severities: Readonly<Record<string, Severity>>;
}
