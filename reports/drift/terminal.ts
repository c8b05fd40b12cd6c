import { CHANGE_KINDS, type ChangeKind } from '../../src/model/changes.ts';
import { HOST_FATES, type HostFate } from '../../src/model/drift.ts';
import { shownName, shownText } from '../summary/shown-text.ts';
import { grid, gridWidth, paragraph } from '../terminal/grid.ts';
import { type Ink, type Pen, type PenOptions, penOf } from '../terminal/pen.ts';
import { hanging, heading, more, type Section } from '../terminal/sections.ts';
import { capital, count, grouped, listed } from '../wording.ts';
import { type ChangeGroup, type DriftSummary, KINDS } from './summary.ts';

const GROUPS_SHOWN = 8;
const CHECKS_SHOWN = 8;

/** Two runs compared, for a person at a terminal, worst first. Ends with a line feed. */
export function renderDriftSummary(drift: DriftSummary, options: PenOptions): string {
  const pen = penOf(options);
  const sections: readonly Section[] = [
    opening(pen, drift),
    ...KINDS.map((kind) => groupsOf(pen, CHANGE_KINDS[kind], drift.groups, kind)),
    hostSection(pen, drift),
    checkSection(pen, drift),
    policySection(pen, drift),
  ];
  const shown = sections.filter((section) => section.length > 0);
  return `${shown.map((section) => section.join('\n')).join('\n\n')}\n`;
}

const INKS: Readonly<Record<ChangeKind, Ink>> = {
  newFailure: 'verdictBad',
  valueChanged: 'high',
  newlyUnknown: 'unknown',
  repaired: 'good',
  newlyKnown: 'good',
  waived: 'quiet',
  unwaived: 'high',
};

function opening(pen: Pen, drift: DriftSummary): Section {
  const { before, after, judgedAgain, recordedOnly } = drift;
  const counted = KINDS.filter((kind) => drift.counts[kind] > 0);
  const rows = counted.map((kind) => [
    { text: grouped(drift.counts[kind]), right: true as const, ink: INKS[kind] },
    { text: CHANGE_KINDS[kind], wrap: true as const },
  ]);
  const widths = [Math.max(4, ...counted.map((kind) => grouped(drift.counts[kind]).length))];
  const runs = `From run ${shownName(before.id)} to run ${shownName(after.id)}.`;
  const again =
    judgedAgain === undefined
      ? []
      : [
          `${shownText(judgedAgain.because)} Both were judged again: ${shownText(judgedAgain.under)}.`,
        ];
  const bare =
    recordedOnly === 0
      ? []
      : [
          `Of ${count(recordedOnly, 'host')} no evidence was kept: they are compared as they were judged.`,
        ];
  return [
    heading(pen, counted.length === 0 ? 'No finding changed.' : 'What changed'),
    ...[runs, ...again, ...bare].flatMap((text) => paragraph(pen, text, '  ')),
    ...(rows.length === 0 ? [] : grid(pen, [...widths, pen.width - gridWidth(widths)], rows)),
  ];
}

function groupsOf(
  pen: Pen,
  title: string,
  groups: readonly ChangeGroup[],
  kind: ChangeKind,
): Section {
  const own = groups.filter((group) => group.kind === kind);
  if (own.length === 0) return [];
  return [
    heading(pen, capital(title)),
    ...own.slice(0, GROUPS_SHOWN).flatMap((group) => groupLines(pen, group)),
    ...more(pen, GROUPS_SHOWN, own.length, 'check'),
  ];
}

const SEVERITY_WIDTH = 'critical'.length;

function groupLines(pen: Pen, { check, title, severity, hosts, example }: ChangeGroup): Section {
  const on = count(hosts, 'host');
  const widths = [SEVERITY_WIDTH, Math.max(on.length, 8)];
  const text = `${shownName(check)}: ${shownText(title)}`;
  const cells = [{ text: severity, ink: severity }, { text: on }, { text }];
  const { host, subject, before, after } = example;
  const values = [before, after].flatMap((value) =>
    value === undefined ? [] : [shownName(value)],
  );
  const what = subject === undefined ? '' : ` ${shownName(subject)}`;
  const told = `${shownName(host)}:${what}${values.length === 0 ? '' : `: ${values.join(' → ')}`}`;
  const indent = ' '.repeat(SEVERITY_WIDTH + 4);
  return [
    ...grid(pen, [...widths, pen.width - gridWidth(widths)], [cells]),
    ...grid(pen, [pen.width - indent.length], [[{ text: told }]], { indent }),
  ];
}

const TOLD: readonly HostFate[] = ['new', 'lost', 'unreachable', 'reachable'];

function hostSection(pen: Pen, { fates }: DriftSummary): Section {
  const lines = TOLD.filter((fate) => fates[fate].total > 0).flatMap((fate) => {
    const { total, first } = fates[fate];
    const names = first.map(shownName).join(', ');
    const rest = total > first.length ? `, and ${grouped(total - first.length)} more` : '';
    return hanging(pen, `${grouped(total)} ${HOST_FATES[fate]}: ${names}${rest}`);
  });
  return lines.length === 0 ? [] : [heading(pen, 'Hosts'), ...lines];
}

function checkSection(pen: Pen, { newChecks, lostChecks, changedChecks }: DriftSummary): Section {
  const lines = (
    [
      ['asked now', newChecks],
      ['no longer asked', lostChecks],
      ['asked otherwise', changedChecks],
    ] as const
  )
    .filter(([, ids]) => ids.length > 0)
    .flatMap(([words, ids]) => {
      const names = ids.slice(0, CHECKS_SHOWN).map(shownName);
      const rest = ids.length - names.length;
      const all = rest > 0 ? [...names, `${grouped(rest)} more`] : names;
      return hanging(pen, `${grouped(ids.length)} ${words}: ${listed(all)}`);
    });
  return lines.length === 0 ? [] : [heading(pen, 'Checks'), ...lines];
}

/** What would read as drift, and is none. */
function policySection(pen: Pen, { policyGroups }: DriftSummary): Section {
  if (policyGroups.length === 0) return [];
  return [
    heading(pen, 'By the policy alone: no host changed'),
    ...policyGroups
      .slice(0, GROUPS_SHOWN)
      .flatMap(({ kind, check, hosts }) =>
        hanging(pen, `${shownName(check)} on ${count(hosts, 'host')}: ${CHANGE_KINDS[kind]}`),
      ),
    ...more(pen, GROUPS_SHOWN, policyGroups.length, 'check'),
  ];
}
