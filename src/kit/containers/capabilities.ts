import {
  type Capability,
  capabilityNames,
  capabilitySet,
  DEFAULT_CAPABILITIES,
  without,
} from '../../probes/containers/capability-set.ts';
import type { ProcessStatus } from '../../probes/containers/process-status.ts';
import type { Contained } from '../../probes/isolation/contained.ts';
import { isPrivileged } from '../../probes/isolation/escape-paths.ts';
import {
  type Certain,
  exempt,
  fine,
  type Judge,
  type Judgement,
  unread,
  wrong,
} from './container-table.ts';

export type { Capability } from '../../probes/containers/capability-set.ts';

/** By which set of a process is judged, capabilities(7). */
export type CapabilityField = 'effective' | 'bounding' | 'ambient' | 'inheritable';

const OWN_USERS = 'containers hold capabilities in user namespaces of their own only';
const UNTOLD = 'whether its user namespace is the host’s may not be read';

/** Capabilities of all its processes together. */
const union = ({ container }: Contained, of: (process: ProcessStatus) => bigint): bigint =>
  container.processes.reduce((set, process) => set | of(process), 0n);

/** For containers whose capabilities count on the host. */
function onHost({ reach }: Contained, found: bigint, judgement: () => Judgement): Judgement {
  if (reach.inHostUsers === false) return exempt(OWN_USERS);
  return found !== 0n && reach.inHostUsers === undefined ? unread(UNTOLD) : judgement();
}

/** None of these may be held, nor gained by a program with file capabilities. */
export function withoutCapabilities(...names: readonly Capability[]): Judge {
  const unwanted = capabilitySet(...names);
  return (contained) => {
    const held = union(contained, ({ effective, bounding }) => effective | bounding);
    const found = held & unwanted;
    return onHost(contained, found, () => none(found, `without ${wordsFor(names)}`));
  };
}

const wordsFor = (names: readonly Capability[]): string =>
  names.length > 3 ? 'capabilities that control the host' : names.join(' and ');

const none = (found: bigint, expected: string): Judgement =>
  found === 0n ? fine : wrong([{ expected, actual: capabilityNames(found).join(', ') }]);

/** SYS_PTRACE reaches host processes only where they can be seen. */
export const hostTracing: Judge = (contained, all) => {
  const judgement = withoutCapabilities('SYS_PTRACE')(contained, all);
  const { pid } = contained.container.namespaces;
  if (judgement.is !== 'wrong' || pid === 'host') return judgement;
  return pid === 'own' ? fine : unread('its namespaces may not be read');
};

/** Mismatches of several judges together. */
export const both =
  (first: Judge, second: Judge): Judge =>
  (contained, all) => {
    const judgements = [first(contained, all), second(contained, all)] as const;
    const differences = judgements.flatMap((one) => (one.is === 'wrong' ? one.differences : []));
    if (differences.length > 0) return wrong(differences);
    const [one, other] = judgements;
    return one.is === 'fine' ? other : one;
  };

export const defaultCapabilities =
  (field: 'effective' | 'bounding'): Judge =>
  (contained) => {
    const found = without(
      union(contained, (process) => process[field]),
      DEFAULT_CAPABILITIES,
    );
    return onHost(contained, found, () => none(found, 'the default capabilities or fewer'));
  };

export const noCapabilities =
  (field: CapabilityField): Judge =>
  (contained) =>
    none(
      union(contained, (process) => process[field]),
      `no ${field} capabilities`,
    );

/** What is in the bounding sets beside what may be. */
export function droppedCapabilities(contained: Contained, allowed: readonly string[]): Certain {
  if (contained.reach.inHostUsers === false) return exempt(OWN_USERS);
  const bounding = union(contained, (process) => process.bounding);
  const found = capabilityNames(bounding).filter(
    (name) => !allowed.some((one) => one.toUpperCase().replace(/^CAP_/, '') === name),
  );
  if (found.length === 0) return fine;
  const expected = allowed.length === 0 ? 'none' : `only ${allowed.join(', ')}`;
  return wrong([{ expected, actual: found.join(', ') }]);
}

/** Every capability, in the host's user namespace: what `--privileged` gives. */
export const privileged: Judge = (contained) => {
  if (!isPrivileged(contained)) return fine;
  if (contained.reach.inHostUsers === undefined) return unread(UNTOLD);
  const bare = contained.container.processes.some(({ seccomp }) => seccomp === 0);
  return wrong([
    {
      expected: 'not privileged',
      actual: `every capability${bare ? ' and no seccomp filter' : ''}`,
    },
  ]);
};

/** Programs started later, as by `docker exec --privileged`, with more than the first process has. */
export const widerThanFirst: Judge = ({ container }) => {
  const first = container.processes.find(({ pid }) => pid === container.pid);
  if (first === undefined) return unread('its first process ended while it was read');
  const wider = container.processes.filter(
    ({ effective }) => without(effective, first.bounding | first.permitted) !== 0n,
  );
  const names = [...new Set(wider.map(({ name }) => name))];
  return wrong(
    names.map((name) => ({
      what: `process ${name}`,
      expected: 'no more capabilities than its first process',
      actual: capabilityNames(
        wider
          .filter((one) => one.name === name)
          .reduce((set, { effective }) => set | without(effective, first.bounding), 0n),
      ).join(', '),
    })),
  );
};
