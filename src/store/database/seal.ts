import type { KeyObject } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { type FoundSeal, SEAL_FILES } from '../../integrity/examine.ts';
import { type ChainLink, manifestOf, sha256 } from '../../integrity/manifest.ts';
import { publicPem, signed } from '../../integrity/signature.ts';
import { parseSums, type Sums, sumsText } from '../../integrity/sums.ts';
import type { RunInfo } from '../../model/run.ts';
import { type Contents, textOf } from './contents.ts';
import { type EndedRow, hostPath, hostSum, RUN_PATH, runSum } from './run-sums.ts';
import type { HostRow, RunRow, Tables } from './tables.ts';

type Seal = Pick<RunRow, 'sums' | 'manifest' | 'signature' | 'seal' | 'place'>;

const NOT_SEALED: Seal = { sums: null, manifest: null, signature: null, seal: null, place: null };

/** What is sealed of a run beside its hosts. */
export interface EndedRun {
  readonly row: Omit<EndedRow, 'place'>;
  readonly info: RunInfo;
  readonly checks: string;
  readonly policy: string;
}

/** The seal of a run whose hosts are all kept, to be asked for under the lock that one alone holds. */
export async function sealOf(
  transaction: Transaction<Tables>,
  { row, info, checks, policy }: EndedRun,
  key: KeyObject | undefined,
): Promise<Seal> {
  const hosts = await keptSums(transaction, row.id);
  if (hosts === undefined) return NOT_SEALED;
  const last = await lastSealed(transaction);
  const place = (last?.place ?? 0) + 1;
  const signer = key === undefined ? {} : { signer: publicPem(key) };
  const manifest = JSON.stringify(manifestOf(info, { follows: last?.link, ...signer }));
  const own = new Map([
    [SEAL_FILES.manifest, sha256(manifest)],
    [RUN_PATH, runSum({ ...row, place }, checks, policy).toString('hex')],
  ]);
  const text = sumsText(new Map([...own, ...hosts]));
  return {
    sums: Buffer.from(sumsText(own)),
    manifest: Buffer.from(manifest),
    signature: key === undefined ? null : signed(text, key),
    seal: sha256(text),
    place,
  };
}

async function lastSealed(
  db: Kysely<Tables>,
): Promise<{ readonly link: ChainLink; readonly place: number } | undefined> {
  const last = await db
    .selectFrom('run')
    .select(['id', 'seal', 'place'])
    .where('place', 'is not', null)
    .orderBy('place', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last === undefined || last.seal === null || last.place === null) return undefined;
  return { link: { run: last.id, seal: last.seal }, place: last.place };
}

/** Sums of a run's hosts as they were kept; undefined where one was kept without. */
async function keptSums(db: Kysely<Tables>, run: string): Promise<Sums | undefined> {
  const rows = await db
    .selectFrom('host')
    .select(['name', 'sum'])
    .where('run', '=', run)
    .orderBy('name')
    .execute();
  const sums = new Map<string, string>();
  for (const { name, sum } of rows) {
    if (sum === null) return undefined;
    sums.set(hostPath(name), Buffer.from(sum).toString('hex'));
  }
  return sums;
}

/**
 * What a run was sealed as, and what it tells now.
 * @param hosts its rows, as a stream.
 * @returns undefined where it is not sealed.
 */
export async function foundSeal(
  db: Kysely<Tables>,
  contents: Contents,
  row: RunRow,
  hosts: AsyncIterable<Omit<HostRow, 'run'>>,
): Promise<FoundSeal | undefined> {
  if (row.seal === null || row.sums === null || row.manifest === null) return undefined;
  const own = parseSums(Buffer.from(row.sums).toString('utf8'));
  const kept = await keptSums(db, row.id);
  const manifest = Buffer.from(row.manifest).toString('utf8');
  const files = new Map([
    [SEAL_FILES.manifest, sha256(manifest)],
    [RUN_PATH, await sumOfRun(contents, row)],
  ]);
  for await (const host of hosts) files.set(hostPath(host.name), await sumOfHost(contents, host));
  return {
    manifest,
    sums: own === undefined || kept === undefined ? ALTERED : sumsText(new Map([...own, ...kept])),
    ...(row.signature === null ? {} : { signature: row.signature }),
    seal: row.seal,
    files,
    reports: new Set(),
  };
}

/** No list of sums, and no sum: what cannot be read is not what was sealed. */
const ALTERED = 'altered';

async function sumOfRun(contents: Contents, row: RunRow): Promise<string> {
  const { ended, hosts, place, checks, policy } = row;
  if (ended === null || hosts === null || place === null) return ALTERED;
  if (checks === null || policy === null) return ALTERED;
  return await orAltered(async () => {
    const texts = await Promise.all([textOf(contents, checks), textOf(contents, policy)]);
    return runSum({ ...row, ended, hosts, place }, ...texts);
  });
}

async function sumOfHost(contents: Contents, host: Omit<HostRow, 'run'>): Promise<string> {
  const { report_base, report_delta, evidence_base, evidence_delta } = host;
  return await orAltered(async () => {
    const report = await contents.document(report_base, report_delta);
    const evidence =
      evidence_base === null || evidence_delta === null
        ? undefined
        : await contents.document(evidence_base, evidence_delta);
    return hostSum(host, report, evidence);
  });
}

async function orAltered(sum: () => Promise<Buffer>): Promise<string> {
  try {
    return (await sum()).toString('hex');
  } catch {
    return ALTERED;
  }
}
