import { deadlineFailure, type Stage } from '../connect-errors.ts';
import type { RunEnding } from '../run-ending.ts';
import type { Deadlines } from '../transport.ts';

/** How far one hop has come, with the deadline that goes with it. */
export interface Stages {
  readonly where: string;
  readonly current: () => Stage;
  readonly reach: (stage: Stage) => void;
}

const ORDER = ['connect', 'greet', 'exchange', 'authenticate', 'run'] as const satisfies Stage[];

/**
 * Starts the clock of a hop: one deadline up to its host key, another until logged in.
 * @param onGreeted is called when the server has said who it is.
 */
export function startStages(
  where: string,
  ending: RunEnding,
  deadlines: Deadlines,
  onGreeted?: () => void,
): Stages {
  let stage: Stage = 'connect';
  const within = (ms: number): (() => void) =>
    ending.deadline(ms, () => deadlineFailure(stage, where, ms));
  let clear = within(deadlines.connectMs);
  return {
    where,
    current: () => stage,
    reach: (next) => {
      if (ORDER.indexOf(next) <= ORDER.indexOf(stage)) return;
      stage = next;
      if (stage === 'exchange') onGreeted?.();
      if (stage === 'authenticate' || stage === 'run') clear();
      if (stage === 'authenticate') clear = within(deadlines.authenticateMs);
    },
  };
}
