import type { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { QueueDatabase } from '../../src/queue/database.ts';
import { deleteQueue, unlessGone } from '../../src/queue/gone-queue.ts';
import { RUNS } from '../../src/queue/names.ts';
import { openBoss } from '../../src/queue/open-boss.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { databaseOf } from './queue-given.ts';

let postgres: Postgres;
const open: { readonly boss: PgBoss; readonly database: QueueDatabase }[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  const url = await postgres.database('q');
  for (let n = 0; n < 2; n += 1) {
    const database = databaseOf(url);
    open.push({ database, boss: await openBoss(database, () => undefined) });
  }
});
afterAll(async () => {
  for (const { boss, database } of open) {
    await boss.stop({ graceful: false });
    await database.close();
  }
  await postgres.stop();
});

it('deletes queues while somebody writes into them', async () => {
  const [audit, worker] = open.map(({ boss }) => boss);
  const [{ database } = {}] = open;
  if (database === undefined || audit === undefined || worker === undefined)
    throw new Error('no boss');
  for (let n = 0; n < 40; n += 1) {
    const queue = `q${n}`;
    await audit.createQueue(queue);
    let isOver = false;
    const write = async () => {
      while (!isOver) await unlessGone(() => worker.insert(queue, [{ data: {} }]));
    };
    const writing = Promise.all([write(), write()]);
    await deleteQueue(database, queue);
    await deleteQueue(database, queue);
    isOver = true;
    await writing;
  }
  expect((await audit.getQueues()).map(({ name }) => name)).toEqual([RUNS]);
});

it('hears nothing of a queue that never was', async () => {
  const [audit] = open.map(({ boss }) => boss);
  expect(await unlessGone(async () => audit?.fetch('nowhere'))).toBeUndefined();
});
