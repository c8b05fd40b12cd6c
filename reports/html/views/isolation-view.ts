import {
  BARRIERS,
  type BarrierName,
  type IsolatedContainer,
} from '../../../src/model/isolation.ts';
import { visibleLine } from '../../../src/model/visible-text.ts';
import { compareNaturally } from '../../natural-order.ts';
import { capital, count, grouped, listed } from '../../wording.ts';
import { CONTAINERS_DRAWN, NAME_CHARACTERS, VALUE_CHARACTERS } from '../limits.ts';
import { BARRIER_NAMES, openBarriers } from '../survey/container-survey.ts';

/** What stands between the containers of one host and the host. */
export interface IsolationView {
  readonly intro: string;
  readonly ways: readonly EscapeWay[];
  readonly groups: readonly {
    readonly title: string;
    readonly barriers: readonly string[];
    readonly span: number;
  }[];
  readonly rows: readonly ContainerRow[];
  /** Says how many containers are not drawn, or nothing. */
  readonly undrawn: string;
  readonly readings: readonly Reading[];
}

interface EscapeWay {
  readonly container: string;
  readonly id: string;
  readonly sentence: string;
  readonly through: string;
}

interface ContainerRow {
  readonly name: string;
  readonly about: string;
  readonly groups: readonly { readonly cells: readonly BarrierCell[] }[];
  readonly open: string;
}

interface BarrierCell {
  /** `way` where the open barrier is part of an escape path. */
  readonly kind: 'pass' | 'open' | 'way' | 'unknown';
  readonly word: string;
  readonly glyph: string;
}

/** What was read of a barrier that does not hold, and the containers it is so of. */
interface Reading {
  readonly barrier: string;
  readonly kind: 'fail' | 'unknown';
  readonly word: string;
  readonly detail: string;
  readonly containers: string;
}

const GROUPS: readonly (readonly [title: string, names: readonly BarrierName[]])[] = [
  ['Namespaces', ['user', 'pid', 'network', 'mount', 'ipc', 'uts', 'cgroup']],
  ['Confinement', ['seccomp', 'mac', 'capabilities', 'noNewPrivileges', 'readOnlyRoot', 'limits']],
  ['In reach', ['hostMounts', 'devices', 'sockets']],
];

/** The containers of a host, worst first. Undefined where none runs. */
export function isolationView(containers: readonly IsolatedContainer[]): IsolationView | undefined {
  if (containers.length === 0) return undefined;
  const worstFirst = containers.toSorted(
    (a, b) =>
      b.escapePaths.length - a.escapePaths.length ||
      openBarriers(b) - openBarriers(a) ||
      compareNaturally(a.name, b.name),
  );
  const shown = worstFirst.slice(0, CONTAINERS_DRAWN);
  return {
    intro: introOf(containers),
    ways: shown.flatMap((container) => waysOf(container)),
    groups: GROUPS.map(([title, names]) => ({
      title,
      barriers: names.map((name) => headOf(name)),
      span: names.length,
    })),
    rows: shown.map((container) => containerRow(container)),
    undrawn: undrawn(containers.length - shown.length),
    readings: readingsOf(shown),
  };
}

const undrawn = (n: number): string =>
  n === 0 ? '' : `${count(n, 'container')} with fewer open barriers not drawn.`;

function introOf(containers: readonly IsolatedContainer[]): string {
  const escaping = containers.filter(({ escapePaths }) => escapePaths.length > 0).length;
  const run =
    containers.length === 1 ? 'One container runs' : `${grouped(containers.length)} containers run`;
  if (escaping === 0) return `${run}; no path from one to root on the host is known.`;
  if (containers.length === 1) return `${run}, and has a path to root on the host.`;
  return `${run}; ${grouped(escaping)} ${escaping === 1 ? 'has' : 'have'} a path to root on the host.`;
}

const nameOf = ({ name }: IsolatedContainer): string => visibleLine(name, NAME_CHARACTERS);

function waysOf(container: IsolatedContainer): readonly EscapeWay[] {
  return container.escapePaths.map((path) => ({
    container: nameOf(container),
    id: visibleLine(path.id, NAME_CHARACTERS),
    sentence: visibleLine(path.description, VALUE_CHARACTERS),
    through: listed(path.barriers.map((name) => BARRIERS[name])),
  }));
}

/** Heads stand upright under the title of their group, so a namespace is named by its kind alone. */
const headOf = (name: BarrierName): string => BARRIERS[name].replace(/ namespace$/, '');

function containerRow(container: IsolatedContainer): ContainerRow {
  const ways = new Set(container.escapePaths.flatMap(({ barriers }) => barriers));
  const image = visibleLine(container.image ?? '', NAME_CHARACTERS);
  const engine = visibleLine(container.engine, NAME_CHARACTERS);
  return {
    name: nameOf(container),
    about: image === '' ? engine : image,
    groups: GROUPS.map(([, names]) => ({
      cells: names.map((name) => barrierCell(container.barriers[name].state, ways.has(name))),
    })),
    open: grouped(openBarriers(container)),
  };
}

function barrierCell(state: 'holds' | 'open' | 'unknown', onWay: boolean): BarrierCell {
  if (state === 'holds') return { kind: 'pass', word: 'holds', glyph: '✓' };
  if (state === 'unknown') return { kind: 'unknown', word: 'could not tell', glyph: '?' };
  return onWay
    ? { kind: 'way', word: 'open, part of a path to root', glyph: '×' }
    : { kind: 'open', word: 'open', glyph: '×' };
}

/** Equal readings of several containers once, in the order of the barriers. */
function readingsOf(containers: readonly IsolatedContainer[]): readonly Reading[] {
  return BARRIER_NAMES.flatMap((name) => {
    const standing = containers.filter(({ barriers }) => barriers[name].state !== 'holds');
    const groups = Map.groupBy(standing, ({ barriers }) => JSON.stringify(barriers[name]));
    return [...groups.values()].map((members) => readingOf(name, members, containers.length));
  });
}

function readingOf(name: BarrierName, members: readonly IsolatedContainer[], all: number): Reading {
  const { state, detail } = members[0]?.barriers[name] ?? { state: 'unknown', detail: '' };
  const everyone = members.length === all && all > 2;
  return {
    barrier: capital(BARRIERS[name]),
    kind: state === 'open' ? 'fail' : 'unknown',
    word: state === 'open' ? 'open' : 'could not tell',
    detail: visibleLine(detail, VALUE_CHARACTERS),
    containers: everyone
      ? `all ${grouped(all)}`
      : members.map((member) => nameOf(member)).join(', '),
  };
}
