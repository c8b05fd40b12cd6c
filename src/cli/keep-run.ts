import type { Evidence } from '../model/evidence.ts';
import type { HostReport } from '../model/run.ts';
import { visible } from '../model/visible-text.ts';
import { openStore } from '../store/open-store.ts';
import type { BegunRun, RunWriter, Store } from '../store/store.ts';
import { type LastRun, lastRunOf } from './last-run.ts';
import { historyOf, type RunHistory } from './run-history.ts';
import { type StoreOptions, storeLocation } from './run-store.ts';
import { type RunHead, runsAlike } from './runs-alike.ts';

/** Keeps a run in the store as it happens, beside its folder. */
export interface KeptRun {
  readonly addHost: (report: HostReport, evidence?: Evidence) => Promise<void>;
  readonly finish: RunWriter['finish'];
  /** Reads the newest run of this inventory and profile that ended before, where there is one. Without an inventory, of the same hosts. */
  readonly last: (run: RunHead) => Promise<LastRun | undefined>;
  /** What this run and the latest of its kind tell together, once it is finished; undefined where it is the first. */
  readonly history: (run: RunHead) => Promise<RunHistory | undefined>;
  /** Whether all that was asked for is kept. */
  readonly isWhole: () => boolean;
  /** For a run that could not begin. */
  readonly abandon: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Begins a run in the store. Where nobody named a store and the usual place cannot be had, the error
 * stream says so, and the run goes on without.
 * @throws UsageError when the store that was named cannot be opened.
 */
export async function keepRun(
  options: StoreOptions,
  begun: BegunRun,
  folder: string,
): Promise<KeptRun | undefined> {
  const location = storeLocation(options);
  if (location === undefined) return undefined;
  const isNamed = typeof options.store === 'string';
  try {
    const store = await openStore(location);
    try {
      const writer = await store.begin(begun);
      return keptRun(store, writer, { id: begun.id, folder, isNamed });
    } catch (cause) {
      await store.close();
      throw cause;
    }
  } catch (cause) {
    if (isNamed) throw cause;
    warn(`this run is kept in ${folder} alone: ${messageOf(cause)}`);
    return undefined;
  }
}

/** A store that fails while hosts are read takes nothing down: their findings lie in the folder too. */
function keptRun(
  store: Store,
  writer: RunWriter,
  {
    id,
    folder,
    isNamed,
  }: { readonly id: string; readonly folder: string; readonly isNamed: boolean },
): KeptRun {
  let isBroken = false;
  const names = new Set<string>();
  const close = async (): Promise<void> => {
    await store.close().catch((cause: unknown) => warn(messageOf(cause)));
  };
  const attempt = async <T>(doing: () => Promise<T>): Promise<T | undefined> => {
    if (isBroken) return undefined;
    try {
      return await doing();
    } catch (cause) {
      if (!isBroken) {
        warn(
          `${store.location} failed, and does not have this run whole: ${messageOf(cause)}; once it is back: hostward runs import ${folder}`,
        );
      }
      isBroken = true;
      return undefined;
    }
  };
  return {
    addHost: (report, evidence) => {
      names.add(report.name);
      return attempt(() => writer.addHost(report, evidence));
    },
    finish: (record, policy, key) => attempt(() => writer.finish(record, policy, key)),
    last: async (run) => {
      try {
        for await (const before of runsAlike(store, run, names)) return await lastRunOf(before);
        return undefined;
      } catch (cause) {
        warn(`what changed since the last run cannot be told: ${messageOf(cause)}`);
        return undefined;
      }
    },
    history: async (run) => {
      try {
        return isBroken ? undefined : await historyIn(store, run, names);
      } catch (cause) {
        warn(`how hosts stood over time cannot be told: ${messageOf(cause)}`);
        return undefined;
      }
    },
    isWhole: () => !(isBroken && isNamed),
    abandon: async () => {
      await attempt(() => store.remove([id]));
      await close();
    },
    close,
  };
}

/** Fleets and runs that are looked at whenever an audit ends: a larger fleet has report --history. */
const MOST_HOSTS = 500;
const MOST_RUNS = 12;

async function historyIn(
  store: Store,
  run: RunHead,
  names: ReadonlySet<string>,
): Promise<RunHistory | undefined> {
  const own = await store.open(run.id);
  if (own === undefined || names.size > MOST_HOSTS) return undefined;
  const runs = [own];
  for await (const before of runsAlike(store, run, names)) {
    runs.push(before);
    if (runs.length === MOST_RUNS) break;
  }
  return runs.length === 1 ? undefined : await historyOf(runs);
}

const messageOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message : String(cause);

const warn = (words: string): void => console.error(`hostward: ${visible(words)}`);
