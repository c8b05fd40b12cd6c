import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/** What a process that this was loaded into (`node --import`) leaves of itself in a file. */
export interface ProcessFigures {
  readonly wallSeconds: number;
  /** User and system time of all threads. */
  readonly cpuSeconds: number;
  /** The most memory that it held. */
  readonly peakMegabytes: number;
  /** How late timers of the main thread were, 99 of 100 times no later. */
  readonly delayMs: number;
}

const file = process.env['BENCH_FIGURES'];
if (file !== undefined && isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  process.once('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const figures: ProcessFigures = {
      wallSeconds: performance.now() / 1000,
      cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
      peakMegabytes: maxRSS / 1000,
      // The histogram counts the wait itself too.
      delayMs: Math.max(0, delay.percentile(99) / 1e6 - 5),
    };
    writeFileSync(file, JSON.stringify(figures));
  });
}
