import { existsSync } from 'node:fs';
import { comparisonJson } from '../../../reports/golden/json.ts';
import { renderComparison } from '../../../reports/golden/terminal.ts';
import {
  type Portrait,
  portraitOf,
  startFleetComparison,
} from '../../engine/golden/compare-fleet.ts';
import { UsageError } from '../../model/errors.ts';
import { readEvidence } from '../../store/evidence-file.ts';
import type { RunReader } from '../../store/store.ts';
import type { StoreOptions } from '../run-store.ts';
import { terminalPen } from '../terminal-pen.ts';
import { withRuns } from '../with-runs.ts';

export interface CompareOptions extends StoreOptions {
  /** A host of the run, or a file of evidence. */
  readonly against: string;
  readonly format: 'text' | 'json';
}

/** Holds the hosts of a run against a reference. @throws UsageError where there is no such reference. */
export async function compare(
  reference: string,
  { against, format, store }: CompareOptions,
): Promise<void> {
  await withRuns([reference], { store }, async ([run]) => {
    if (run === undefined) throw new Error('a run was asked for');
    const wanted = await referenceOf(run, against);
    const fleet = startFleetComparison(wanted.name, wanted.portrait);
    for await (const { name, status } of run.entries()) {
      const portrait = await portraitIn(run, name);
      if (portrait !== undefined) fleet.add(name, portrait);
      else if (status === 'audited') fleet.addUnread(name);
    }
    const done = await fleet.finish((name) => portraitIn(run, name));
    process.stdout.write(
      format === 'json' ? comparisonJson(done) : renderComparison(done, terminalPen()),
    );
  });
}

async function referenceOf(
  run: RunReader,
  against: string,
): Promise<{ readonly name: string; readonly portrait: Portrait }> {
  const portrait = await portraitIn(run, against);
  if (portrait !== undefined) return { name: against, portrait };
  if (existsSync(against)) {
    const evidence = readEvidence(against);
    return { name: evidence.host.name, portrait: portraitOf(evidence) };
  }
  throw new UsageError(
    `${against} is neither a host of run ${run.run.id} with evidence, nor a file of evidence`,
  );
}

async function portraitIn(run: RunReader, name: string): Promise<Portrait | undefined> {
  const evidence = await run.evidenceOf(name);
  if (evidence === undefined) return undefined;
  const host = await run.host(name);
  return portraitOf(evidence, host?.status === 'audited' ? host.findings : []);
}
