import type { RunChanges } from '../../src/model/changes.ts';
import type { ReportedWaiver } from '../../src/model/waiver.ts';
import type { Summary } from '../summary/summary.ts';
import { changeSection } from './change-section.ts';
import { grid, gridWidth } from './grid.ts';
import { completenessOf, scoreOf, verdictOf } from './headline.ts';
import { nextSteps } from './next-steps.ts';
import { type Pen, type PenOptions, penOf } from './pen.ts';
import {
  escapePaths,
  failedChecks,
  hostTable,
  type Section,
  steps,
  unknownResults,
  unreachedHosts,
} from './sections.ts';
import { waiverConcerns } from './waiver-section.ts';

export interface SummaryOptions extends PenOptions {
  /** Paths that were written, to point at. */
  readonly files?: readonly string[];
  readonly waivers?: readonly ReportedWaiver[];
  readonly changes?: RunChanges | undefined;
}

/** The end of an audit for a person at a terminal, worst first. Ends with a line feed. */
export function renderSummary(
  summary: Summary,
  { files = [], waivers = [], changes, ...options }: SummaryOptions,
): string {
  const pen = penOf(options);
  const sections: readonly Section[] = [
    headline(pen, summary),
    hostTable(pen, summary),
    changeSection(pen, changes),
    failedChecks(pen, summary),
    escapePaths(pen, summary),
    unknownResults(pen, summary),
    unreachedHosts(pen, summary),
    waiverConcerns(pen, waivers),
    steps(pen, nextSteps(summary, files)),
  ];
  const shown = sections.filter((section) => section.length > 0);
  return `\n${shown.map((section) => section.join('\n')).join('\n\n')}\n`;
}

function headline(pen: Pen, summary: Summary): Section {
  const { words, ink, because } = verdictOf(summary);
  const { whole, text } = completenessOf(summary);
  const label = Math.max(words.length, 'Incomplete.'.length);
  const room = pen.width - gridWidth([label]) + 2;
  return grid(
    pen,
    [label, room],
    [
      [
        { text: words, ink },
        { text: because, wrap: true },
      ],
      [
        whole ? { text: 'Complete.', ink: 'good' } : { text: 'Incomplete.', ink: 'unknown' },
        { text, wrap: true },
      ],
      [{ text: 'Score.' }, { text: scoreOf(summary), wrap: true }],
    ],
    { indent: '' },
  );
}
