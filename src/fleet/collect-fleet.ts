import pLimit from 'p-limit';
import type { Host } from '../model/host.ts';
import { type CollectOptions, collectHost, type HostResult } from './collect-host.ts';

export interface FleetOptions extends CollectOptions {
  /** Hosts under way at once. */
  readonly concurrency: number;
  /** Ends the run: hosts under way are closed, those not begun are given as stopped. */
  readonly signal: AbortSignal;
}

/**
 * Collects every host and hands each result over as it arrives; a host is forgotten once taken.
 * @param take is awaited, so that a slow disk slows the run and does not fill memory.
 */
export async function collectFleet(
  hosts: readonly Host[],
  options: FleetOptions,
  take: (result: HostResult) => Promise<void>,
): Promise<void> {
  const limit = pLimit(options.concurrency);
  await limit.map(hosts, async (host) => {
    const result = options.signal.aborted
      ? stopped(host)
      : await collectHost(host, options, options.signal);
    await take(result);
  });
}

const stopped = (host: Host): HostResult => ({
  ended: 'failed',
  host,
  failure: { class: 'stopped', message: 'the run was stopped before it was reached' },
});
