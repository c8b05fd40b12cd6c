import type { CheckMeta } from '../../../src/model/check.ts';
import type { Privilege } from '../../../src/model/host.ts';
import {
  type AuditedHost,
  ENDINGS,
  type Ending,
  endingOf,
  type FailedHost,
  type HostReport,
  type Report,
  type RunInfo,
} from '../../../src/model/run.ts';
import type { Trend } from '../../../src/model/trend.ts';
import { visibleLine } from '../../../src/model/visible-text.ts';
import type { ReportedWaiver } from '../../../src/model/waiver.ts';
import {
  addTally,
  emptyTally,
  noSeverities,
  type SeverityCounts,
  type Tally,
} from '../../totals.ts';
import { DRAWN_RESULTS, NAME_CHARACTERS } from '../limits.ts';
import { hostAnchor } from '../text/anchors.ts';
import { inFolder, type Links, ON_ONE_PAGE } from '../text/links.ts';
import { type ChangeSurvey, surveyChanges } from './change-survey.ts';
import { addContainers, type ContainerSurvey, noContainers } from './container-survey.ts';
import { addEvidence, dropPasses, type Evidence } from './evidence.ts';
import { type FirstAnswers, firstAnswers } from './first-answers.ts';
import { type CommonName, commonName } from './host-names.ts';

export interface SurveyedHost {
  readonly index: number;
  /** Cleaned. */
  readonly name: string;
  readonly anchor: string;
  /** Undefined where the host was not read. */
  readonly privilege: Privilege | undefined;
  readonly failure: FailedHost['reason'] | undefined;
  /** Cleaned facts; empty where they are not known. */
  readonly os: string;
  readonly kernel: string;
  readonly tally: Tally;
  readonly failing: SeverityCounts;
  readonly containers: number;
  /** How many of the containers have a path to root on the host. */
  readonly escaping: number;
}

export interface SurveyedControl {
  readonly index: number;
  readonly meta: CheckMeta;
  readonly tally: Tally;
  readonly evidence: Evidence;
}

/** What one reading of all hosts leaves: totals and failures, never the hosts themselves. */
export interface Survey {
  readonly run: RunInfo;
  readonly waivers: readonly ReportedWaiver[];
  readonly changes: ChangeSurvey | undefined;
  readonly trend: Trend | undefined;
  /** In the order of the report. */
  readonly hosts: readonly SurveyedHost[];
  readonly controls: readonly SurveyedControl[];
  readonly tally: Tally;
  /** By host, then control: an index into `ENDINGS`. */
  readonly cells: readonly Uint8Array[];
  /** One page, or a folder of them where there are more results than a browser draws on one. */
  readonly layout: 'page' | 'folder';
  readonly links: Links;
  readonly containers: ContainerSurvey;
  readonly names: CommonName;
}

const NOT_ASKED = 255;

interface Gathering {
  readonly controls: readonly SurveyedControl[];
  readonly byId: ReadonlyMap<string, SurveyedControl>;
  readonly containers: ContainerSurvey;
  readonly first: FirstAnswers;
  readonly cells: Uint8Array[];
  /** More results than a browser can draw on one page: what passed is counted, no more. */
  many: boolean;
}

/** Reads every host once and keeps what the pages need. */
export async function surveyOf(report: Report): Promise<Survey> {
  const controls = report.checks.map((meta, index) => newControl(meta, index));
  const byId = new Map(controls.map((control) => [control.meta.id, control]));
  const first = firstAnswers(report);
  const containers = noContainers();
  const state: Gathering = { controls, byId, containers, first, cells: [], many: false };
  const hosts: SurveyedHost[] = [];
  const tally = emptyTally();
  for await (const host of report.hosts()) {
    const surveyed = surveyHost(state, host, hosts.length);
    hosts.push(surveyed);
    addTally(tally, surveyed.tally);
    await first.excerpt(host.name);
    if (!state.many && hosts.length * controls.length > DRAWN_RESULTS) drop(state);
  }
  const names = commonName(hosts.map((host) => host.name));
  return {
    run: report.run,
    waivers: report.waivers,
    changes: report.changes === undefined ? undefined : await surveyChanges(report.changes),
    trend: report.trend,
    hosts,
    controls,
    tally,
    cells: state.cells,
    layout: state.many ? 'folder' : 'page',
    links: state.many ? inFolder('') : ON_ONE_PAGE,
    containers,
    names,
  };
}

