import { BARRIERS } from '../../../src/model/isolation.ts';
import { capital, count, grouped } from '../../wording.ts';
import { NAMES_ON_FIRST_PAGE } from '../limits.ts';
import { type EscapingContainer, worstOf } from '../survey/container-survey.ts';
import { type HostLink, hostLinks } from '../survey/host-order.ts';
import type { Survey } from '../survey/survey.ts';
import { type NumberCell, numberCell } from './cells.ts';
import { type Bar, proportions } from './marks.ts';

/** All containers of a fleet: which barriers stand, and the containers with a path to root. */
export interface ContainersView {
  readonly intro: string;
  readonly barriers: readonly BarrierRow[];
  readonly escaping: readonly EscapingRow[];
  readonly unlisted: string;
}

interface BarrierRow {
  readonly title: string;
  readonly bar: Bar;
  readonly open: NumberCell;
  readonly unknown: NumberCell;
}

interface EscapingRow {
  readonly name: string;
  readonly image: string;
  readonly hosts: readonly HostLink[];
  readonly unnamed: string;
  readonly ways: readonly string[];
  readonly open: string;
}

/** Undefined for one host, whose own matrix says it all, and where no container runs. */
export function containersView(survey: Survey): ContainersView | undefined {
  const { containers, hosts } = survey;
  if (hosts.length < 2 || containers.total === 0) return undefined;
  const listedOnes = worstOf(containers.worst);
  const unlisted = containers.escaping - listedOnes.length;
  return {
    intro: introOf(survey),
    barriers: [...containers.barriers].map(([name, { holds, open, unknown }]) => ({
      title: capital(BARRIERS[name]),
      bar: proportions(
        [
          { kind: 'pass', n: holds, word: 'hold', hatched: false },
          { kind: 'fail', n: open, word: 'open', hatched: false },
          { kind: 'unknown', n: unknown, word: 'could not be told', hatched: true },
        ].filter(({ n }) => n > 0),
      ),
      open: numberCell(open),
      unknown: numberCell(unknown),
    })),
    escaping: escapingRows(survey, listedOnes),
    unlisted: unlisted === 0 ? '' : `${count(unlisted, 'more container')}, each named at its host.`,
  };
}

/** The same container on several hosts is one row. */
function escapingRows(
  survey: Survey,
  containers: readonly EscapingContainer[],
): readonly EscapingRow[] {
  const alike = Map.groupBy(containers, ({ name, image, ways, open }) =>
    JSON.stringify([name, image, ways, open]),
  );
  return [...alike.values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    const { name, image, ways, open } = first;
    const indices = members.map(({ host }) => host);
    const { links, unnamed } = hostLinks(survey, indices, NAMES_ON_FIRST_PAGE);
    return [{ name, image, hosts: links, unnamed, ways, open: grouped(open) }];
  });
}

function introOf({ containers, hosts }: Survey): string {
  const running = hosts.filter((host) => host.containers > 0).length;
  const run = `${count(containers.total, 'container runs', 'containers run')} on ${count(running, 'host')}.`;
  const read =
    'What was read is what the kernel enforces now, not what was asked for at the start.';
  return `${run} ${read} A path to root is a set of open barriers that together give root on the host.`;
}
