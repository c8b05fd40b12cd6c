import {
  BARRIERS,
  type BarrierName,
  type IsolatedContainer,
} from '../../../src/model/isolation.ts';
import { visibleLine } from '../../../src/model/visible-text.ts';
import { CONTAINERS_LISTED, NAME_CHARACTERS, VALUE_CHARACTERS } from '../limits.ts';

/** Whether a barrier stands, counted. */
type BarrierTally = Record<'holds' | 'open' | 'unknown', number>;

/** A container with a path to root on its host. Its texts are cleaned. */
export interface EscapingContainer {
  readonly host: number;
  readonly name: string;
  readonly image: string;
  readonly open: number;
  readonly ways: readonly string[];
}

export interface ContainerSurvey {
  total: number;
  /** Containers with a path to root on their host. */
  escaping: number;
  readonly hostsEscaping: Set<number>;
  /** Containers of which a barrier could not be told. */
  partlyTold: number;
  readonly barriers: ReadonlyMap<BarrierName, BarrierTally>;
  /** The worst ones, no more than the page lists. */
  worst: EscapingContainer[];
}

export const BARRIER_NAMES = Object.keys(BARRIERS).filter((name) => isBarrier(name));

function isBarrier(name: string): name is BarrierName {
  return Object.hasOwn(BARRIERS, name);
}

export function noContainers(): ContainerSurvey {
  const barriers = new Map(
    BARRIER_NAMES.map((name): [BarrierName, BarrierTally] => [
      name,
      { holds: 0, open: 0, unknown: 0 },
    ]),
  );
  return { total: 0, escaping: 0, hostsEscaping: new Set(), partlyTold: 0, barriers, worst: [] };
}

/** Counts the containers of a host; answers how many have a path to root on it. */
export function addContainers(
  survey: ContainerSurvey,
  containers: readonly IsolatedContainer[],
  host: number,
): number {
  for (const container of containers) addBarriers(survey, container);
  const escaping = containers.filter(({ escapePaths }) => escapePaths.length > 0);
  survey.total += containers.length;
  survey.escaping += escaping.length;
  if (escaping.length > 0) survey.hostsEscaping.add(host);
  survey.worst.push(...escaping.map((container) => escapingContainer(container, host)));
  if (survey.worst.length > 2 * CONTAINERS_LISTED) survey.worst = worstOf(survey.worst);
  return escaping.length;
}

function addBarriers(survey: ContainerSurvey, { barriers }: IsolatedContainer): void {
  for (const [name, tally] of survey.barriers) tally[barriers[name].state] += 1;
  if (BARRIER_NAMES.some((name) => barriers[name].state === 'unknown')) survey.partlyTold += 1;
}

function escapingContainer(container: IsolatedContainer, host: number): EscapingContainer {
  return {
    host,
    name: visibleLine(container.name, NAME_CHARACTERS),
    image: visibleLine(container.image ?? '', NAME_CHARACTERS),
    open: openBarriers(container),
    ways: container.escapePaths.map((path) => visibleLine(path.description, VALUE_CHARACTERS)),
  };
}

export const openBarriers = ({ barriers }: IsolatedContainer): number =>
  BARRIER_NAMES.filter((name) => barriers[name].state === 'open').length;

/** Most paths first, then most open barriers; those that are kept. */
export function worstOf(containers: readonly EscapingContainer[]): EscapingContainer[] {
  return containers
    .toSorted((a, b) => b.ways.length - a.ways.length || b.open - a.open || a.host - b.host)
    .slice(0, CONTAINERS_LISTED);
}
