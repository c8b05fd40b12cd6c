import type { Report } from '../../src/model/run.ts';
import { ENDINGS } from '../../src/model/run.ts';
import { grouped } from '../wording.ts';
import { HOSTS_ON_PAGE } from './limits.ts';
import { conclusion, overview } from './one-page.ts';
import { FOLDER_POLICY, footOf, printedFoot } from './security-policy.ts';
import { cellsText } from './survey/cells-text.ts';
import { controlLink, sections } from './survey/control-order.ts';
import { hostGroups, hostLink, worstHosts } from './survey/host-order.ts';
import type { Survey } from './survey/survey.ts';
import { fill, MAP_SCRIPT, SCRIPT, STYLE } from './templates.ts';
import { controlAnchor } from './text/anchors.ts';
import { hostsPage, inFolder, pageOf } from './text/links.ts';
import { controlRowsView } from './views/control-rows-view.ts';
import { controlView } from './views/control-view.ts';
import { hostView } from './views/host-view.ts';
import { hostsView } from './views/hosts-view.ts';
import { kindOf } from './views/marks.ts';
import { contentsOf, type PageView, pageView } from './views/page-view.ts';

/** One page, or what pages load. Its name is below the folder. */
interface FolderFile {
  readonly name: string;
  readonly text: Iterable<string>;
}

/**
 * The report as a folder: a first page that is as small for ten thousand hosts as for a hundred, a
 * page a host, a page a control, and a map of all results. Reads the hosts once more and holds one
 * of them at a time.
 */
export async function* renderFolder(report: Report, survey: Survey): AsyncIterable<FolderFile> {
  const page = pageView(survey);
  const here: Place = { survey, page, up: '' };
  const deeper = { ...survey, links: inFolder('../') };
  const below: Place = {
    survey: deeper,
    page: { ...page, contents: contentsOf(deeper, page) },
    up: '../',
  };
  yield { name: 'style.css', text: [STYLE, printedFoot(footOf(survey.run))] };
  yield { name: 'report.js', text: [SCRIPT] };
  yield { name: 'map.js', text: [MAP_SCRIPT] };
  yield { name: 'index.html', text: shell(here, firstPage(here)) };
  yield { name: 'controls.html', text: shell(here, headed(controlsPage(here))) };
  yield { name: 'matrix.html', text: shell(here, headed(matrixPage(here)), ['map.js']) };
  yield* hostTables(below);
  yield* controlPages(below);
  yield* hostPages(report, below);
}

/** A page that is being written. `up` leads from it to the folder. */
interface Place {
  readonly survey: Survey;
  readonly page: PageView;
  readonly up: '' | '../';
}

/** What every page but the first begins with, for those who hear it. */
const HEADING = '<h1 class="vh">Host hardening report</h1>\n';

/** Piece by piece: the map of a large fleet is never held. */
function* headed(sections: Iterable<string>): Iterable<string> {
  yield HEADING;
  yield* sections;
}

/** A page around its sections. */
function* shell(
  { page, up }: Place,
  sections: Iterable<string>,
  scripts: readonly string[] = [],
): Iterable<string> {
  yield fill('head', { policy: FOLDER_POLICY, title: page.title, stylesheet: `${up}style.css` });
  yield '</head>\n';
  yield fill('opening', page);
  yield* sections;
  yield fill('closing', page.footer);
  for (const name of [...scripts, 'report.js'])
    yield `<script defer src="${up}${name}"></script>\n`;
  yield '</body>\n</html>\n';
}

function* firstPage({ survey, page }: Place): Iterable<string> {
  yield* overview(page);
  yield* conclusion(survey, page);
}

function* controlsPage({ survey, page }: Place): Iterable<string> {
  if (page.filter === undefined) return;
  yield fill('controls', page.filter);
  yield fill('control-rows', controlRowsView(survey));
}

/** Data that no script runs and no markup ends. */
const data = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

function* matrixPage({ survey }: Place): Iterable<string> {
  const order = hostGroups(survey).flatMap(({ hosts }) => hosts);
  const controls = sections(survey).flatMap((section) => section.controls);
  yield fill('matrix-map', {
    intro:
      'Every control on every host, a point each: hosts from top to bottom by system, controls from left to right by section. Choose a point to see the results around it.',
  });
  yield data(order.map((host) => hostLink(survey, host)));
  yield '</script>\n<script type="application/json" id="map-controls">';
  yield data(
    controls.map((control) => {
      const { title, href } = controlLink(survey, control);
      return { name: title, href, severity: control.meta.severity };
    }),
  );
  yield '</script>\n<script type="application/json" id="map-kinds">';
  yield data(ENDINGS.map((ending) => kindOf(ending)));
  yield '</script>\n<script type="text/plain" id="map-results">';
  for (const host of order) yield cellsText(survey, host, controls);
  yield '</script>\n';
}

function* hostTables(place: Place): Iterable<FolderFile> {
  const hosts = worstHosts(place.survey);
  const starts = Array.from(
    { length: Math.max(1, Math.ceil(hosts.length / HOSTS_ON_PAGE)) },
    (_, n) => n * HOSTS_ON_PAGE,
  );
  for (const [n, start] of starts.entries()) {
    const pages = starts.map((from, other) => ({
      text: `${grouped(from + 1)} – ${grouped(Math.min(from + HOSTS_ON_PAGE, hosts.length))}`,
      href: `${place.up}${hostsPage(other + 1)}`,
      current: other === n,
    }));
    const shown = hosts.slice(start, start + HOSTS_ON_PAGE);
    const sections = [
      HEADING,
      fill('hosts', hostsView(place.survey, shown)),
      fill('pager', { pages }),
    ];
    yield { name: hostsPage(n + 1), text: shell(place, sections) };
  }
}

function* controlPages(place: Place): Iterable<FolderFile> {
  const { survey, page } = place;
  for (const control of page.controls) {
    const sections = [
      HEADING,
      '<section class="part" id="controls" aria-labelledby="t-control">\n<h2 class="vh" id="t-control">Control</h2>\n',
      fill('control', controlView(survey, page.order, control, true)),
      '</section>\n',
    ];
    yield { name: pageOf(controlAnchor(control.meta.id)), text: shell(place, sections) };
  }
}

async function* hostPages(report: Report, place: Place): AsyncIterable<FolderFile> {
  let index = 0;
  for await (const host of report.hosts()) {
    const view = hostView(place.survey, index, host);
    yield { name: pageOf(view.id), text: shell(place, [HEADING, fill('host', view)]) };
    index += 1;
  }
}
