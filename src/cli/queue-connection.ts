import { UsageError } from '../model/errors.ts';
import { type DatabaseOptions, openDatabase, type QueueDatabase } from '../queue/database.ts';
import { refusalOf } from '../queue/open-boss.ts';

/**
 * @throws UsageError when the URL is none of PostgreSQL, or holds a password.
 */
export function openQueueDatabase(options: DatabaseOptions): QueueDatabase {
  const url = URL.canParse(options.url) ? new URL(options.url) : undefined;
  if (url === undefined || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new UsageError(
      '--queue takes the URL of a PostgreSQL database: postgres://user@host:5432/name',
    );
  }
  // Not shown: it is in the history of the shell already, and need not be in logs too.
  if (url.password !== '' || url.searchParams.has('password')) {
    throw new UsageError(
      '--queue holds a password, which other accounts can read in the list of processes; leave it out and put it into ~/.pgpass or PGPASSWORD',
    );
  }
  return openDatabase(options);
}

/** @throws UsageError when the database cannot be reached, or does not let this account in. */
export async function tryQueueDatabase(url: string): Promise<void> {
  const database = openQueueDatabase({
    url,
    application: 'hostward',
    lost: () => undefined,
    back: () => undefined,
    impatient: AbortSignal.abort(),
  });
  try {
    await database.executeSql('SELECT 1');
  } catch (error) {
    throw refusalOf(error);
  } finally {
    await database.close();
  }
}
