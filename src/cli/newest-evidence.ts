import { UsageError } from '../model/errors.ts';
import { epochSeconds } from '../model/time.ts';
import type { EvidenceSource } from './evidence-sources.ts';

/**
 * Of each host its newest evidence, of that taken at `since` or later.
 * @param since an ISO date, which begins at midnight UTC, or an instant.
 * @throws UsageError when none is left.
 */
export async function newestEvidence<T extends Pick<EvidenceSource, 'read'>>(
  sources: readonly T[],
  since: string,
): Promise<readonly T[]> {
  const newest = new Map<string, { readonly source: T; readonly at: number }>();
  for (const source of sources) {
    const { host, collectedAt } = await source.read();
    const at = epochSeconds(collectedAt);
    const known = newest.get(host.name);
    if (at >= epochSeconds(since) && (known === undefined || at > known.at)) {
      newest.set(host.name, { source, at });
    }
  }
  if (newest.size === 0) {
    throw new UsageError(`no evidence was taken since ${since}; name an earlier --since`);
  }
  return [...newest.values()].map(({ source }) => source);
}
