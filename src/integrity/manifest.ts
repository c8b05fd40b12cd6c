import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { RunInfo } from '../model/run.ts';

const MANIFEST_FORMAT = 1;

const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** What a run says of itself beside the hashes of its files. */
export const manifestSchema = z
  .strictObject({
    formatVersion: z.literal(MANIFEST_FORMAT),
    run: z.string().describe('Its id'),
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime(),
    toolVersion: z.string(),
    auditor: z.strictObject({ account: z.string(), machine: z.string() }),
    profile: z.string(),
    policyHash: z.string(),
    waiversHash: z.string().exactOptional(),
    inventoryHash: z.string().exactOptional(),
    collectorHash: z.string(),
    continues: z.string().exactOptional().describe('The run whose evidence it took over'),
    follows: z
      .strictObject({ run: z.string(), seal: sha256Hex })
      .exactOptional()
      .describe('The run before it in its chain, and the seal of that run'),
    signer: z
      .string()
      .exactOptional()
      .describe(
        'The public key that the seal is signed with, as PEM; absent where it is not signed',
      ),
  })
  .meta({ id: 'Manifest' });
export type Manifest = z.infer<typeof manifestSchema>;

/** A run in a chain: its seal is the SHA-256 of its list of sums. */
export interface ChainLink {
  readonly run: string;
  readonly seal: string;
}

/** The manifest of a run that ended. */
export function manifestOf(
  run: RunInfo,
  { follows, signer }: { readonly follows?: ChainLink | undefined; readonly signer?: string },
): Manifest {
  const { id, complete: _, ...facts } = run;
  return {
    formatVersion: MANIFEST_FORMAT,
    run: id,
    ...facts,
    ...(follows === undefined ? {} : { follows }),
    ...(signer === undefined ? {} : { signer }),
  };
}

export const sha256 = (bytes: string | Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');
