import { PgBoss } from 'pg-boss';
import { UsageError } from '../model/errors.ts';
import { visibleLine } from '../model/visible-text.ts';
import type { QueueDatabase } from './database.ts';
import { isLostConnection } from './lost-connection.ts';
import { RUNS, SCHEMA } from './names.ts';

/** Of what is left behind: workers have swept it long before. */
export const KEPT_SECONDS = 24 * 60 * 60;

/**
 * The queue in a database; its tables are made where they are not there.
 * @throws UsageError when the database refuses.
 */
export async function openBoss(
  database: QueueDatabase,
  trouble: (error: Error) => void,
): Promise<PgBoss> {
  const boss = new PgBoss({
    db: database,
    schema: SCHEMA,
    schedule: false,
    // Each audit looks after its own queues alone.
    supervise: false,
    monitorIntervalSeconds: 1,
    // Index upkeep needs an owner; hosts are few and queues short-lived.
    reindex: false,
    monitorVacuum: false,
  });
  boss.on('error', trouble);
  try {
    await boss.start();
    await boss.createQueue(RUNS, { retentionSeconds: KEPT_SECONDS });
  } catch (error) {
    await boss.stop({ graceful: false });
    throw refusalOf(error);
  }
  return boss;
}

/** A database that says no is put right by people; all else is our defect. */
export function refusalOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const isRefusal = isLostConnection(error) || /^(28|3D|42501|0A)/.test(code);
  if (!isRefusal) return error;
  return new UsageError(
    `--queue: the database does not serve: ${visibleLine(error.message, 300)}; docs/workers.md says what it takes`,
    { cause: error },
  );
}
