import type { Area, Severity } from './check.ts';

/**
 * Names checks: a text is an id or a shell pattern of ids; else all that is said must hold,
 * and of a list one item.
 */
export type Selector = string | CheckTraits;

export interface CheckTraits {
  /** An id, or a shell pattern of ids. */
  readonly id?: string | readonly string[];
  readonly area?: Area | readonly Area[];
  readonly tag?: string | readonly string[];
  /** As the check itself has it, whatever a profile makes of it. */
  readonly severity?: Severity | readonly Severity[];
  readonly level?: 1 | 2;
  /** A section of a benchmark with all below it: `cis-docker-1.6:2`; without a section, all of it. */
  readonly benchmark?: string | readonly string[];
}

/** What a profile, or a group of an inventory, changes in what was there before it. */
export interface ProfileChanges {
  /** Checks to take. Absent in a profile that extends none: all. */
  readonly include?: readonly Selector[];
  /** Checks to leave out; stronger than `include`. */
  readonly exclude?: readonly Selector[];
  /** By check id: parameters, parsed by the check's own schema. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** By check id. */
  readonly severities?: Readonly<Record<string, Severity>>;
}

/** Which checks a host must pass, as data. */
export interface Profile extends ProfileChanges {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Ids of profiles to begin with; where two differ, the later one wins. */
  readonly extends?: readonly string[];
  /** Highest level of check that it takes itself. Absent: 2. */
  readonly level?: 1 | 2;
}

/** A place in a profile: keys and indexes from the top. */
export type ProfilePath = readonly (string | number)[];

/** `file:line:column` of a place. */
export type Position = (path: ProfilePath, part?: 'key' | 'value') => string;

/** What an inventory changes for a group, a host or all. */
export interface Override {
  /** The group or host: names what was changed in reports. */
  readonly name: string;
  readonly changes: ProfileChanges;
  readonly position: Position;
}
