import { setTimeout as sleep } from 'node:timers/promises';
import type { Transport } from './transport.ts';

/**
 * A transport that begins so many connections a second at most, evenly: a firewall, or a directory that
 * every login asks, is not overrun. What runs on this machine is not held back.
 */
export function paced(transport: Transport, perSecond: number): Transport {
  const everyMs = 1000 / perSecond;
  let nextAt = 0;
  return async (run) => {
    if (run.host.connection.transport !== 'local') {
      const now = performance.now();
      const at = Math.max(now, nextAt);
      nextAt = at + everyMs;
      // Stopped while it waits: the transport says so.
      await sleep(at - now, undefined, { signal: run.signal }).catch(() => undefined);
    }
    return await transport(run);
  };
}
