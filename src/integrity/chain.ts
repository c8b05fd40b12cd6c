import { UsageError } from '../model/errors.ts';
import type { ChainLink } from './manifest.ts';

const LINE = /^([0-9a-f]{64}) {2}(\S+)$/;

/** `SEAL  RUN` a line, oldest first. @throws UsageError naming the line that is none. */
export function parseChain(text: string, where: string): readonly ChainLink[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, i) => {
      const [, seal, run] = LINE.exec(line) ?? [];
      if (seal !== undefined && run !== undefined) return { run, seal };
      throw new UsageError(`${where}:${i + 1}: no line of a chain of runs; it was altered`);
    });
}

export const chainLine = ({ run, seal }: ChainLink): string => `${seal}  ${run}\n`;

/** A run that was looked at, as a chain knows it. */
export interface LinkedRun extends ChainLink {
  readonly follows?: ChainLink | undefined;
}

/**
 * What is broken between runs, a sentence each.
 * @param chain the list that was kept beside them; without it, they are held to each other.
 */
export function chainProblems(
  runs: readonly LinkedRun[],
  chain?: readonly ChainLink[],
): readonly string[] {
  return chain === undefined ? amongThem(runs) : [...kept(runs, chain), ...absent(runs, chain)];
}

function amongThem(runs: readonly LinkedRun[]): readonly string[] {
  const byRun = new Map(runs.map(({ run, seal }) => [run, seal]));
  const ordered = runs.toSorted((a, b) => (a.run < b.run ? -1 : 1));
  // The oldest of those at hand may follow one that nobody asked about.
  const first = ordered.find(({ follows }) => follows === undefined || !byRun.has(follows.run));
  return ordered.flatMap(({ run, follows }) => {
    if (follows === undefined) return [];
    const seal = byRun.get(follows.run);
    if (seal === follows.seal) return [];
    if (seal !== undefined) return [`run ${follows.run} is not the one that run ${run} followed`];
    return run === first?.run ? [] : [`run ${follows.run}, before run ${run}, is not among these`];
  });
}

function kept(runs: readonly LinkedRun[], chain: readonly ChainLink[]): readonly string[] {
  const at = new Map(chain.map(({ run }, i) => [run, i]));
  return runs.flatMap(({ run, seal, follows }) => {
    const place = at.get(run);
    if (place === undefined) return [`run ${run} is not in the chain`];
    if (chain[place]?.seal !== seal) return [`run ${run} is not the one in the chain`];
    const before = chain[place - 1];
    if (before?.run === follows?.run && before?.seal === follows?.seal) return [];
    return [`run ${run} did not follow what stands before it in the chain`];
  });
}

function absent(runs: readonly LinkedRun[], chain: readonly ChainLink[]): readonly string[] {
  const there = new Set(runs.map(({ run }) => run));
  return chain
    .filter(({ run }) => !there.has(run))
    .map(({ run }) => `run ${run} of the chain is not among these`);
}
