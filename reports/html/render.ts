import type { Report } from '../../src/model/run.ts';
import { renderFolder } from './folder.ts';
import { renderOnePage } from './one-page.ts';
import { surveyOf } from './survey/survey.ts';

/** One file of the report; its name may lie in folders. */
export interface HtmlFile {
  readonly name: string;
  readonly text: AsyncIterable<string> | Iterable<string>;
}

/**
 * The report as HTML that needs nothing beside it: `report.html`, or `report/index.html` and what it
 * links to where there are more results than a browser draws on one page. Reads the hosts twice:
 * once for the totals, once to write each. Same report, same bytes.
 */
export async function* renderHtmlFiles(report: Report): AsyncIterable<HtmlFile> {
  const survey = await surveyOf(report);
  if (survey.layout === 'page') {
    yield { name: 'report.html', text: renderOnePage(report, survey) };
    return;
  }
  for await (const { name, text } of renderFolder(report, survey)) {
    yield { name: `report/${name}`, text };
  }
}
