import { BARRIERS } from '../../../src/model/isolation.ts';
import { capital, count, grouped } from '../../wording.ts';
import { worstOf } from '../survey/container-survey.ts';
import { type HostLink, hostLink } from '../survey/host-order.ts';
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
  readonly host: HostLink;
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
    escaping: listedOnes.map(({ host, name, image, ways, open }) => ({
      name,
      image,
      host: hostLink(survey, host),
      ways,
      open: grouped(open),
    })),
    unlisted: unlisted === 0 ? '' : `${count(unlisted, 'more container')}, each named at its host.`,
  };
}

function introOf({ containers, hosts }: Survey): string {
  const running = hosts.filter((host) => host.containers > 0).length;
  const run = `${count(containers.total, 'container runs', 'containers run')} on ${count(running, 'host')}.`;
  const read =
    'What was read is what the kernel enforces now, not what was asked for at the start.';
  return `${run} ${read} A path to root is a set of open barriers that together give root on the host.`;
}
