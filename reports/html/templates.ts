import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Handlebars from 'handlebars';
import type { ChangesView } from './views/changes-view.ts';
import type { ContainersView } from './views/containers-view.ts';
import type { ControlRowsView } from './views/control-rows-view.ts';
import type { ControlView } from './views/control-view.ts';
import type { FixView } from './views/fix-view.ts';
import type { HostView } from './views/host-view.ts';
import type { HostsView } from './views/hosts-view.ts';
import type { MatrixView } from './views/matrix-view.ts';
import type { MethodView, SignOffView } from './views/method-view.ts';
import type { PageView } from './views/page-view.ts';
import type { QuestionView } from './views/question-view.ts';
import type { SummaryView } from './views/summary-view.ts';
import type { TrendView } from './views/trend-view.ts';
import type { WaiversView } from './views/waivers-view.ts';

interface PagerView {
  readonly pages: readonly {
    readonly text: string;
    readonly href: string;
    readonly current: boolean;
  }[];
}

/** What each template is given. A template that is not named here is a part of others. */
interface Contexts {
  head: { readonly policy: string; readonly title: string; readonly stylesheet: string };
  opening: Pick<PageView, 'scope' | 'contents'>;
  summary: SummaryView;
  'fix-first': FixView;
  matrix: MatrixView;
  containers: ContainersView;
  hosts: HostsView;
  host: HostView;
  'matrix-map': { readonly intro: string };
  pager: PagerView;
  changes: ChangesView;
  trend: TrendView;
  waivers: WaiversView;
  'control-rows': ControlRowsView;
  controls: NonNullable<PageView['filter']>;
  control: ControlView;
  questions: { readonly questions: readonly QuestionView[]; readonly fleet: boolean };
  method: MethodView;
  'sign-off': SignOffView;
  closing: PageView['footer'];
}

const folder = join(import.meta.dirname, 'templates');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

/** In the order of the page; later ones override earlier ones. */
const STYLES = [
  'page',
  'summary',
  'tables',
  'trend',
  'matrix',
  'isolation',
  'controls',
  'closing',
  'folder',
  'narrow',
  'print',
];

export const STYLE = STYLES.map((name) => read(join('style', `${name}.css`))).join('');
export const SCRIPT = read('report.js');
/** Draws the map of a folder's matrix page. Scripts beside one another share one scope, so it has its own. */
export const MAP_SCRIPT = `(() => {\n${read('map.js')}})();\n`;

/** Every template may use the built-in blocks and nothing else; a name that is missing throws. */
const OPTIONS: CompileOptions = {
  strict: true,
  preventIndent: true,
  knownHelpersOnly: true,
  knownHelpers: { each: true, if: true, unless: true, with: true, log: false, lookup: false },
};

const engine = Handlebars.create();
const templates = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.hbs'))
    .map((name) => [basename(name, '.hbs'), engine.compile(read(name), OPTIONS)]),
);
for (const [name, template] of templates) engine.registerPartial(name, template);

/** One section of the page as HTML, every value escaped. */
export function fill<K extends keyof Contexts>(name: K, context: Contexts[K]): string {
  const template = templates.get(name);
  if (template === undefined) throw new Error(`no template ${name}.hbs`);
  return template(context);
}
