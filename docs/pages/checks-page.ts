import { BUILT_IN } from '../../src/cli/built-in.ts';
import { type AnyCheck, readingKeysOf } from '../../src/kit/define-check.ts';
import { parameterNames } from '../../src/kit/parameters.ts';
import { AREAS, type Area, SEVERITIES } from '../../src/model/check.ts';
import { anchorOf, markdown, table } from './markdown.ts';

const { checks } = BUILT_IN;

const AREA_IDS: readonly Area[] = Object.keys(AREAS).filter((id): id is Area =>
  checks.some(({ area }) => area === id),
);

/** How many checks each area has, and where its page is. */
export function checksPage(): string {
  const severities = SEVERITIES.toReversed();
  const rows = AREA_IDS.map((area) => {
    const those = checksOf(area);
    const counts = severities.map(
      (severity) => those.filter((c) => c.severity === severity).length,
    );
    return [`[${AREAS[area]}](checks/${area}.md)`, those.length, ...counts];
  });
  return `# Checks

Made from the code by \`npm run docs\`. ${checks.length} checks; \`hostward checks show ID\` prints one.
[Coverage](coverage.md) tells what of the catalogue is not checked, and why; [benchmarks](benchmarks.md)
tells which sections of which benchmarks are answered.

${table(['area', 'checks', ...severities], rows)}
`;
}

/** By file name: a page an area. */
export const areaPages = (): Readonly<Record<string, () => string>> =>
  Object.fromEntries(AREA_IDS.map((area) => [`checks/${area}.md`, () => areaPage(area)]));

/** Where a check is told of, from docs/. */
export const linkOf = ({ id, area }: Pick<AnyCheck, 'id' | 'area'>): string =>
  `[${markdown(id)}](checks/${area}.md#${anchorOf(id)})`;

const checksOf = (area: Area): readonly AnyCheck[] => checks.filter((check) => check.area === area);

function areaPage(area: Area): string {
  const those = checksOf(area);
  const rows = those.map(({ id, severity, title }) => [
    `[${markdown(id)}](#${anchorOf(id)})`,
    severity,
    markdown(title),
  ]);
  return `# ${AREAS[area]}

Made from the code by \`npm run docs\`. [All areas](../checks.md)

${table(['check', 'severity', 'passes when'], rows)}

${those.map(entry).join('\n\n')}
`;
}

function entry(check: AnyCheck): string {
  const { id, title, severity, level, rationale, remedy, references, tags } = check;
  const readings = readingKeysOf(check).map((key) => `\`${key}\``);
  const facts = [
    `- **Remedy:** ${markdown(remedy)}`,
    `- **Reads:** ${readings.join(', ') || 'nothing of its own'}`,
    ...parametersOf(check),
    ...(check.since === undefined ? [] : [`- **Since:** ${check.since}`]),
    `- **References:** ${references.map(markdown).join(', ') || 'none'}`,
    ...(tags.length === 0 ? [] : [`- **Tags:** ${tags.join(', ')}`]),
  ];
  return [
    `## ${markdown(id)}`,
    `**${markdown(title)}.** ${severity}, level ${level}`,
    markdown(rationale),
    facts.join('\n'),
  ].join('\n\n');
}

function parametersOf(check: AnyCheck): readonly string[] {
  const defaults = new Map<string, unknown>(Object.entries(check.params?.parse({}) ?? {}));
  const shown = parameterNames(check).map(
    (name) => `\`${name}\` (${JSON.stringify(defaults.get(name)) ?? 'not set'})`,
  );
  return shown.length === 0 ? [] : [`- **Parameters:** ${shown.join(', ')}`];
}
