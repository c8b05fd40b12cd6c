import { setImmediate as nextRound } from 'node:timers/promises';
import pLimit from 'p-limit';

const oneAtATime = pLimit(1);

/**
 * Resolves when it is the caller's turn to hold up everything else for a moment: one caller a round of
 * the event loop. Hosts that end together are so taken one by one, and between any two what arrived of
 * others is read and deadlines run.
 */
export const turn = (): Promise<void> => oneAtATime(() => nextRound());
