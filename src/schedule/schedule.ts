/** An audit that a machine repeats by itself. */
export interface Schedule {
  /** The program and its first words, absolute: no search path has a say. */
  readonly program: readonly string[];
  /** What `hostward audit` is given. */
  readonly words: readonly string[];
  /** The account that it runs as. */
  readonly account: string;
  /** Whether this machine is one of the hosts. */
  readonly readsThisMachine: boolean;
  /** Seconds over which machines that share the schedule spread. */
  readonly spreadSeconds: number;
}

/** Where a scheduled audit keeps its runs and its newest reports. */
export const STATE = '/var/lib/hostward';

/** What `hostward audit` is told: the words of its owner come last, and the last of two options holds. */
export const withPlaces = (words: readonly string[]): readonly string[] => [
  'audit',
  '--quiet',
  '--output',
  `${STATE}/latest`,
  '--store',
  `${STATE}/runs.sqlite`,
  ...words,
];
