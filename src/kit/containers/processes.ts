import { memoryWords } from '../../probes/isolation/barriers.ts';
import type { Contained } from '../../probes/isolation/contained.ts';
import { blindSpot, escapePathsOf } from '../../probes/isolation/escape-paths.ts';
import { isRootless, podOf } from '../../probes/isolation/pods.ts';
import { type Certain, exempt, fine, type Judge, unread, wrong } from './container-table.ts';

/** Every way to root on the host; fine only when all that could open one was looked at. */
export const escapePaths: Judge = (contained) => {
  const paths = escapePathsOf(contained);
  if (paths.length > 0) {
    return wrong(
      paths.map(({ id, description }) => ({
        what: id,
        expected: 'no way to root on the host',
        actual: description,
      })),
    );
  }
  const blind = blindSpot(contained);
  return blind === undefined ? fine : unread(blind);
};

export const rootUser: Judge = ({ container }) => {
  const names = container.processes.filter(({ uids }) => uids.includes(0)).map(({ name }) => name);
  const [first] = names;
  if (first === undefined) return fine;
  return wrong([
    {
      expected: 'no process of the host’s root',
      actual: `${[...new Set(names)].slice(0, 5).join(', ')} as root`,
    },
  ]);
};

const SSH_SERVERS: readonly string[] = ['sshd', 'dropbear'];

export const sshServer: Judge = ({ container }) =>
  wrong(
    [...new Set(container.processes.map(({ name }) => name))]
      .filter((name) => SSH_SERVERS.includes(name))
      .map((name) => ({ what: `process ${name}`, expected: 'not there', actual: 'running' })),
  );

export const memoryLimit: Judge = ({ container }) => {
  const { memory } = container.limits;
  if (memory === undefined) return unread('its control group was not read');
  return memory === 'none'
    ? wrong([{ expected: 'a limit below the host’s memory', actual: memoryWords(memory) }])
    : fine;
};

export function pidsLimit({ container }: Contained, maximum: number): Certain {
  const { pids } = container.limits;
  if (typeof pids === 'number' && pids <= maximum) return fine;
  const actual = typeof pids === 'number' ? `${pids}` : 'without limit';
  return wrong([{ expected: `a limit of at most ${maximum} processes`, actual }]);
}

/** Below this, the kernel kills services of the host before the container. */
const LEAST_SCORE = -500;

export const oomSettings: Judge = ({ container, hasCgroupV1 }) => {
  const { oomScoreAdjust, limits } = container;
  if (oomScoreAdjust === undefined) return unread('/proc/PID/oom_score_adj was not read');
  if (oomScoreAdjust < LEAST_SCORE) {
    return wrong([
      {
        what: 'oom_score_adj',
        expected: `${LEAST_SCORE} or more`,
        actual: `${oomScoreAdjust}`,
      },
    ]);
  }
  if (limits.oomKillDisabled === true && limits.memory === 'none') {
    return wrong([
      { what: 'oom_kill_disable', expected: '0, or a memory limit', actual: '1 without a limit' },
    ]);
  }
  const isTold = limits.oomKillDisabled !== undefined || hasCgroupV1 === false;
  return isTold || limits.memory !== undefined ? fine : unread('its control group was not read');
};

/** While other containers of the daemon have their users mapped, or its data lies where a mapping daemon's does. */
export const optedOutOfRemap: Judge = ({ container, reach }, all) => {
  if (container.engine !== 'docker') return exempt('no container of Docker is running');
  const remaps = all.some(
    (one) =>
      one.container.engine === 'docker' &&
      (one.container.remappedDaemon || one.reach.inHostUsers === false),
  );
  if (!remaps) return exempt('no Docker daemon maps users here');
  if (reach.inHostUsers === undefined) return unread('its user namespace may not be read');
  return reach.inHostUsers
    ? wrong([{ expected: 'users mapped, as its daemon does', actual: 'users of the host' }])
    : fine;
};

/** Where an engine gives each container a range of the host's users, no two may overlap. */
export const disjointUsers: Judge = (contained, all) => {
  const ranges = rangesOf(contained);
  if (ranges === undefined) return exempt('no container has a range of users of its own');
  const pod = podOf(contained.container);
  const names = all
    .filter(
      (other) =>
        other.container.id !== contained.container.id &&
        (pod === undefined || podOf(other.container) !== pod) &&
        rangesOf(other)?.some((b) => ranges.some((a) => overlap(a, b))),
    )
    .map(({ container }) => container.name);
  if (names.length === 0) return fine;
  return wrong([
    { expected: 'users of the host for it alone', actual: `the same as ${names.join(', ')}` },
  ]);
};

interface Range {
  readonly outside: number;
  readonly count: number;
}

/** Docker gives all its containers one range, and so do the engines of users: by design. */
function rangesOf({ container, reach }: Contained): readonly Range[] | undefined {
  const isShared = container.engine === 'docker' || isRootless(container);
  return reach.inHostUsers === false && !isShared ? container.uidMap : undefined;
}

const overlap = (a: Range, b: Range): boolean =>
  a.outside < b.outside + b.count && b.outside < a.outside + a.count;
