import type { KeyObject } from 'node:crypto';
import { type Manifest, manifestSchema, sha256 } from './manifest.ts';
import { isSignedBy, publicKeyOf, publicPem } from './signature.ts';
import { compareSums, parseSums, type Sums } from './sums.ts';

/** A run as it lies in its folder or store, nothing of it believed. */
export interface FoundSeal {
  /** Absent where the file is not there. */
  readonly manifest?: string;
  readonly sums?: string;
  readonly signature?: Uint8Array;
  /** The hash of its sums, where it is kept apart from them. */
  readonly seal?: string;
  /** Hashes of the run's files, the manifest among them. */
  readonly files: Sums;
  /** Those of them that nothing is judged by: more may come after the seal. */
  readonly reports: ReadonlySet<string>;
}

export interface Examined {
  /** Of the manifest, where it can be read. */
  readonly manifest?: Manifest;
  /** The seal of the run as it lies there, where it is whole. */
  readonly seal?: string;
  /** A sentence for each thing that is not as it was sealed. */
  readonly problems: readonly string[];
  /** Reports of the run that came later: true of themselves, but not sealed. */
  readonly added: readonly string[];
  /** How many sums were sealed. */
  readonly sums: number;
  readonly signature: 'none' | 'valid' | 'trusted';
}

export const SEAL_FILES = {
  manifest: 'manifest.json',
  sums: 'SHA256SUMS',
  signature: 'SHA256SUMS.sig',
};

/**
 * Tells what is true of a sealed run.
 * @param trusted the key that its reader expects; without it, the signature is held to the key in the manifest.
 */
export function examine(found: FoundSeal, trusted?: KeyObject): Examined {
  const manifest = readManifest(found.manifest);
  const sealed = found.sums === undefined ? undefined : parseSums(found.sums);
  const signature = examineSignature(found, manifest?.signer, trusted);
  const difference = compareSums(sealed ?? new Map(), found.files);
  const forged = difference.added.filter((path) => !found.reports.has(path));
  return {
    ...(manifest === undefined ? {} : { manifest }),
    ...(found.sums === undefined ? {} : { seal: sha256(found.sums) }),
    problems: [
      ...problemsOfSums(found, sealed),
      ...difference.altered.map((path) => `${path} was altered`),
      ...difference.missing.map((path) => `${path} is missing`),
      ...(sealed === undefined ? [] : forged).map((path) => `${path} was added`),
      ...(signature.problem === undefined ? [] : [signature.problem]),
    ],
    added: sealed === undefined ? [] : difference.added.filter((path) => found.reports.has(path)),
    sums: sealed?.size ?? 0,
    signature: signature.state,
  };
}

function problemsOfSums(
  { sums, manifest, seal }: FoundSeal,
  sealed: Sums | undefined,
): readonly string[] {
  if (sums === undefined) return [`${SEAL_FILES.sums} is missing`];
  if (sealed === undefined) return [`${SEAL_FILES.sums} was altered`];
  if (seal !== undefined && seal !== sha256(sums)) {
    return ['its list of sums was altered: a host was added, taken out or made anew'];
  }
  if (!sealed.has(SEAL_FILES.manifest)) return [`${SEAL_FILES.manifest} is not sealed`];
  if (manifest === undefined || readManifest(manifest) !== undefined) return [];
  return [`${SEAL_FILES.manifest} cannot be read by this version`];
}

interface SignatureState {
  readonly state: Examined['signature'];
  readonly problem?: string;
}

const UNSIGNED: SignatureState = { state: 'none' };
const WRONG: SignatureState = { state: 'none', problem: 'its signature is wrong' };

function examineSignature(
  { sums = '', signature }: FoundSeal,
  signer: string | undefined,
  trusted: KeyObject | undefined,
): SignatureState {
  if (signature === undefined) {
    if (signer !== undefined) return { state: 'none', problem: 'its signature is missing' };
    return trusted === undefined ? UNSIGNED : { state: 'none', problem: 'it is not signed' };
  }
  if (trusted === undefined) {
    const own = ownKey(signer);
    return own !== undefined && isSignedBy(sums, signature, own) ? { state: 'valid' } : WRONG;
  }
  if (isSignedBy(sums, signature, trusted)) return { state: 'trusted' };
  if (signer === undefined || signer === publicPem(trusted)) return WRONG;
  return { state: 'none', problem: 'it is signed with another key' };
}

function ownKey(pem: string | undefined): KeyObject | undefined {
  if (pem === undefined) return undefined;
  try {
    return publicKeyOf(pem, SEAL_FILES.manifest);
  } catch {
    return undefined;
  }
}

function readManifest(text: string | undefined): Manifest | undefined {
  if (text === undefined) return undefined;
  try {
    return manifestSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
