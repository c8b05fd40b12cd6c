import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHECKS, DRIFTS, HOSTS, writeRun } from './large-run.ts';
import { median } from './measure.ts';
import { peakOf } from './peak-memory.ts';

const RUNS = 3;

/** Two runs of a large fleet compared, of which most hosts are alike. */
export async function benchDiff(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hostward-bench-diff-'));
  try {
    await writeRun(join(folder, 'before'), 0);
    await writeRun(join(folder, 'after'), 1);
    const args = ['diff', join(folder, 'before'), join(folder, 'after')];
    const all = [];
    for (let i = 0; i < RUNS; i += 1) all.push(await peakOf(args));
    const seconds = median(all.map(({ wallSeconds }) => wallSeconds));
    const megabytes = median(all.map(({ peakMegabytes }) => peakMegabytes));
    console.log(`\nComparing two runs (${HOSTS} hosts × ${CHECKS} checks, 1 in ${DRIFTS} changed)`);
    console.log(`  ${seconds.toFixed(1)} s, ${Math.round(megabytes)} MB at most`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
