/** An audit that a machine repeats by itself. */
export interface Schedule {
  /** The program and its first words, absolute: no search path has a say. */
  readonly program: readonly string[];
  /** What `hostward audit` is given. */
  readonly words: readonly string[];
  /** The account that it runs as. */
  readonly account: string;
  /** Seconds over which machines that share the schedule spread. */
  readonly spreadSeconds: number;
}

/** Where a scheduled audit keeps its runs and its newest reports. */
export const STATE = '/var/lib/hostward';

/** What `hostward audit` is told beside the words of its owner, who may say otherwise. */
export function withPlaces(words: readonly string[]): readonly string[] {
  const has = (...options: readonly string[]) =>
    words.some((word) =>
      options.some((option) => word === option || word.startsWith(`${option}=`)),
    );
  return [
    'audit',
    ...words,
    ...(has('-q', '--quiet') ? [] : ['--quiet']),
    ...(has('-o', '--output') ? [] : ['--output', `${STATE}/latest`]),
    ...(has('--store', '--no-store') ? [] : ['--store', `${STATE}/runs.sqlite`]),
  ];
}
