import { renderHtmlFiles } from '../../reports/html/render.ts';
import type { Report } from '../../src/model/run.ts';
import { streamText } from './stream-text.ts';

/** The one page of a report that fits one. */
export async function wholePage(report: Report): Promise<string> {
  for await (const { name, text } of renderHtmlFiles(report)) {
    if (name === 'report.html') return await streamText(text);
  }
  throw new Error('the report is a folder');
}
