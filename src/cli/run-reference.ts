import { UsageError } from '../model/errors.ts';
import type { RunReader, Store } from '../store/store.ts';

/** `latest` is the newest run that ended, `latest~1` the one before it. */
const LATEST = /^latest(?:~(\d{1,6}))?$/;

/**
 * The run of a store that people mean: by its id, a beginning that no other has, or by its age.
 * @throws UsageError when there is none, or more than one.
 */
export async function openRun(store: Store, reference: string): Promise<RunReader> {
  const id = await idOf(store, reference);
  const run = await store.open(id);
  if (run === undefined) throw new UsageError(`run ${id} was taken out of ${store.location}`);
  return run;
}

async function idOf(store: Store, reference: string): Promise<string> {
  const runs = await store.runs();
  const age = LATEST.exec(reference);
  if (age !== null) {
    const ended = runs.filter(({ finished }) => finished !== undefined);
    const run = ended[Number(age[1] ?? 0)];
    if (run !== undefined) return run.id;
    throw new UsageError(
      `${store.location} has ${ended.length} runs that ended: too few for ${reference}; see hostward runs list`,
    );
  }
  const meant = runs.map(({ id }) => id).filter((id) => id.startsWith(reference));
  const [only] = meant;
  if (meant.includes(reference)) return reference;
  if (only !== undefined && meant.length === 1) return only;
  throw new UsageError(
    meant.length === 0
      ? `${reference} holds no run of hostward, and is no run of ${store.location}; see hostward runs list`
      : `${meant.length} runs of ${store.location} begin with ${reference}: ${meant.slice(0, 3).join(', ')}, …`,
  );
}
