import type { CheckRow } from '../summary/check-row.ts';
import type { EscapingContainer, HostRow, Summary } from '../summary/summary.ts';
import { count, grouped } from '../wording.ts';
import { type Cell, grid, gridWidth, paragraph } from './grid.ts';
import type { Ink, Pen } from './pen.ts';

/** A heading and its lines; none where there is nothing to say. */
export type Section = readonly string[];

const HOSTS_SHOWN = 20;
const FAILURES_SHOWN = 6;
const GAPS_SHOWN = 3;
const CONTAINERS_SHOWN = 5;
const LOST_SHOWN = 5;
/** Past this many, a container takes one line. */
const CONTAINERS_IN_FULL = 2;

const INDENT = '  ';

export const heading = (pen: Pen, text: string): string => pen.inked(pen.plain(text), 'heading');

export const more = (pen: Pen, shown: number, total: number, what: string): Section =>
  total <= shown
    ? []
    : paragraph(pen, `and ${count(total - shown, `more ${what}`)}`, INDENT, 'quiet');

const COUNTS = ['Pass', 'Crit', 'High', 'Med', 'Low', 'Unknown'] as const;

/** How each host stands: passes, failures by severity, unknown. */
export function hostTable(pen: Pen, { hosts, audited }: Summary): Section {
  if (audited === 0) return [];
  const shown = hosts.slice(0, pen.most(HOSTS_SHOWN));
  const widths = COUNTS.map((head) => Math.max(head.length, 4));
  const room = pen.width - gridWidth(widths) - 2;
  const name = Math.min(room, Math.max(4, ...shown.map((host) => columnsAtMost(nameOf(host)))));
  const rows = shown.map((host) => hostCells(pen, host));
  return [
    ...(audited === 1 ? [] : [heading(pen, 'Hosts, worst first')]),
    ...grid(pen, [name, ...widths], rows, { head: ['Host', ...COUNTS] }),
    ...more(pen, pen.most(HOSTS_SHOWN), audited, 'host'),
  ];
}

const nameOf = ({ name, withoutRoot }: HostRow): string =>
  withoutRoot ? `${name} (no root)` : name;

/** Characters beyond ASCII may take two columns each. */
const columnsAtMost = (text: string): number =>
  /^[\x20-\x7e]*$/.test(text) ? text.length : text.length * 2;

function hostCells(pen: Pen, host: HostRow): readonly Cell[] {
  const number = (n: number, ink?: Ink): Cell => ({
    text: n === 0 ? pen.marks.none : grouped(n),
    ink: n === 0 ? 'quiet' : ink,
    right: true,
  });
  const { failing, tally } = host;
  return [
    { text: nameOf(host) },
    number(tally.pass),
    number(failing.critical, 'critical'),
    number(failing.high, 'high'),
    number(failing.medium, 'medium'),
    number(failing.low, 'low'),
    number(tally.unknown, 'unknown'),
  ];
}

/** The checks that failed, each with what was found on one host. */
export function failedChecks(pen: Pen, { failed }: Summary): Section {
  if (failed.length === 0) return [];
  return [
    heading(pen, 'Failed checks, worst first'),
    ...failed.slice(0, pen.most(FAILURES_SHOWN)).flatMap((check) => failedCheck(pen, check)),
    ...more(pen, pen.most(FAILURES_SHOWN), failed.length, 'check'),
  ];
}

const SEVERITY_WIDTH = 'critical'.length;

function failedCheck(pen: Pen, { id, title, severity, failed, mismatch }: CheckRow): Section {
  const hosts = count(failed, 'host');
  const widths = [SEVERITY_WIDTH, Math.max(hosts.length, 8)];
  const room = pen.width - gridWidth(widths);
  const cells = [{ text: severity, ink: severity }, { text: hosts }, { text: `${id}: ${title}` }];
  return [
    ...grid(pen, [...widths, room], [cells]),
    ...(mismatch === undefined
      ? []
      : inTwoLines(pen, `${mismatch.host}: ${mismatch.text}`, ' '.repeat(SEVERITY_WIDTH + 4))),
  ];
}

