import { visibleLine } from '../../model/visible-text.ts';
import type { StoredRun } from '../../store/store.ts';
import { openRuns, type StoreOptions } from '../run-store.ts';

/** Of what `runs list --json` and `runs show --json` print. */
export const RUNS_FORMAT = 1;

export interface ListRunsOptions extends StoreOptions {
  readonly json?: true | undefined;
}

/** Prints the runs of the store, the newest first. */
export async function listRuns({ json, ...options }: ListRunsOptions): Promise<void> {
  const store = await openRuns(options);
  try {
    const runs = await store.runs();
    if (json) {
      process.stdout.write(`${JSON.stringify({ formatVersion: RUNS_FORMAT, runs }, null, 1)}\n`);
      return;
    }
    const rows = runs.map((run) => [
      run.id,
      hostsOf(run),
      stateOf(run),
      run.finished?.profile ?? '',
    ]);
    process.stdout.write(linesOf(rows).join(''));
    console.error(
      `${runs.length} run${runs.length === 1 ? '' : 's'} in ${visibleLine(store.location)}`,
    );
  } finally {
    await store.close();
  }
}

/** As many as it was to reach, unless others were kept. */
export const hostsOf = ({ hosts, expected }: StoredRun): string => {
  const all = hosts === expected ? '' : ` of ${expected}`;
  return `${hosts}${all} host${expected === 1 ? '' : 's'}`;
};

export function stateOf({ finished }: StoredRun): string {
  if (finished === undefined) return 'not ended';
  return finished.complete ? 'complete' : 'incomplete';
}

/** Columns two blanks apart. */
export function linesOf(rows: readonly (readonly string[])[]): readonly string[] {
  const shown = rows.map((row) => row.map((cell) => visibleLine(cell)));
  const width = (column: number) => Math.max(...shown.map((row) => row[column]?.length ?? 0));
  return shown.map((row) => {
    const cells = row.map((cell, column) => cell.padEnd(width(column)));
    return `${cells.join('  ').trimEnd()}\n`;
  });
}
