import { sshHost, startAudit, startWorker, stopWorkers } from '../test/queue/queue-given.ts';
import { startPostgres } from '../test/support/postgres.ts';

const HOSTS = 8000;

/** What the queue itself allows: hosts that answer at once, audit and two workers in one process. */
export async function benchQueue(): Promise<void> {
  const postgres = await startPostgres();
  const url = await postgres.database('queue');
  try {
    const transport = async () =>
      ({ ended: 'failed', failure: { class: 'refused', message: 'no' } }) as const;
    const workers = ['a', 'b'].map((name) =>
      startWorker(url, { name, concurrency: 50, transport }),
    );
    const startedAt = performance.now();
    const audit = startAudit(
      url,
      Array.from({ length: HOSTS }, (_, n) => sshHost(`h${n}`)),
    );
    await audit.done;
    const seconds = (performance.now() - startedAt) / 1000;
    await stopWorkers(...workers);
    const rate = Math.round(HOSTS / seconds);
    console.log(`\nQueue: ${HOSTS} hosts that refuse in ${seconds.toFixed(1)} s, ${rate} a second`);
  } finally {
    await postgres.stop();
  }
}
