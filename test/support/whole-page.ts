import { renderHtml } from '../../reports/html/render.ts';
import type { Report } from '../../src/model/run.ts';

/** The page of a report in one piece. */
export async function wholePage(report: Report): Promise<string> {
  let page = '';
  for await (const piece of renderHtml(report)) page += piece;
  return page;
}
