import ssh2 from 'ssh2';

/**
 * A thread of connections whose library has three faults, for a host to find: what nobody has found in it
 * yet. A host chooses by its banner.
 */
const FAULTS: ReadonlyMap<string, () => void> = new Map([
  [
    'never come back',
    () => {
      for (;;);
    },
  ],
  [
    'throw out of turn',
    () => {
      setImmediate(() => {
        throw new RangeError('the index is out of range');
      });
    },
  ],
  [
    'fill the memory',
    () => {
      const kept: number[][] = [];
      for (;;) kept.push(new Array<number>(100_000).fill(0.5));
    },
  ],
]);

const { emit } = ssh2.Client.prototype;
ssh2.Client.prototype.emit = function broken(this: ssh2.Client, ...event: Parameters<typeof emit>) {
  const [name, words] = event;
  if (name === 'banner') FAULTS.get(String(words).trim())?.();
  return emit.apply(this, event);
};

await import('../../src/transports/threads/inside.ts');
