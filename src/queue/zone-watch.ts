import { visibleLine } from '../model/visible-text.ts';

/** Who serves the zones of a run, told from what workers say of themselves. */
export interface ZoneWatch {
  readonly serving: (worker: string, zones: readonly string[]) => void;
  readonly refusing: (worker: string, zones: readonly string[], reason: string) => void;
  /** Nobody could say anything for a while: patience starts anew. */
  readonly startAnew: () => void;
  /** @returns why the zone is given up, once its patience is over. */
  readonly givenUp: (zone: string, waiting: number) => string | undefined;
}

export interface ZoneWatchOptions {
  readonly patienceMs: number;
  /** Tells a person a line. */
  readonly note: (line: string) => void;
  /** Milliseconds since some instant. */
  readonly now: () => number;
}

/** Workers say that they serve this often. */
export const SERVING_EVERY_MS = 5000;
const FIRST_WORD_MS = 5000;

interface ZoneState {
  heardAt: number;
  wasServed: boolean;
  /** A person was told that nobody serves it. */
  isTold: boolean;
  readonly refusals: Set<string>;
}

export function watchZones(zones: readonly string[], options: ZoneWatchOptions): ZoneWatch {
  const { now, note } = options;
  const fresh = (): ZoneState => ({
    heardAt: now(),
    wasServed: false,
    isTold: false,
    refusals: new Set(),
  });
  const states = new Map(zones.map((zone) => [zone, fresh()]));
  const ofRun = (named: readonly string[]) =>
    named.flatMap((zone) => {
      const state = states.get(zone);
      return state === undefined ? [] : [{ zone, state }];
    });

  function tell(zone: string, state: ZoneState, waiting: number, silentMs: number): void {
    if (state.isTold || silentMs < (state.wasServed ? 3 * SERVING_EVERY_MS : FIRST_WORD_MS)) return;
    state.isTold = true;
    const left = Math.max(0, Math.ceil((options.patienceMs - silentMs) / 1000));
    note(`${unserved(zone, state)}: ${hostsOf(waiting)} given up in ${left} s`);
  }

  return {
    serving: (worker, named) => {
      for (const { zone, state } of ofRun(named)) {
        if (state.isTold) note(`worker ${visibleLine(worker, 100)} serves zone ${zone}`);
        state.heardAt = now();
        state.wasServed = true;
        state.isTold = false;
      }
    },
    refusing: (worker, named, reason) => {
      const words = `worker ${visibleLine(worker, 100)} refuses this audit: ${visibleLine(reason, 500)}`;
      const concerned = ofRun(named);
      if (concerned.some(({ state }) => !state.refusals.has(words))) note(words);
      for (const { state } of concerned) state.refusals.add(words);
    },
    startAnew: () => {
      for (const state of states.values()) state.heardAt = now();
    },
    givenUp: (zone, waiting) => {
      const state = states.get(zone);
      if (state === undefined) return undefined;
      const silentMs = now() - state.heardAt;
      if (silentMs >= options.patienceMs) {
        return [unserved(zone, state), ...state.refusals].join('; ');
      }
      tell(zone, state, waiting, silentMs);
      return undefined;
    },
  };
}

const unserved = (zone: string, { wasServed }: ZoneState): string =>
  `no worker serves zone ${zone}${wasServed ? ' any more' : ''}`;

const hostsOf = (waiting: number): string =>
  waiting === 1 ? 'its host is' : `its ${waiting} hosts are`;
