import { BUILT_IN } from '../../src/cli/built-in.ts';
import { AREAS, SEVERITIES } from '../../src/model/check.ts';
import { type Control, readCatalogue } from '../catalogue.ts';
import { linkOf } from './checks-page.ts';
import { anchorOf, markdown, table } from './markdown.ts';

const byId = new Map(BUILT_IN.checks.map((check) => [check.id, check]));
const STATES = ['check', 'left out', 'not yet'] as const;
type State = (typeof STATES)[number];

/** Every control of the catalogue: its check, or why there is none. */
export function coveragePage(): string {
  const controls = readCatalogue();
  const areas = Object.entries(AREAS);
  const of = (area: string) => controls.filter((control) => control.area === area);
  const severities = SEVERITIES.toReversed();
  return `# Coverage

Made by \`npm run docs\` of the checks and of \`docs/catalogue.tsv\`: ${controls.length} controls that matter on a
container host. Each is a check, is left out for a reason, or is not done yet.

${table(
  ['severity', ...STATES],
  severities.map((severity) => [
    severity,
    ...counts(controls.filter((c) => c.severity === severity)),
  ]),
)}

${table(
  ['area', ...STATES],
  areas.map(([area, name]) => [`[${name}](#${anchorOf(name)})`, ...counts(of(area))]),
)}

${areas.map(([area, name]) => `## ${name}\n\n${areaTable(of(area))}`).join('\n\n')}
`;
}

const areaTable = (controls: readonly Control[]): string =>
  table(['control', 'severity', 'what it asks', 'state'], controls.map(rowOf));

function rowOf(control: Control): readonly string[] {
  const { id, severity, title, whyNot } = control;
  const check = byId.get(id);
  if (check !== undefined) {
    return [linkOf(check), check.severity, markdown(check.title), 'check'];
  }
  const state = stateOf(control);
  const reason = whyNot.replace(NOT_YET, '');
  const shown = reason === '' ? state : `${state}: ${markdown(reason)}`;
  return [`\`${id}\``, severity, markdown(title), shown];
}

/** Behind a reason that only holds for now. */
const NOT_YET = /(?:^|[;:,]?\s+)not yet(?: \(low\))?\.?$/;

function stateOf({ id, whyNot }: Control): State {
  if (byId.has(id)) return 'check';
  return whyNot === '' || NOT_YET.test(whyNot) ? 'not yet' : 'left out';
}

const counts = (controls: readonly Control[]): readonly number[] =>
  STATES.map((state) => controls.filter((control) => stateOf(control) === state).length);
