/** Bytes up to a limit, in pieces that nobody writes to again. What comes past it is counted as cut and dropped. */
export class CappedBytes {
  readonly #limit: number;
  readonly #chunks: Buffer[] = [];
  #length = 0;
  #cut = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(bytes: Buffer): void {
    const room = this.#limit - this.#length;
    if (bytes.length > room) this.#cut = true;
    if (room <= 0 || bytes.length === 0) return;
    const kept = bytes.subarray(0, room);
    this.#chunks.push(kept);
    this.#length += kept.length;
  }

  taken(): { readonly bytes: Buffer; readonly cut: boolean } {
    return { bytes: Buffer.concat(this.#chunks), cut: this.#cut };
  }
}
