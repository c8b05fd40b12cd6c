import { type Summary, startSummary } from '../../../reports/summary/summary.ts';
import type { Report } from '../../../src/model/run.ts';

/** What a report comes to at the end. */
export async function summaryOf(report: Report): Promise<Summary> {
  const { add, finish } = startSummary(report.checks);
  for await (const host of report.hosts()) add(host);
  return finish();
}
