import { checks } from '../../checks/index.ts';
import { type AnyCheck, readingKeysOf } from '../../src/kit/define-check.ts';
import { AREAS } from '../../src/model/check.ts';

/** Every check: what it reads, why, and what to do. */
export function checksPage(): string {
  const areas = Object.entries(AREAS)
    .map(([area, name]) => ({ name, those: checks.filter((check) => check.area === area) }))
    .filter(({ those }) => those.length > 0);
  const summary = areas.map(({ name, those }) => `| ${name} | ${those.length} |`).join('\n');
  return `# Checks

Made from the code by \`npm run docs\`. ${checks.length} checks; \`hostward checks show ID\` prints one.

| area | checks |
|---|---|
${summary}

${areas.map(({ name, those }) => `## ${name}\n\n${those.map(entry).join('\n\n')}`).join('\n\n')}
`;
}

function entry(check: AnyCheck): string {
  return [
    `### ${check.id}`,
    `**${markdown(check.title)}** · ${check.severity} · level ${check.level}`,
    markdown(check.rationale),
    `- Remedy: ${markdown(check.remedy)}`,
    `- Reads: ${readingKeysOf(check)
      .map((key) => `\`${key}\``)
      .join(', ')}`,
    `- References: ${check.references.join(', ') || 'none'}`,
  ]
    .join('\n\n')
    .replaceAll('\n\n- ', '\n- ')
    .replace('\n- Remedy', '\n\n- Remedy');
}

/** Angle brackets would be markup. */
const markdown = (text: string): string => text.replaceAll('<', '\\<');
