import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { UsageError } from '../model/errors.ts';
import { EVIDENCE_FORMAT, type Evidence } from '../model/evidence.ts';
import { hostFileName } from '../model/host-file-name.ts';

/** Unpacked bytes of one host's evidence that are read: a file made to fill memory ends here. */
const MAX_BYTES = 128 * 1024 * 1024;

/** Below 0 where the auditor's clock was set back. More is no instant that a report could tell. */
const MAX_DURATION_MS = 1e12;

const bytes = z.union([z.string(), z.strictObject({ base64: z.base64() })]);

/** The evidence of one host, as it lies on disk. */
export const evidenceSchema = z
  .strictObject({
    formatVersion: z.literal(EVIDENCE_FORMAT),
    toolVersion: z.string(),
    host: z.strictObject({
      name: z.string(),
      address: z.string(),
      labels: z.record(z.string(), z.string()),
      groups: z.array(z.string()).exactOptional().describe('Of the inventory, parents included'),
      profile: z.string().exactOptional().describe('The profile of its group, where it has one'),
    }),
    collectedAt: z.iso.datetime().describe("By the auditor's clock, when the collection ended"),
    durationMs: z.number().min(-MAX_DURATION_MS).max(MAX_DURATION_MS),
    privilege: z.enum(['root', 'sudo', 'doas', 'none']),
    collectorHash: z.string().describe("SHA-256 of the collector script's constant body"),
    worker: z.string().exactOptional().describe('Who read it, where the auditor did not'),
    hostKey: z.string().exactOptional().describe('Fingerprint of the SSH host key'),
    clockSkewSeconds: z.number().exactOptional(),
    image: z
      .strictObject({
        path: z.string(),
        kind: z.string(),
        digest: z.string().exactOptional(),
      })
      .exactOptional()
      .describe('Set for an image that is not booted'),
    diagnostics: z.string(),
    records: z
      .record(
        z.string(),
        z.strictObject({
          exit: z.int(),
          stdout: bytes,
          stderr: bytes,
          cut: z.literal(true).exactOptional(),
          unsupported: z.string().exactOptional().describe('Why an image cannot answer'),
        }),
      )
      .describe('What each reading printed, by `reader:argument`'),
  })
  .meta({ id: 'Evidence' });

/** The name of a host's evidence. */
export const evidenceFileName = (host: string): string => `${hostFileName(host)}.json.gz`;

/** Writes gzip'd JSON that its owner alone can read: evidence tells how to attack a host. */
export async function writeEvidence(file: string, evidence: Evidence): Promise<void> {
  // Whole or not at all: a run that is killed leaves no half of a host.
  const part = `${file}.part`;
  await writeFile(part, gzipSync(JSON.stringify(evidence), { level: 3 }), { mode: 0o600 });
  await rename(part, file);
}

/**
 * Reads one host's evidence, packed or plain JSON.
 * @throws UsageError naming the file and what is wrong with it.
 */
export function readEvidence(file: string): Evidence {
  const parsed = evidenceSchema.safeParse(jsonOf(file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(
    `${file}: no evidence of hostward: ${issue?.path.join('.')} ${issue?.message}`,
  );
}

function jsonOf(file: string): unknown {
  try {
    const raw = readFileSync(file);
    const isPacked = raw[0] === 0x1f && raw[1] === 0x8b;
    const text = isPacked ? gunzipSync(raw, { maxOutputLength: MAX_BYTES }) : raw;
    return JSON.parse(text.toString('utf8'));
  } catch (cause) {
    throw new UsageError(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
