import type { Host } from '../model/host.ts';
import { type CollectOptions, collectHost, type HostResult } from './collect-host.ts';
import { inSlots } from './slots.ts';
import { turn } from './turn.ts';

export interface FleetOptions extends CollectOptions {
  /** Hosts under way at once; some that nobody has reached may wait beside them. */
  readonly concurrency: number;
  /** Ends the run: hosts under way are closed, those not begun are given as stopped. */
  readonly signal: AbortSignal;
}

/**
 * Collects every host and hands each result over as it arrives; a host is forgotten once taken.
 * @param take is awaited, so that a slow disk slows the run and does not fill memory. What it throws
 *   ends the run and comes back as a rejection.
 */
export async function collectFleet(
  hosts: readonly Host[],
  options: FleetOptions,
  take: (result: HostResult) => Promise<void>,
): Promise<void> {
  const refused = new AbortController();
  const signal = AbortSignal.any([options.signal, refused.signal]);
  await inSlots(hosts, options.concurrency, async (host, onReached) => {
    const result = signal.aborted
      ? stopped(host)
      : await collectHost(host, options, signal, onReached);
    // Nobody takes a result any more: hosts under way are closed, those not begun left alone.
    if (refused.signal.aborted) return;
    try {
      await turn();
      await take(result);
    } catch (error) {
      refused.abort();
      throw error;
    }
  });
}

const stopped = (host: Host): HostResult => ({
  ended: 'failed',
  host,
  failure: { class: 'stopped', message: 'the run was stopped before it was reached' },
});
