import type {
  CommonDifference,
  FactDifference,
  FleetComparison,
  HostCluster,
} from '../../src/model/golden.ts';
import { shownName } from '../summary/shown-text.ts';
import { grid, paragraph } from '../terminal/grid.ts';
import { type Pen, type PenOptions, penOf } from '../terminal/pen.ts';
import { hanging, heading, more, type Section } from '../terminal/sections.ts';
import { count, grouped } from '../wording.ts';

const DIFFERENCES_SHOWN = 12;
const CLUSTERS_SHOWN = 8;
const SEPARATING_SHOWN = 5;

/** How hosts differ from a reference, for a person at a terminal. Ends with a line feed. */
export function renderComparison(comparison: FleetComparison, options: PenOptions): string {
  const pen = penOf(options);
  const aspects = [...new Set(comparison.differences.map(({ aspect }) => aspect))];
  const sections: readonly Section[] = [
    opening(pen, comparison),
    ...aspects.map((aspect) => aspectSection(pen, aspect, comparison.differences)),
    clusterSection(pen, comparison),
    untoldSection(pen, comparison),
  ];
  const shown = sections.filter((section) => section.length > 0);
  return `${shown.map((section) => section.join('\n')).join('\n\n')}\n`;
}

function opening(pen: Pen, { reference, hosts, alike, kinds }: FleetComparison): Section {
  const told = kinds < 2 ? '' : ` There are ${count(kinds, 'kind')} of hosts.`;
  return [
    heading(pen, `${count(hosts, 'host')} beside ${shownName(reference)}`),
    ...paragraph(pen, `${grouped(alike)} alike, ${grouped(hosts - alike)} different.${told}`, '  '),
  ];
}

function aspectSection(pen: Pen, aspect: string, all: readonly CommonDifference[]): Section {
  const own = all.filter((difference) => difference.aspect === aspect);
  return [
    heading(pen, aspect),
    ...own.slice(0, DIFFERENCES_SHOWN).flatMap((difference) => {
      const { hosts, first } = difference;
      const rest = hosts > first.length ? ', …' : '';
      const where = `${count(hosts, 'host')} (${first.map(shownName).join(', ')}${rest})`;
      return cutLine(pen, `${wordsOf(difference)} on ${where}`);
    }),
    ...more(pen, DIFFERENCES_SHOWN, own.length, 'difference'),
  ];
}

const cutLine = (pen: Pen, text: string, indent = '  '): Section =>
  grid(pen, [pen.width - indent.length], [[{ text }]], { indent });

function wordsOf({ key, wanted, found }: FactDifference): string {
  const name = shownName(key);
  if (wanted === undefined) {
    return found === 'present' ? `${name}: added` : `${name}: added, ${shownName(found ?? '')}`;
  }
  if (found === undefined) return `${name}: missing`;
  return `${name}: ${shownName(wanted)} → ${shownName(found)}`;
}

function clusterSection(pen: Pen, { clusters, kinds }: FleetComparison): Section {
  if (clusters.length < 2) return [];
  return [
    heading(pen, 'Kinds of hosts, largest first'),
    ...clusters.slice(0, CLUSTERS_SHOWN).flatMap((cluster) => clusterLines(pen, cluster)),
    ...more(pen, CLUSTERS_SHOWN, kinds, 'kind'),
  ];
}

function clusterLines(pen: Pen, { hosts, first, differences, fromLargest }: HostCluster): Section {
  const rest = hosts > first.length ? ', …' : '';
  const separating = differences === 0 ? '' : `; ${count(differences, 'fact')} unlike the largest`;
  const shown = fromLargest.slice(0, SEPARATING_SHOWN);
  return [
    ...hanging(
      pen,
      `${count(hosts, 'host')}: ${first.map(shownName).join(', ')}${rest}${separating}`,
    ),
    ...shown.flatMap((each) => cutLine(pen, `${each.aspect}: ${wordsOf(each)}`, '    ')),
    ...(differences > shown.length
      ? paragraph(pen, `and ${grouped(differences - shown.length)} more`, '    ', 'quiet')
      : []),
  ];
}

function untoldSection(pen: Pen, { untold, unread }: FleetComparison): Section {
  const lines = [
    ...Object.entries(untold).map(([aspect, hosts]) => `${aspect} on ${count(hosts, 'host')}`),
    ...(unread.length === 0
      ? []
      : [`everything on ${count(unread.length, 'host')} without evidence`]),
  ];
  return lines.length === 0
    ? []
    : [heading(pen, 'Could not be compared'), ...lines.flatMap((line) => hanging(pen, line))];
}
