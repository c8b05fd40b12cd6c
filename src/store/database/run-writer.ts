import type { KeyObject } from 'node:crypto';
import { UsageError } from '../../model/errors.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { HostReport } from '../../model/run.ts';
import { findingsHash } from '../findings-hash.ts';
import type { RunWriter, StoredRecord } from '../store.ts';
import { type Contents, ensureContents, packText } from './contents.ts';
import type { Database } from './database.ts';
import { evidencePieces, reportPieces } from './documents.ts';
import { createGroups } from './groups.ts';
import { type Before, createPacker, type Packed } from './packer.ts';
import type { Base, Pieces } from './pieces.ts';
import { hostSum } from './run-sums.ts';
import { sealOf } from './seal.ts';
import type { HostRow } from './tables.ts';

/** A host that is about to be kept. */
interface Arrival {
  readonly row: Omit<HostRow, 'run'>;
  readonly bases: readonly Base[];
}

/** Hosts that are kept in one transaction at most. */
const GROUP = 64;

export function createRunWriter(database: Database, contents: Contents, run: string): RunWriter {
  const pack = createHostPacker(database, contents);
  const groups = createGroups<Arrival>(GROUP, (arrivals) => keep(database, run, arrivals));
  const names = new Set<string>();
  return {
    addHost: async (report, evidence) => {
      if (names.has(report.name)) {
        throw new UsageError(`run ${run} has a host ${report.name} already`);
      }
      names.add(report.name);
      try {
        await groups.add(await pack(report, evidence));
      } catch (cause) {
        names.delete(report.name);
        throw cause;
      }
    },
    finish: async (record, policy, key) => {
      await groups.done();
      await end(database, { run, record, policy, key });
    },
  };
}

function createHostPacker(database: Database, contents: Contents) {
  const packers = { report: createPacker(contents), evidence: createPacker(contents) };
  return async (report: HostReport, evidence?: Evidence): Promise<Arrival> => {
    const name = Buffer.from(report.name);
    const packed = async (kind: keyof typeof packers, pieces: Pieces): Promise<Packed> =>
      await packers[kind].pack(pieces, await before(database, name, kind));
    const told = {
      report: reportPieces(report),
      evidence: evidence === undefined ? undefined : evidencePieces(evidence),
    };
    const first = await packed('report', told.report);
    const second =
      told.evidence === undefined ? undefined : await packed('evidence', told.evidence);
    const found = { name, status: report.status, findings_hash: findingsHash(report) };
    const row = {
      ...found,
      sum: hostSum(found, told.report, told.evidence),
      report_base: first.base.hash,
      report_delta: first.delta,
      evidence_base: second?.base.hash ?? null,
      evidence_delta: second?.delta ?? null,
    };
    return { row, bases: [first.base, ...(second === undefined ? [] : [second.base])] };
  };
}

interface Ending {
  readonly run: string;
  readonly record: StoredRecord;
  readonly policy: string;
  readonly key: KeyObject | undefined;
}

async function end(database: Database, { run, record, policy, key }: Ending): Promise<void> {
  const { run: info, waivers } = record;
  const checks = JSON.stringify(record.checks);
  const texts = { checks: await packText(checks), policy: await packText(policy) };
  await database.db.transaction().execute(async (transaction) => {
    await database.lock(transaction, 'alone');
    await ensureContents(transaction, Object.values(texts));
    const { hosts } = await transaction
      .selectFrom('host')
      .select((select) => select.fn.countAll<number | string>().as('hosts'))
      .where('run', '=', run)
      .executeTakeFirstOrThrow();
    const row = await transaction
      .selectFrom('run')
      .select(['id', 'started_at', 'begun'])
      .where('id', '=', run)
      .executeTakeFirstOrThrow();
    const ended = {
      ended: Buffer.from(JSON.stringify({ run: info, waivers })),
      hosts: Number(hosts),
    };
    const seal = await sealOf(
      transaction,
      { row: { ...row, ...ended }, info, checks, policy },
      key,
    );
    await transaction
      .updateTable('run')
      .set({ ...ended, ...seal, checks: texts.checks.hash, policy: texts.policy.hash })
      .where('id', '=', run)
      .execute();
  });
}

async function keep(database: Database, run: string, arrivals: readonly Arrival[]): Promise<void> {
  await database.db.transaction().execute(async (transaction) => {
    await database.lock(transaction, 'shared');
    await ensureContents(
      transaction,
      arrivals.flatMap(({ bases }) => bases),
    );
    await transaction
      .insertInto('host')
      .values(arrivals.map(({ row }) => ({ run, ...row })))
      .execute();
  });
}

/** How this host was kept last, and what was spent on differences since that base. */
async function before(
  { db }: Database,
  name: Uint8Array,
  kind: 'report' | 'evidence',
): Promise<Before | undefined> {
  const [base, delta] = [`${kind}_base`, `${kind}_delta`] as const;
  const last = await db
    .selectFrom('host')
    .select(`${base} as hash`)
    .where('name', '=', name)
    .where(base, 'is not', null)
    .orderBy('run', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last === undefined || last.hash === null) return undefined;
  const { spent } = await db
    .selectFrom('host')
    .select((select) =>
      select.fn.sum<number | string>(select.fn<number>('length', [delta])).as('spent'),
    )
    .where('name', '=', name)
    .where(base, '=', last.hash)
    .executeTakeFirstOrThrow();
  return { hash: last.hash, spent: Number(spent) };
}
