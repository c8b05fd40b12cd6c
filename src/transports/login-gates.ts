import pLimit from 'p-limit';
import type { SshEndpoint } from '../model/host.ts';
import type { RunEnding } from './run-ending.ts';

/** sshd begins to turn logins away at ten under way (MaxStartups 10:30:100, sshd_config(5)). */
const AT_ONCE = 8;

/** Lets few logins be under way at one server at a time: many hosts may lie behind one jump host. */
export interface LoginGates {
  /**
   * Waits for a turn. @returns what ends it, once logged in; the end of the run does so too. Pending for
   * ever where the run ends first.
   */
  readonly enter: (
    server: Pick<SshEndpoint, 'address' | 'port'>,
    ending: RunEnding,
  ) => Promise<() => void>;
}

export function createLoginGates(): LoginGates {
  const gates = new Map<string, ReturnType<typeof pLimit>>();
  return {
    enter: ({ address, port }, ending) => {
      const key = `${address} ${port}`;
      const gate = gates.get(key) ?? pLimit(AT_ONCE);
      gates.set(key, gate);
      return new Promise((entered) => {
        const turn = gate(async () => {
          if (ending.isOver()) return;
          const { promise, resolve } = Promise.withResolvers<void>();
          ending.atEnd(resolve);
          entered(resolve);
          await promise;
        });
        // Most servers are met once in a run.
        void turn.then(() => {
          if (gate.activeCount + gate.pendingCount === 0) gates.delete(key);
        });
      });
    },
  };
}
