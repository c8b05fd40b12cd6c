import type { CheckMeta, Severity } from '../../src/model/check.ts';
import type { FailureClass } from '../../src/model/host.ts';
import type { IsolatedContainer } from '../../src/model/isolation.ts';
import {
  type AuditedHost,
  endingOf,
  type FailedHost,
  type HostReport,
} from '../../src/model/run.ts';
import { knownOf } from '../findings.ts';
import { compareNaturally } from '../natural-order.ts';
import {
  addTally,
  compareSeverities,
  emptyTally,
  noSeverities,
  type SeverityCounts,
  type Tally,
  WORST_FIRST,
} from '../totals.ts';
import {
  addFinding,
  byFailures,
  byGaps,
  type CheckRow,
  type CheckState,
  startCheck,
} from './check-row.ts';
import { type Shortlist, startShortlist } from './shortlist.ts';
import { shownName, shownText } from './shown-text.ts';

/** A host that was read. All texts of a summary are one harmless line. */
export interface HostRow {
  readonly name: string;
  readonly withoutRoot: boolean;
  readonly tally: Readonly<Tally>;
  readonly failing: Readonly<SeverityCounts>;
}

export interface EscapingContainer {
  readonly container: string;
  readonly host: string;
  readonly paths: readonly { readonly id: string; readonly description: string }[];
}

interface UnreachedHost {
  readonly name: string;
  readonly class: FailureClass;
  readonly message: string;
}

/** What an audit came to, small enough to hold for any fleet. */
export interface Summary {
  /** Hosts that were read. */
  readonly audited: number;
  readonly unreached: number;
  readonly withoutRoot: number;
  /** Unknown results on hosts that were read. */
  readonly unknown: number;
  readonly worstFailed: Severity | undefined;
  /** Hosts that fail something. */
  readonly failingHosts: number;
  readonly failing: Readonly<SeverityCounts>;
  /** All results; each check of a host that was not reached counts as unknown. */
  readonly tally: Readonly<Tally>;
  /** Checks that put a question to a person. */
  readonly questions: number;
  /** The hosts that were read, worst first. */
  readonly hosts: readonly HostRow[];
  /** The checks that failed somewhere, worst first. */
  readonly failed: readonly CheckRow[];
  /** The checks that could not be told somewhere, most hosts first. */
  readonly untold: readonly CheckRow[];
  /** Containers with a way to root on their host, and the worst few of them. */
  readonly escaping: { readonly total: number; readonly worst: readonly EscapingContainer[] };
  /** Why hosts were not reached, most frequent first, and the first few by name. */
  readonly lost: {
    readonly classes: readonly { readonly class: FailureClass; readonly hosts: number }[];
    readonly first: readonly UnreachedHost[];
  };
}

const EXAMPLES = 10;

/** Takes hosts one by one and keeps counts, a row a host, and a few examples of each thing. */
export interface SummaryStart {
  /** @throws when a finding names a check that the summary was not started with. */
  readonly add: (host: HostReport) => void;
  readonly finish: () => Summary;
}

export function startSummary(checks: readonly CheckMeta[]): SummaryStart {
  const state = startState(checks);
  return {
    add: (host) => {
      if (host.status === 'failed') addFailed(state, host);
      else addAudited(state, host);
    },
    finish: () => summaryOf(state),
  };
}

interface State {
  readonly checks: ReadonlyMap<string, CheckState>;
  readonly hosts: HostRow[];
  readonly classes: Map<FailureClass, number>;
  readonly lost: Shortlist<UnreachedHost>;
  readonly escaping: Shortlist<EscapingContainer>;
}

function startState(checks: readonly CheckMeta[]): State {
  return {
    checks: new Map(checks.map((check) => [check.id, startCheck(check)])),
    hosts: [],
    classes: new Map(),
    lost: startShortlist<UnreachedHost>(EXAMPLES, (a, b) => compareNaturally(a.name, b.name)),
    escaping: startShortlist<EscapingContainer>(
      EXAMPLES,
      (a, b) =>
        b.paths.length - a.paths.length ||
        compareNaturally(a.host, b.host) ||
        compareNaturally(a.container, b.container),
    ),
  };
}

function addFailed(state: State, { name, reason }: FailedHost): void {
  state.classes.set(reason.class, (state.classes.get(reason.class) ?? 0) + 1);
  state.lost.add({
    name: shownName(name),
    class: reason.class,
    message: shownText(reason.message),
  });
}

function addAudited(state: State, host: AuditedHost): void {
  const name = shownName(host.name);
  const tally = emptyTally();
  const failing = noSeverities();
  for (const finding of host.findings) {
    const check = knownOf(state.checks, finding.check);
    const ending = endingOf(finding);
    tally[ending] += 1;
    if (ending === 'fail') failing[check.severity] += 1;
    addFinding(check, finding, name);
  }
  state.hosts.push({ name, withoutRoot: host.privilege === 'none', tally, failing });
  for (const container of host.containers) addContainer(state, container, name);
}

function addContainer(state: State, { name, escapePaths }: IsolatedContainer, host: string): void {
  if (escapePaths.length === 0) return;
  const paths = escapePaths.map(({ id, description }) => ({
    id: shownName(id),
    description: shownText(description),
  }));
  // Docker keeps names with a slash before them and shows them without.
  state.escaping.add({ container: shownName(name.replace(/^\//, '')), host, paths });
}

function summaryOf({ checks, hosts, classes, lost, escaping }: State): Summary {
  const rows = [...checks.values()];
  const tally = emptyTally();
  const failing = noSeverities();
  for (const host of hosts) {
    addTally(tally, host.tally);
    for (const severity of WORST_FIRST) failing[severity] += host.failing[severity];
  }
  const unknown = tally.unknown;
  const unreached = lost.total();
  return {
    audited: hosts.length,
    unreached,
    withoutRoot: hosts.filter((host) => host.withoutRoot).length,
    unknown,
    worstFailed: WORST_FIRST.find((severity) => failing[severity] > 0),
    failingHosts: hosts.filter((host) => host.tally.fail > 0).length,
    failing,
    tally: { ...tally, unknown: unknown + unreached * rows.length },
    questions: rows.filter(({ asked }) => asked > 0).length,
    hosts: hosts.toSorted(byHost),
    failed: rows.filter((row) => row.failed > 0).sort(byFailures),
    untold: rows.filter((row) => row.unknown > 0).sort(byGaps),
    escaping: { total: escaping.total(), worst: escaping.items() },
    lost: {
      classes: [...classes]
        .map(([name, count]) => ({ class: name, hosts: count }))
        .sort((a, b) => b.hosts - a.hosts || compareNaturally(a.class, b.class)),
      first: lost.items(),
    },
  };
}

const byHost = (a: HostRow, b: HostRow): number =>
  compareSeverities(a.failing, b.failing) ||
  b.tally.unknown - a.tally.unknown ||
  compareNaturally(a.name, b.name);
