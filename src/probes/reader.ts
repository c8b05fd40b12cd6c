/** What one reading printed, as text. Bytes that are no UTF-8 arrive as U+FFFD. */
export interface RawOutput {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A frame as it came off the wire, one character a byte, so that splitting loses nothing. */
export interface FrameText extends RawOutput {
  /** The frame passed its cap; what is here is its beginning. */
  readonly cut?: true;
}

/**
 * One way of reading a host: a shell function that takes every argument of a plan in one call,
 * and the parser that tells whose output is whose.
 */
export interface Reader {
  /** Also the name of its shell function. */
  readonly name: string;
  /** Body of a POSIX sh function; `"$@"` are the plan's arguments. Prints on stdout and stderr only. */
  readonly sh: string;
  /** External commands that the body runs. A test holds them against what strace sees. */
  readonly commands: readonly string[];
  /** Set where a file that two arguments name would come twice, and its output belong to neither. */
  readonly exclusive?: true;
  /** Whether the files of an image that is not booted can answer. */
  readonly offline: boolean;
  /** Output by argument. An argument it leaves out was not answered. */
  readonly split: (frame: FrameText, args: readonly string[]) => ReadonlyMap<string, FrameText>;
}

/** One argument of a reader: read once, whichever probes ask. */
export interface Reading {
  readonly reader: Reader;
  readonly arg: string;
}

export const readingKey = ({ reader, arg }: Reading): string => `${reader.name}:${arg}`;

/** For a reader whose whole output belongs to its only argument. */
export const unsplit: Reader['split'] = (frame, args) => new Map(args.map((arg) => [arg, frame]));

/** Statuses of a command that its deadline ended: GNU timeout, then death by SIGKILL or SIGTERM. */
const ENDED_BY_DEADLINE: readonly number[] = [124, 137, 143];

export const endedByDeadline = (exit: number): boolean => ENDED_BY_DEADLINE.includes(exit);
