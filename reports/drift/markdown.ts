import { CHANGE_KINDS } from '../../src/model/changes.ts';
import { HOST_FATES, type HostFate } from '../../src/model/drift.ts';
import { cell } from '../markdown/cell.ts';
import { count } from '../wording.ts';
import { type ChangeGroup, type DriftSummary, KINDS } from './summary.ts';

/** Rows of each table: comments of a merge request are cut at a size, and nobody reads more. */
const ROWS = 25;

/** Two runs compared, in Markdown for a job's page or a merge request. Ends with a line feed. */
export function renderDriftMarkdown(drift: DriftSummary): string {
  const { before, after, judgedAgain, groups, policyGroups } = drift;
  const counted = KINDS.filter((kind) => drift.counts[kind] > 0);
  return `${[
    '## hostward: what changed',
    '',
    `From run ${cell(before.id)} to run ${cell(after.id)}.`,
    ...(judgedAgain === undefined
      ? []
      : ['', `> ${cell(judgedAgain.because)} Both were judged again: ${cell(judgedAgain.under)}.`]),
    '',
    ...(counted.length === 0
      ? ['No finding changed.', '']
      : counted.map((kind) => `- **${drift.counts[kind]}** ${CHANGE_KINDS[kind]}`)),
    ...fateLines(drift),
    ...checkLines(drift),
    ...table('Changes, worst first', groups),
    ...table('By the policy alone: no host changed', policyGroups),
  ].join('\n')}\n`;
}

const TOLD: readonly HostFate[] = ['new', 'lost', 'unreachable', 'reachable'];

function fateLines({ fates }: DriftSummary): readonly string[] {
  return TOLD.filter((fate) => fates[fate].total > 0).map((fate) => {
    const { total, first } = fates[fate];
    const rest = total > first.length ? ', …' : '';
    return `- ${count(total, 'host')} ${HOST_FATES[fate]}: ${first.map(cell).join(', ')}${rest}`;
  });
}

function checkLines({ newChecks, lostChecks, changedChecks }: DriftSummary): readonly string[] {
  const lines = [
    ['asked now', newChecks],
    ['no longer asked', lostChecks],
    ['asked otherwise', changedChecks],
  ] as const;
  return lines
    .filter(([, ids]) => ids.length > 0)
    .map(([words, ids]) => `- ${count(ids.length, 'check')} ${words}`);
}

function table(title: string, groups: readonly ChangeGroup[]): readonly string[] {
  if (groups.length === 0) return [];
  const rows = groups.slice(0, ROWS).map(({ kind, check, severity, hosts, example }) => {
    const { host, subject = '', before = '', after = '' } = example;
    const cells = [
      CHANGE_KINDS[kind],
      check,
      severity,
      String(hosts),
      host,
      subject,
      before,
      after,
    ];
    return `| ${cells.map(cell).join(' | ')} |`;
  });
  return [
    '',
    `### ${title}`,
    '',
    '| what | check | severity | hosts | for example | subject | before | now |',
    '|---|---|---|--:|---|---|---|---|',
    ...rows,
    ...(groups.length > ROWS ? ['', `… and ${groups.length - ROWS} more.`] : []),
  ];
}
