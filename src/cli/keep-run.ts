import type { Evidence } from '../model/evidence.ts';
import type { HostReport, RunInfo } from '../model/run.ts';
import { visible } from '../model/visible-text.ts';
import { openStore } from '../store/open-store.ts';
import type { BegunRun, RunReader, RunWriter, Store } from '../store/store.ts';
import { type LastRun, lastRunOf } from './last-run.ts';
import { type StoreOptions, storeLocation } from './run-store.ts';

/** What says which runs are of its kind. */
type RunHead = Pick<RunInfo, 'id' | 'startedAt' | 'profile' | 'inventoryHash'>;

/** Keeps a run in the store as it happens, beside its folder. */
export interface KeptRun {
  readonly addHost: (report: HostReport, evidence?: Evidence) => Promise<void>;
  readonly finish: RunWriter['finish'];
  /** Reads the newest run of this inventory and profile that ended before, where there is one. Without an inventory, of the same hosts. */
  readonly last: (run: RunHead) => Promise<LastRun | undefined>;
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
        const before = await previousRun(store, run, names);
        return before === undefined ? undefined : await lastRunOf(before);
      } catch (cause) {
        warn(`what changed since the last run cannot be told: ${messageOf(cause)}`);
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

async function previousRun(
  store: Store,
  run: RunHead,
  names: ReadonlySet<string>,
): Promise<RunReader | undefined> {
  const alike = (await store.runs()).filter(
    ({ id, startedAt, inventoryHash, finished }) =>
      id !== run.id &&
      startedAt < run.startedAt &&
      inventoryHash === run.inventoryHash &&
      finished?.profile === run.profile,
  );
  if (run.inventoryHash !== undefined) {
    const [before] = alike;
    return before === undefined ? undefined : await store.open(before.id);
  }
  const asMany = alike.filter(({ hosts }) => hosts === names.size).slice(0, LOOKED_AT);
  for (const { id } of asMany) {
    const before = await store.open(id);
    if (before !== undefined && (await hasOnly(before, names))) return before;
  }
  return undefined;
}

/** Runs whose hosts are looked at, for one of the same. */
const LOOKED_AT = 20;

async function hasOnly(run: RunReader, names: ReadonlySet<string>): Promise<boolean> {
  for await (const { name } of run.entries()) if (!names.has(name)) return false;
  return true;
}

const messageOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message : String(cause);

const warn = (words: string): void => console.error(`hostward: ${visible(words)}`);
