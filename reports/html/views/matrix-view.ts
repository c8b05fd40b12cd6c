import { count, ENDING_WORDS, grouped } from '../../wording.ts';
import { type ControlLink, controlLink, type Section, sections } from '../survey/control-order.ts';
import { ownPart, shortName } from '../survey/host-names.ts';
import { type HostGroup, hostGroups } from '../survey/host-order.ts';
import { endingAt, type Survey, type SurveyedControl } from '../survey/survey.ts';
import { type NumberCell, numberCell } from './cells.ts';
import { kindOf, type SeverityMark, severityMark } from './marks.ts';

/** Every control on every host; a control that is quiet everywhere is counted, not drawn. */
export interface MatrixView {
  readonly intro: string;
  /** What all names share, written once, with a star for the part that differs; or nothing. */
  readonly template: string;
  readonly columns: number;
  /** Whether host names stand upright, being too long for a cell. */
  readonly upright: boolean;
  readonly narrow: boolean;
  /** Whether only small cells fit the width of the page. */
  readonly tight: boolean;
  readonly groups: readonly ColumnGroup[];
  readonly sections: readonly MatrixSection[];
  readonly totals: readonly GroupTotals[];
}

interface ColumnGroup {
  readonly label: string;
  /** Whether the label fits over its columns. */
  readonly fits: boolean;
  readonly hosts: readonly HostColumn[];
  readonly span: number;
}

interface HostColumn {
  readonly index: number;
  readonly before: string;
  readonly own: string;
  readonly after: string;
  readonly short: string;
  readonly href: string;
}

interface GroupTotals {
  readonly cells: readonly NumberCell[];
}

interface MatrixSection {
  readonly title: string;
  readonly href: string;
  readonly rows: readonly MatrixRow[];
  /** `12 more controls pass or do not apply on every host`. */
  readonly quiet: string;
}

interface MatrixRow {
  readonly severity: SeverityMark;
  readonly control: ControlLink;
  readonly groups: readonly { readonly cells: readonly MatrixCell[] }[];
  readonly failing: NumberCell;
}

interface MatrixCell {
  readonly kind: string;
  readonly word: string;
  readonly glyph: string;
}

const GLYPHS: Readonly<Record<string, string>> = {
  pass: '✓',
  fail: '×',
  unknown: '?',
  // Drawn: fonts have no pencil in common.
  manual: '',
  notApplicable: '–',
  waived: '≈',
};

const CELL_CHARACTERS = 3;
/** Of a label over its columns: about this many characters fit over one. */
const LABEL_CHARACTERS = 4.6;
const NARROW_FROM = 20;
const TIGHT_FROM = 36;

export function matrixView(survey: Survey): MatrixView {
  const { names } = survey;
  const groups = hostGroups(survey);
  const columns = groups.map((group) => columnGroup(survey, group));
  const hosts = columns.flatMap((group) => group.hosts);
  return {
    template: names.before + names.after === '' ? '' : `${names.before}*${names.after}`,
    columns: hosts.length + groups.length + 3,
    upright: hosts.some(({ own }) => own.length > CELL_CHARACTERS),
    narrow: hosts.length > NARROW_FROM,
    tight: hosts.length > TIGHT_FROM,
    groups: columns,
    intro: introOf(survey),
    sections: sections(survey).map((section) => matrixSection(survey, groups, section)),
    totals: groups.map(({ hosts: members }) => ({
      cells: members.map((host) => numberCell(survey.hosts[host]?.tally.fail ?? 0)),
    })),
  };
}

/** Passes or does not apply, wherever it was asked: nothing that a person has to see. */
const isQuiet = (survey: Survey, { index }: SurveyedControl): boolean =>
  survey.hosts.every(({ failure }, host) => {
    if (failure !== undefined) return true;
    const ending = endingAt(survey.cells[host], index);
    return ending === 'pass' || ending === 'notApplicable';
  });

function introOf(survey: Survey): string {
  const quiet = survey.controls.filter((control) => isQuiet(survey, control)).length;
  const all = survey.controls.length;
  const which =
    quiet === 0
      ? `All ${count(all, 'control')} on every host.`
      : `${grouped(all - quiet)} of ${count(all, 'control')}; the other ${grouped(quiet)} pass, or do not apply, on every host that was read.`;
  return `${which} Hosts of one system stand together, so that a block of columns shows a habit of the image, and a row a habit of the fleet.`;
}

function matrixSection(
  survey: Survey,
  groups: readonly HostGroup[],
  { area, title, controls }: Section,
): MatrixSection {
  const shown = controls.filter((control) => !isQuiet(survey, control));
  const n = controls.length - shown.length;
  const more = shown.length === 0 ? '' : 'more ';
  return {
    title,
    href: survey.links.controls(`area=${area}`),
    rows: shown.map((control) => matrixRow(survey, groups, control)),
    quiet:
      n === 0
        ? ''
        : `${count(n, `${more}control passes or does not apply`, `${more}controls pass or do not apply`)} on every host`,
  };
}

function columnGroup(survey: Survey, { label, hosts }: HostGroup): ColumnGroup {
  const width = hosts.length * LABEL_CHARACTERS * (survey.hosts.length > NARROW_FROM ? 0.7 : 1);
  const columns = hosts.map((index) => hostColumn(survey, index));
  return { label, fits: label.length <= width, hosts: columns, span: hosts.length };
}

function hostColumn({ hosts, names, links }: Survey, index: number): HostColumn {
  const { name = '', anchor = '' } = hosts[index] ?? {};
  const own = ownPart(name, names);
  const whole = own === name;
  return {
    index,
    before: whole ? '' : names.before,
    own,
    after: whole ? '' : names.after,
    short: shortName(name, names),
    href: links.host(anchor),
  };
}

function matrixRow(
  survey: Survey,
  groups: readonly HostGroup[],
  control: SurveyedControl,
): MatrixRow {
  return {
    severity: severityMark(control.meta.severity),
    control: controlLink(survey, control),
    groups: groups.map(({ hosts }) => ({
      cells: hosts.map((host) => matrixCell(survey.cells[host], control)),
    })),
    failing: numberCell(control.tally.fail),
  };
}

function matrixCell(row: Uint8Array | undefined, { index, meta }: SurveyedControl): MatrixCell {
  const outcome = endingAt(row, index);
  return {
    kind: outcome === 'fail' ? meta.severity : kindOf(outcome),
    word: ENDING_WORDS[outcome],
    glyph: GLYPHS[outcome] ?? '',
  };
}