function newControl(meta: CheckMeta, index: number): SurveyedControl {
  return { meta, index, tally: emptyTally(), evidence: new Map() };
}

function drop(state: Gathering): void {
  state.many = true;
  for (const { evidence } of state.controls) dropPasses(evidence);
}

function surveyHost(state: Gathering, host: HostReport, index: number): SurveyedHost {
  const name = visibleLine(host.name, NAME_CHARACTERS);
  const identity = { index, name, anchor: hostAnchor(host.name) };
  return host.status === 'failed'
    ? { ...identity, ...surveyFailed(state, host) }
    : { ...identity, ...surveyAudited(state, host, index) };
}

type Results = Omit<SurveyedHost, 'index' | 'name' | 'anchor'>;

/** A host that was not read was to answer every control: each counts as unknown. */
function surveyFailed(state: Gathering, { reason }: FailedHost): Results {
  for (const control of state.controls) control.tally.unknown += 1;
  state.cells.push(new Uint8Array(state.controls.length).fill(ENDINGS.indexOf('unknown')));
  return {
    privilege: undefined,
    failure: { class: reason.class, message: visibleLine(reason.message, NAME_CHARACTERS * 2) },
    os: '',
    kernel: '',
    tally: { ...emptyTally(), unknown: state.controls.length },
    failing: noSeverities(),
    containers: 0,
    escaping: 0,
  };
}

function surveyAudited(state: Gathering, host: AuditedHost, index: number): Results {
  const { containers, facts, privilege } = host;
  const row = cellsOf(state, host, index);
  const tally = emptyTally();
  const failing = noSeverities();
  for (const { index: at, meta, tally: ofControl } of state.controls) {
    const ending = endingAt(row, at);
    tally[ending] += 1;
    ofControl[ending] += 1;
    if (ending === 'fail') failing[meta.severity] += 1;
  }
  state.cells.push(row);
  return {
    privilege,
    failure: undefined,
    os: visibleLine(facts['os'] ?? '', NAME_CHARACTERS),
    kernel: visibleLine(facts['kernel'] ?? '', NAME_CHARACTERS),
    tally,
    failing,
    containers: containers.length,
    escaping: addContainers(state.containers, containers, index),
  };
}

/** How each control ended on a host. A control that its profile leaves out does not apply to it. */
function cellsOf(state: Gathering, { findings, profile }: AuditedHost, index: number): Uint8Array {
  const row = new Uint8Array(state.controls.length).fill(NOT_ASKED);
  for (const finding of findings) {
    const control = controlOf(state, finding.check);
    row[control.index] = ENDINGS.indexOf(endingOf(finding));
    if (finding.outcome !== 'pass' || !state.many) {
      const group = addEvidence(control.evidence, finding, index);
      if (group !== undefined) state.first.add(control, group, finding);
    }
  }
  const reason = `The profile ${profile} does not ask for it`;
  for (const { index: at, meta, evidence } of state.controls) {
    if (row[at] !== NOT_ASKED) continue;
    row[at] = ENDINGS.indexOf('notApplicable');
    addEvidence(evidence, { check: meta.id, outcome: 'notApplicable', reason }, index);
  }
  return row;
}

/** @throws when the report names a control that it does not describe: it would be lost silently. */
function controlOf(state: Gathering, id: string): SurveyedControl {
  const control = state.byId.get(id);
  if (control === undefined) throw new Error(`a finding names ${id}, which the report has not`);
  return control;
}

/** How a control ended on a host, out of the row of the host. */
export const endingAt = (row: Uint8Array | undefined, control: number): Ending =>
  ENDINGS[row?.[control] ?? -1] ?? 'unknown';
