/** A host of a run, by name. */
interface Named {
  readonly name: string;
}

/** The same host in two runs, or in one of them. */
export interface Pair<T> {
  readonly before?: T;
  readonly after?: T;
}

/**
 * Joins two streams that are ordered by name, byte by byte, holding one entry of each.
 * @throws Error when a stream is out of order: a join would miss hosts without a word.
 */
export async function* mergeByName<T extends Named>(
  before: AsyncIterable<T>,
  after: AsyncIterable<T>,
): AsyncGenerator<Pair<T>, void> {
  const left = inOrder(before);
  const right = inOrder(after);
  try {
    let [a, b] = [await next(left), await next(right)];
    while (a !== undefined || b !== undefined) {
      const pair = firstOf(a, b);
      yield pair;
      if (pair.before !== undefined) a = await next(left);
      if (pair.after !== undefined) b = await next(right);
    }
  } finally {
    await left.return();
    await right.return();
  }
}

/** The one that comes first by name, or both where they are of one host. */
function firstOf<T extends Named>(before: T | undefined, after: T | undefined): Pair<T> {
  if (before === undefined) return after === undefined ? {} : { after };
  if (after === undefined) return { before };
  const order = byBytes(before.name, after.name);
  if (order === 0) return { before, after };
  return order < 0 ? { before } : { after };
}

async function next<T>(stream: AsyncGenerator<T, void>): Promise<T | undefined> {
  const result = await stream.next();
  return result.done === true ? undefined : result.value;
}

async function* inOrder<T extends Named>(stream: AsyncIterable<T>): AsyncGenerator<T, void> {
  let last: string | undefined;
  for await (const entry of stream) {
    if (last !== undefined && byBytes(last, entry.name) >= 0) {
      throw new Error(`hosts of a run are out of order: ${last}, ${entry.name}`);
    }
    last = entry.name;
    yield entry;
  }
}

const ASCII = /^[\0-\x7f]*$/;

/**
 * As databases order text of the C collation: UTF-16, by which strings compare, differs past U+FFFF.
 * @internal for tests
 */
export function byBytes(a: string, b: string): number {
  if (a === b) return 0;
  if (ASCII.test(a) && ASCII.test(b)) return a < b ? -1 : 1;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
