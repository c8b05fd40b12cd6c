import type { Contents } from './contents.ts';
import { type Base, type Pieces, packBase, packDelta, packWhole } from './pieces.ts';

/** A document as it is kept. */
export interface Packed {
  readonly base: Base;
  readonly delta: Uint8Array;
}

/** What the host's last document was kept as. */
export interface Before {
  readonly hash: Uint8Array;
  /** Bytes of all that was kept of this host as differing from this base. */
  readonly spent: number;
}

/** Bases of this run that another host is tried on: hosts made of one image are alike. */
const RECENT = 3;

/** What another host's base may leave to be told of this one: it is told again at each run. */
const ALIKE = 1 / 128;
const FEW_BYTES = 400;

/**
 * Keeps documents of one kind as what differs from an earlier one. Once a host's differences weigh
 * as much as their base, a base of its own is the cheaper: no chain grows, and none is long to read.
 */
export function createPacker(contents: Contents) {
  const recent: Base[] = [];
  let last: Promise<unknown> = Promise.resolve();

  async function pack(pieces: Pieces, before: Before | undefined): Promise<Packed> {
    if (before !== undefined) {
      const base = await contents.base(before.hash);
      const delta = packDelta(base, pieces, base.packed.length - before.spent);
      if (delta !== undefined) return { base, delta };
    }
    for (const base of recent) {
      const delta = packDelta(base, pieces, Math.max(base.packed.length * ALIKE, FEW_BYTES));
      if (delta !== undefined) return { base, delta };
    }
    const base = await packBase(pieces);
    recent.unshift(base);
    recent.length = Math.min(recent.length, RECENT);
    return { base, delta: packWhole(pieces) };
  }

  return {
    /** One after the other, so that the second of two hosts that are alike finds the first. */
    pack: (pieces: Pieces, before: Before | undefined): Promise<Packed> => {
      const packed = last.then(() => pack(pieces, before));
      last = packed.catch(() => undefined);
      return packed;
    },
  };
}
