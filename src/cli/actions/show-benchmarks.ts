import type { Benchmark, CoveredSection } from '../../model/benchmark.ts';
import { UsageError } from '../../model/errors.ts';
import { meant } from '../../model/nearest.ts';
import { BENCHMARKS } from '../built-in.ts';

interface Options {
  readonly format: 'text' | 'json';
}

/** Prints every benchmark with its counts. */
export function listBenchmarks({ format }: Options): void {
  if (format === 'json') {
    const rows = BENCHMARKS.map(({ sections, ...rest }) => ({ ...rest, ...counts(sections) }));
    console.log(JSON.stringify(rows, null, 2));
    return;
  }
  console.log(`${'benchmark'.padEnd(18)} sections  checked  manual  left out`);
  for (const { id, sections, title } of BENCHMARKS) {
    const { checked, manual, left } = counts(sections);
    const numbers = [
      String(sections.length).padStart(8),
      String(checked).padStart(8),
      String(manual).padStart(7),
      String(left).padStart(9),
    ];
    console.log(`${id.padEnd(18)} ${numbers.join(' ')}  ${title}`);
  }
}

/** Prints every section of a benchmark. @throws UsageError naming the nearest ids. */
export function showBenchmark(id: string, { format }: Options): void {
  const benchmark = BENCHMARKS.find((known) => known.id === id);
  if (benchmark === undefined) {
    const ids = BENCHMARKS.map((known) => known.id);
    const hint = meant(id, ids) ?? `there are ${ids.join(', ')}`;
    throw new UsageError(`there is no benchmark ${id}; ${hint}`);
  }
  if (format === 'json') console.log(JSON.stringify(benchmark, null, 2));
  else console.log(textOf(benchmark));
}

function textOf({ title, about, sections }: Benchmark): string {
  const { checked, manual, left } = counts(sections);
  return [
    title,
    about,
    `${sections.length} sections: ${checked} answered by checks, ${manual} by people, ${left} left out`,
    ...sections.map(sectionText),
  ].join('\n');
}

const sectionText = ({ id, title, checks, coverage, reason = '' }: CoveredSection): string =>
  [
    `\n${id}  ${title}`,
    ...checks.map((check) => `  ${check}`),
    ...(coverage === 'manual' ? [`  a person: ${reason}`] : []),
    ...(coverage === 'left' ? [`  left out: ${reason}`] : []),
  ].join('\n');

/** How many sections there are of each kind. */
const counts = (sections: readonly CoveredSection[]) => ({
  checked: sections.filter(({ coverage }) => coverage === 'checked').length,
  manual: sections.filter(({ coverage }) => coverage === 'manual').length,
  left: sections.filter(({ coverage }) => coverage === 'left').length,
});
