import type { Kysely, Transaction } from 'kysely';
import { damaged } from './damage.ts';
import { applyDelta, type Base, type Pieces, packBase, unpackBase } from './pieces.ts';
import type { Tables } from './tables.ts';

/** Documents, each kept once however many runs have it. */
export interface Contents {
  /** @throws UsageError when it is gone, or was altered. */
  readonly base: (hash: Uint8Array) => Promise<Base>;
  readonly document: (hash: Uint8Array, delta: Uint8Array) => Promise<Pieces>;
}

/** Unpacked bases that are held: hosts that are alike share one. */
const HELD = 12;

export function openContents(db: Kysely<Tables>, location: string): Contents {
  const held = new Map<string, Promise<Base>>();
  const load = async (hash: Uint8Array): Promise<Base> => {
    const row = await db
      .selectFrom('content')
      .select('packed')
      .where('hash', '=', hash)
      .executeTakeFirst();
    if (row === undefined) throw damaged(location, 'a part of it is gone');
    return await unpackBase(hash, row.packed).catch((cause: unknown) => {
      throw damaged(location, cause);
    });
  };
  const base = (hash: Uint8Array): Promise<Base> => {
    const key = Buffer.from(hash).toString('base64');
    const found = held.get(key) ?? load(hash);
    held.delete(key);
    held.set(key, found);
    found.catch(() => held.delete(key));
    const [oldest] = held.keys();
    if (held.size > HELD && oldest !== undefined) held.delete(oldest);
    return found;
  };
  return {
    base,
    document: async (hash, delta) => {
      const found = await base(hash);
      try {
        return applyDelta(found, delta);
      } catch (cause) {
        throw damaged(location, cause);
      }
    },
  };
}

/** A text that is kept once. */
export const packText = (text: string): Promise<Base> => packBase([text]);

export async function textOf(contents: Contents, hash: Uint8Array): Promise<string> {
  return (await contents.base(hash)).pieces.join('');
}

/** To be called under the lock of the transaction, that no other takes away what is found here. */
export async function ensureContents(
  transaction: Transaction<Tables>,
  bases: readonly Base[],
): Promise<void> {
  const wanted = new Map(bases.map((base) => [Buffer.from(base.hash).toString('base64'), base]));
  const known = await transaction
    .selectFrom('content')
    .select('hash')
    .where(
      'hash',
      'in',
      [...wanted.values()].map(({ hash }) => hash),
    )
    .execute();
  for (const { hash } of known) wanted.delete(Buffer.from(hash).toString('base64'));
  if (wanted.size === 0) return;
  const rows = [...wanted.values()].map(({ hash, packed }) => ({ hash, packed }));
  await transaction
    .insertInto('content')
    .values(rows)
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute();
}
