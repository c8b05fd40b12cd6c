import { UsageError } from '../model/errors.ts';
import { epochSeconds } from '../model/time.ts';
import { readEvidence } from '../store/evidence-file.ts';

/**
 * Of each host the file with its newest evidence, of those taken at `since` or later.
 * @param since an ISO date, which begins at midnight UTC, or an instant.
 * @throws UsageError when none is left.
 */
export function newestEvidence(files: readonly string[], since: string): readonly string[] {
  const newest = new Map<string, { readonly file: string; readonly at: number }>();
  for (const file of files) {
    const { host, collectedAt } = readEvidence(file);
    const at = epochSeconds(collectedAt);
    const known = newest.get(host.name);
    if (at >= epochSeconds(since) && (known === undefined || at > known.at)) {
      newest.set(host.name, { file, at });
    }
  }
  if (newest.size === 0) {
    throw new UsageError(`no evidence was taken since ${since}; name an earlier --since`);
  }
  return [...newest.values()].map(({ file }) => file);
}
