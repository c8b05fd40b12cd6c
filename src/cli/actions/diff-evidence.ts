import { renderEvidenceDiff } from '../../../reports/drift/evidence.ts';
import { UsageError } from '../../model/errors.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { RunReader } from '../../store/store.ts';
import { terminalPen } from '../terminal-pen.ts';

/** Prints which readings of a host changed between two runs. @throws UsageError where evidence is missing. */
export async function printEvidenceDiff(
  before: RunReader,
  after: RunReader,
  host: string,
): Promise<void> {
  const was = await evidenceIn(before, host);
  const is = await evidenceIn(after, host);
  process.stdout.write(renderEvidenceDiff(was.records, is.records, terminalPen()));
}

async function evidenceIn(run: RunReader, host: string): Promise<Evidence> {
  const evidence = await run.evidenceOf(host);
  if (evidence !== undefined) return evidence;
  throw new UsageError(`run ${run.run.id} kept no evidence of ${host}`);
}
