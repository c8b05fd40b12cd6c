import type { Report } from '../../src/model/run.ts';
import { shortHash } from '../wording.ts';
import { contentSecurityPolicy, printedFoot } from './security-policy.ts';
import { type Survey, surveyOf } from './survey/survey.ts';
import { fill, SCRIPT, STYLE } from './templates.ts';
import { controlView } from './views/control-view.ts';
import { hostView } from './views/host-view.ts';
import { type PageView, pageView } from './views/page-view.ts';

/**
 * The report as one HTML file that needs nothing beside it, in pieces to be written one after the
 * other. Reads the hosts twice: once for the totals, once to write each. Same report, same bytes.
 */
export async function* renderHtml(report: Report): AsyncIterable<string> {
  const survey = await surveyOf(report);
  const page = pageView(survey);
  yield* opening(survey, page);
  yield* overview(page);
  yield* hostSections(report, survey, page);
  yield* controlSections(survey, page);
  yield* ending(survey, page);
}

/** Style and script are ours and stand as they are: a sum over their bytes is what lets them run. */
function* opening({ run }: Survey, page: PageView): Iterable<string> {
  const foot = `hostward ${run.toolVersion}, run ${run.id}, policy ${shortHash(run.policyHash)}`;
  const style = `${STYLE}${printedFoot(foot.replace('…', '..'))}`;
  yield fill('head', { policy: contentSecurityPolicy(style, SCRIPT), title: page.title });
  yield `<style>${style}</style>\n</head>\n`;
  yield fill('opening', page);
}

function* overview({ summary, fix, matrix, containers }: PageView): Iterable<string> {
  yield fill('summary', summary);
  if (fix !== undefined) yield fill('fix-first', fix);
  if (matrix !== undefined) yield fill('matrix', matrix);
  if (containers !== undefined) yield fill('containers', containers);
}

async function* hostSections(
  report: Report,
  survey: Survey,
  page: PageView,
): AsyncIterable<string> {
  if (page.hosts !== undefined) yield fill('hosts', page.hosts);
  let index = 0;
  for await (const host of report.hosts()) {
    yield fill('host', hostView(survey, index, host));
    index += 1;
  }
  if (page.hosts !== undefined) yield '</div>\n</section>\n';
}

function* controlSections(survey: Survey, { filter, controls, order }: PageView): Iterable<string> {
  if (filter === undefined) return;
  yield fill('controls', filter);
  for (const [n, control] of controls.entries()) {
    const open = n === 0 && control.tally.fail > 0;
    yield fill('control', controlView(survey, order, control, open));
  }
  yield '</section>\n';
}

function* ending({ hosts }: Survey, page: PageView): Iterable<string> {
  const { questions, method, signOff, footer } = page;
  if (questions.length > 0) yield fill('questions', { questions, fleet: hosts.length > 1 });
  yield fill('method', method);
  if (signOff !== undefined) yield fill('sign-off', signOff);
  yield fill('closing', footer);
  yield `<script type="module">${SCRIPT}</script>\n</body>\n</html>\n`;
}
