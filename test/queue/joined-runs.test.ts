import type { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { QueueDatabase } from '../../src/queue/database.ts';
import { createJoinedRuns } from '../../src/queue/joined-runs.ts';
import { RUNS } from '../../src/queue/names.ts';
import { openBoss } from '../../src/queue/open-boss.ts';
import { knownReadings, namedPlan } from '../../src/queue/plan-names.ts';
import { postRun } from '../../src/queue/posted-run.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { databaseOf, FACTS, logInto, PLAN, SCRIPT, sshHost, VERSION } from './queue-given.ts';

let postgres: Postgres;
let database: QueueDatabase;
let boss: PgBoss;

beforeAll(async () => {
  postgres = await startPostgres();
  database = databaseOf(await postgres.database('q'));
  boss = await openBoss(database, () => undefined);
});
afterAll(async () => {
  await boss.stop({ graceful: false });
  await database.close();
  await postgres.stop();
});

it('leaves an audit that shows no sign of life, and takes its jobs away at last', async () => {
  const deadlines = { connectMs: 1, authenticateMs: 1, hostMs: 1 };
  const about = { toolVersion: VERSION, collectorHash: SCRIPT.hash, auditor: 'me@here' };
  const hosts = [sshHost('a'), sshHost('b', { zone: 'other' })];
  const posted = await postRun(boss, database, hosts, { reads: namedPlan(PLAN), deadlines }, about);
  const log: string[] = [];
  const runs = createJoinedRuns(boss, {
    database,
    name: 'w',
    zones: ['default'],
    toolVersion: VERSION,
    known: knownReadings(FACTS),
    log: logInto(log),
  });
  const look = async (times: number) => {
    for (let n = 0; n < times; n += 1) await runs.refresh();
  };
  await look(29);
  expect(runs.current().map(({ zones }) => zones)).toEqual([['default']]);
  await look(1);
  expect(runs.current()).toEqual([]);
  expect(await posted.beat()).toBe(true);
  await look(1);
  expect(runs.current()).toHaveLength(1);
  await look(601);
  expect(await posted.beat()).toBe(false);
  expect((await boss.getQueues()).map(({ name }) => name)).toEqual([RUNS]);
  expect(log).toEqual(['joined me@here default', 'silent', 'silent', 'swept', 'over']);
});
