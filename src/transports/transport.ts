import type { Host, HostFailure, Privilege } from '../model/host.ts';

/** Takes what a host prints, as it comes. Must not throw; may abort the run through its own signal. */
export interface OutputSink {
  readonly stdout: (bytes: Buffer) => void;
  readonly stderr: (bytes: Buffer) => void;
}

/** Deadlines in milliseconds; the whole host also ends when the caller's signal does. */
export interface Deadlines {
  /** From resolving the name to the server's host key, one hop. */
  readonly connectMs: number;
  /** From the host key to a logged-in session, one hop; then once more from there to a shell of root. */
  readonly authenticateMs: number;
  /** From the first connection, after passphrases were asked for, to the last frame. */
  readonly hostMs: number;
}

/** Secrets that a run holds in memory only: never in argv, environment, logs, evidence or reports. */
export interface Secrets {
  /** Login password, for password or keyboard-interactive authentication; never given to a jump host. */
  readonly password?: string;
  readonly becomePassword?: string;
  /** Asked once for each encrypted key; undefined gives the key up. */
  readonly passphrase?: (identityFile: string) => Promise<string | undefined>;
}

/** What is known of the machine that answered. */
export interface Peer {
  /** `SHA256:…`, as ssh-keygen -lf prints it. */
  readonly hostKey?: string;
  readonly privilege: Privilege;
}

/** Why a host could not be read, as a transport tells it. */
export interface ConnectionFailure extends HostFailure {
  /** Nobody was logged in, and another try may succeed. */
  readonly mayPass?: true;
}

/**
 * How a script ended. `ran` means that the host ended the command, or that the sink was satisfied;
 * only the last frame says whether the collection is whole. A connection that was lost under the
 * script is a failure. `exit` is null when the host did not tell, or was not waited for. `lost` was broken
 * off for whichever of the hosts beside it: what was handed on counts for nothing, and a further run is
 * shielded from the others, and never lost.
 */
export type ScriptEnd =
  | { readonly ended: 'ran'; readonly exit: number | null; readonly peer: Peer }
  | { readonly ended: 'failed'; readonly failure: ConnectionFailure; readonly peer?: Peer }
  | { readonly ended: 'lost'; readonly how: string };

export interface PinnedScript {
  readonly path: string;
  /** What it says on standard error, a line, when it listens. */
  readonly greeting: string;
}

export interface ScriptRun {
  readonly host: Host;
  /** Sent on the standard input of `sh` on the host, or of the pinned script. */
  readonly script: string;
  /** A script on the host that is started in place of `sh`. */
  readonly pinned?: PinnedScript;
  readonly sink: OutputSink;
  readonly deadlines: Deadlines;
  readonly secrets: Secrets;
  /**
   * Ends the run at once. An abort whose reason is `enough` (the last frame was read) ends as `ran`;
   * one whose reason is a HostFailure ends as that failure.
   */
  readonly signal: AbortSignal;
  /** Told when a server has answered: until then there is nothing but a wait. */
  readonly onReached?: () => void;
}

/**
 * Runs one script on one host, over one connection, in one exec. Never rejects for a host's sake;
 * what the sink throws comes back as a rejection.
 */
export type Transport = (run: ScriptRun) => Promise<ScriptEnd>;

/** Reason of an abort when everything wanted has been read. */
export const ENOUGH = 'enough';
