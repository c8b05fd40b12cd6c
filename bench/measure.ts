import { spawn } from 'node:child_process';

export interface Measured {
  readonly wallSeconds: number;
  /** User and system time of the command and all that it started and waited for. */
  readonly cpuSeconds: number;
}

/**
 * Runs a shell command once and measures it with bash's own `time`, which counts children too.
 * @throws Error when the status is none of `statuses`: a benchmark of a failure says nothing.
 */
export function measure(command: string, statuses: readonly number[] = [0]): Promise<Measured> {
  // Not waited for in place: a server that the benchmark started would stand still meanwhile.
  const script = `TIMEFORMAT='@%R %U %S'; time { ${command} ; }`;
  const child = spawn('bash', ['-c', script], { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-4000);
  });
  return new Promise((resolve, reject) => {
    child.once('close', (status) => {
      const [, wall, user, system] = /@([\d.]+) ([\d.]+) ([\d.]+)\s*$/.exec(stderr) ?? [];
      if (wall === undefined || status === null || !statuses.includes(status)) {
        reject(new Error(`${command}: status ${status}\n${stderr}`));
      } else {
        resolve({ wallSeconds: Number(wall), cpuSeconds: Number(user) + Number(system) });
      }
    });
  });
}

/** The median of several runs, after one that warms caches. */
export async function measureMedian(
  command: string,
  runs: number,
  statuses?: readonly number[],
): Promise<Measured> {
  await measure(command, statuses);
  const all: Measured[] = [];
  for (let i = 0; i < runs; i += 1) all.push(await measure(command, statuses));
  return {
    wallSeconds: median(all.map(({ wallSeconds }) => wallSeconds)),
    cpuSeconds: median(all.map(({ cpuSeconds }) => cpuSeconds)),
  };
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
