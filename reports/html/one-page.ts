import type { Report } from '../../src/model/run.ts';
import { contentSecurityPolicy, footOf, printedFoot } from './security-policy.ts';
import type { Survey } from './survey/survey.ts';
import { fill, SCRIPT, STYLE } from './templates.ts';
import { controlView } from './views/control-view.ts';
import { hostView } from './views/host-view.ts';
import { type PageView, pageView } from './views/page-view.ts';

/** The report as one HTML file that needs nothing beside it. Reads the hosts once more. */
export async function* renderOnePage(report: Report, survey: Survey): AsyncIterable<string> {
  const page = pageView(survey);
  yield* opening(survey, page);
  yield* overview(page);
  yield* hostSections(report, survey, page);
  yield* controlSections(survey, page);
  yield* conclusion(survey, page);
  yield fill('closing', page.footer);
  yield `<script type="module">${SCRIPT}</script>\n</body>\n</html>\n`;
}

/** Style and script are ours and stand as they are: a sum over their bytes is what lets them run. */
function* opening({ run }: Survey, page: PageView): Iterable<string> {
  const style = `${STYLE}${printedFoot(footOf(run))}`;
  const policy = contentSecurityPolicy(style, SCRIPT);
  yield fill('head', { policy, title: page.title, stylesheet: '' });
  yield `<style>${style}</style>\n</head>\n`;
  yield fill('opening', page);
}

/** What stands before the hosts, on one page as on the first of a folder. */
export function* overview(page: PageView): Iterable<string> {
  const { summary, changes, trend, fix, matrix, containers } = page;
  yield fill('summary', summary);
  if (fix !== undefined) yield fill('fix-first', fix);
  if (changes !== undefined) yield fill('changes', changes);
  if (trend !== undefined) yield fill('trend', trend);
  if (matrix !== undefined) yield fill('matrix', matrix);
  if (containers !== undefined) yield fill('containers', containers);
}

async function* hostSections(
  report: Report,
  survey: Survey,
  { hosts }: PageView,
): AsyncIterable<string> {
  if (hosts !== undefined) yield `${fill('hosts', hosts)}<h3 class="vh">Each host</h3>\n<div>\n`;
  let index = 0;
  for await (const host of report.hosts()) {
    yield fill('host', hostView(survey, index, host));
    index += 1;
  }
  if (hosts !== undefined) yield '</div>\n</section>\n';
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

/** What stands after everything else, on one page as on the first of a folder. */
export function* conclusion({ hosts }: Survey, page: PageView): Iterable<string> {
  const { waivers, questions, method, signOff } = page;
  if (waivers !== undefined) yield fill('waivers', waivers);
  if (questions.length > 0) yield fill('questions', { questions, fleet: hosts.length > 1 });
  yield fill('method', method);
  if (signOff !== undefined) yield fill('sign-off', signOff);
}
