import { spawnSync } from 'node:child_process';

export interface Measured {
  readonly wallSeconds: number;
  /** User and system time of the command and all that it started and waited for. */
  readonly cpuSeconds: number;
}

/**
 * Runs a shell command once and measures it with bash's own `time`, which counts children too.
 * @throws Error when the status is none of `statuses`: a benchmark of a failure says nothing.
 */
export function measure(command: string, statuses: readonly number[] = [0]): Measured {
  const run = spawnSync('bash', ['-c', `TIMEFORMAT='@%R %U %S'; time { ${command} ; }`], {
    encoding: 'utf8',
    maxBuffer: 1024 * 1024 * 1024,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const times = /@([\d.]+) ([\d.]+) ([\d.]+)\s*$/.exec(run.stderr);
  if (!times || run.status === null || !statuses.includes(run.status)) {
    throw new Error(`${command}: status ${run.status}\n${run.stderr.slice(-2000)}`);
  }
  const [, wall, user, system] = times;
  return { wallSeconds: Number(wall), cpuSeconds: Number(user) + Number(system) };
}

/** The median of several runs, after one that warms caches. */
export function measureMedian(
  command: string,
  runs: number,
  statuses?: readonly number[],
): Measured {
  measure(command, statuses);
  const all = Array.from({ length: runs }, () => measure(command, statuses));
  return {
    wallSeconds: median(all.map(({ wallSeconds }) => wallSeconds)),
    cpuSeconds: median(all.map(({ cpuSeconds }) => cpuSeconds)),
  };
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
