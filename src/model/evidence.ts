import type { Privilege } from './host.ts';

/** Bytes as they came: text where they are valid UTF-8, else base64. */
export type Bytes = string | { readonly base64: string };

/** What one reading of the collector printed, nothing interpreted. */
export interface Recorded {
  readonly exit: number;
  readonly stdout: Bytes;
  readonly stderr: Bytes;
  /** Set when the output passed its cap: what is kept is a beginning, never an answer. */
  readonly cut?: true;
  /** Set where an image cannot answer: why, in words for people. */
  readonly unsupported?: string;
}

/** Which image was read. */
export interface ImageSource {
  /** As it was named: a path, or `docker://NAME`. */
  readonly path: string;
  readonly kind: string;
  /** `sha256:…` of the archive, of an OCI image's manifest, or of a Docker image's configuration. */
  readonly digest?: string;
}

/** What is said of everything that only a running system can tell. */
export const NOT_BOOTED = 'the image is not booted';

export const EVIDENCE_FORMAT = 1;

/** All that was gathered on one host in one round trip; judged now or in a year. */
export interface Evidence {
  readonly formatVersion: typeof EVIDENCE_FORMAT;
  readonly toolVersion: string;
  readonly host: {
    readonly name: string;
    readonly address: string;
    readonly labels: Readonly<Record<string, string>>;
    /** Of the inventory, parents included. */
    readonly groups?: readonly string[];
    readonly profile?: string;
  };
  /** ISO instant by the auditor's clock, when the collection ended. */
  readonly collectedAt: string;
  readonly durationMs: number;
  readonly privilege: Privilege;
  /** SHA-256 of the script's constant body. */
  readonly collectorHash: string;
  /** The worker that read it, as it names itself; absent where the auditor's own machine did. */
  readonly worker?: string;
  /** Of the SSH server, `SHA256:…` as ssh-keygen prints it. */
  readonly hostKey?: string;
  /** The host's clock minus the auditor's, in seconds. */
  readonly clockSkewSeconds?: number;
  /** Set for an image that is not booted: its files were read, and nothing of it ran. */
  readonly image?: ImageSource;
  /** What the host printed outside frames, cut short. Shown to people, never parsed. */
  readonly diagnostics: string;
  /** By reading, `reader:argument`: `text:/etc/os-release`. */
  readonly records: Readonly<Record<string, Recorded>>;
}
