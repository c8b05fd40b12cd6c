import { BENCHMARKS, BUILT_IN } from '../../src/cli/built-in.ts';
import type { Benchmark, CoveredSection } from '../../src/model/benchmark.ts';
import { linkOf } from './checks-page.ts';
import { anchorOf, markdown, table } from './markdown.ts';

const byId = new Map(BUILT_IN.checks.map((check) => [check.id, check]));

/** Which sections of which benchmarks are answered, by what. */
export function benchmarksPage(): string {
  const rows = BENCHMARKS.map(({ id, title, sections }) => [
    `[${id}](#${anchorOf(title)})`,
    sections.length,
    ...(['checked', 'manual', 'left'] as const).map(
      (coverage) => sections.filter((section) => section.coverage === coverage).length,
    ),
  ]);
  return `# Benchmarks

Made from the code by \`npm run docs\`; \`hostward benchmarks show ID\` prints one. Titles are our own words: read
the benchmarks themselves for what they ask. A profile takes a section by \`benchmark: cis-docker-1.6:2\`, and
with it all below.

${table(['benchmark', 'sections', 'checked', 'by people', 'left out'], rows)}

${BENCHMARKS.map(chapter).join('\n\n')}
`;
}

const chapter = ({ title, about, sections }: Benchmark): string =>
  `## ${title}

${about}

${table(
  ['section', 'about', 'answered by'],
  sections.map((section) => [section.id, markdown(section.title), answer(section)]),
)}`;

/** Where a section has dozens of checks, the first few stand for them. */
const MOST = 8;

function answer({ checks, coverage, reason = '' }: CoveredSection): string {
  if (coverage === 'manual') return `a person: ${markdown(reason)}`;
  if (coverage === 'left') return `left out: ${markdown(reason)}`;
  const links = checks.slice(0, MOST).map((id) => {
    const check = byId.get(id);
    return check === undefined ? id : linkOf(check);
  });
  const more = checks.length - links.length;
  return more > 0 ? `${links.join(', ')} and ${more} more` : links.join(', ');
}
