interface Waiting<T> {
  readonly item: T;
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}

type Write<T> = (group: readonly T[]) => Promise<void>;

/**
 * Writes together what waits: the cost of making a write durable is one for all of a group.
 * @param most that a group has.
 */
export function createGroups<T>(most: number, write: Write<T>) {
  const waiting: Waiting<T>[] = [];
  let going: Promise<void> | undefined;
  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) await writeGroup(waiting.splice(0, most), write);
    going = undefined;
  };
  return {
    /** Resolves once it is written. */
    add: (item: T): Promise<void> =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        going ??= writeAll();
      }),
    /** Resolves once nothing waits. */
    done: async (): Promise<void> => {
      await going;
    },
  };
}

/** Where a group fails, each of it is tried by itself, so that one does not take others down. */
async function writeGroup<T>(group: readonly Waiting<T>[], write: Write<T>): Promise<void> {
  try {
    await write(group.map(({ item }) => item));
    for (const { resolve } of group) resolve();
  } catch (cause) {
    if (group.length === 1) for (const { reject } of group) reject(cause);
    else for (const { item, resolve, reject } of group) await write([item]).then(resolve, reject);
  }
}