/** The containers from which an attacker gets root on the host. */
export function escapePaths(pen: Pen, { escaping: { total, worst } }: Summary): Section {
  if (total === 0) return [];
  const lines = total > pen.most(CONTAINERS_IN_FULL) ? escapeLine : escapesInFull;
  return [
    heading(pen, `${count(total, 'container')} with a way to root on the host`),
    ...worst.slice(0, pen.most(CONTAINERS_SHOWN)).flatMap((container) => lines(pen, container)),
    ...more(pen, Math.min(worst.length, pen.most(CONTAINERS_SHOWN)), total, 'container'),
  ];
}

const escapesInFull = (pen: Pen, { container, host, paths }: EscapingContainer): Section =>
  paths.flatMap(({ id, description }) =>
    hanging(pen, `${container} on ${host}: ${id} ${pen.marks.dash} ${description}`),
  );

function escapeLine(pen: Pen, { container, host, paths }: EscapingContainer): Section {
  const ways = paths.map(({ id }) => id).join(', ');
  const how = paths[0]?.description ?? '';
  return cutLine(pen, `${container} on ${host}: ${ways} ${pen.marks.dash} ${how}`);
}

/** Which checks could not be told, and why. */
export function unknownResults(pen: Pen, { untold }: Summary): Section {
  if (untold.length === 0) return [];
  return [
    heading(pen, 'Could not be told'),
    ...untold.slice(0, pen.most(GAPS_SHOWN)).flatMap(({ id, unknown, gap }) => {
      const why = gap === undefined ? '' : `: ${gap.text}`;
      return inTwoLines(pen, `${id} on ${count(unknown, 'host')}${why}`);
    }),
    ...more(pen, pen.most(GAPS_SHOWN), untold.length, 'check'),
  ];
}

/** The hosts that gave no evidence, and why. */
export function unreachedHosts(pen: Pen, { unreached, lost }: Summary): Section {
  if (unreached === 0) return [];
  const kinds = lost.classes.map((kind) => `${grouped(kind.hosts)} ${kind.class}`).join(', ');
  return [
    heading(pen, `${count(unreached, 'host')} not reached: ${kinds}`),
    ...lost.first
      .slice(0, pen.most(LOST_SHOWN))
      .flatMap((host) => hanging(pen, `${host.name}: ${host.class}: ${host.message}`)),
    ...more(pen, Math.min(lost.first.length, pen.most(LOST_SHOWN)), unreached, 'host'),
  ];
}

/** What to do, numbered. */
export function steps(pen: Pen, texts: readonly string[]): Section {
  if (texts.length === 0) return [];
  const rows = texts.map((text, n) => [{ text: `${n + 1}.` }, { text, wrap: true } as const]);
  return [heading(pen, 'What to do next'), ...grid(pen, [2, pen.width - gridWidth([2])], rows)];
}

/** A text whose later lines stand further in, so that its first words can be found. */
export function hanging(pen: Pen, text: string, indent = INDENT): Section {
  const [first = '', ...rest] = paragraph(pen, text, indent + INDENT);
  return [first.slice(INDENT.length), ...rest];
}

/** A text that ends where the line does. */
const cutLine = (pen: Pen, text: string, indent = INDENT): Section =>
  grid(pen, [pen.width - indent.length], [[{ text }]], { indent });

/** A text that ends where the second line does: a value of a host may be long. */
function inTwoLines(pen: Pen, text: string, indent = INDENT): Section {
  const [first = '', ...rest] = hanging(pen, text, indent);
  if (rest.length === 0) return [first];
  const second = rest.map((line) => line.trimStart()).join(' ');
  return [first, ...cutLine(pen, second, indent + INDENT)];
}
