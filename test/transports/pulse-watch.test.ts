import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPulseWatch } from '../../src/transports/threads/pulse-watch.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function watched() {
  const pulse = new Int32Array(new SharedArrayBuffer(4));
  const stalled = vi.fn();
  const watch = createPulseWatch(pulse, 1000, stalled);
  watch.start();
  return { watch, stalled, beat: () => Atomics.add(pulse, 0, 1) };
}

it('leaves a thread alone that beats, and finds one that does not', () => {
  const { stalled, beat } = watched();
  for (let n = 0; n < 20; n += 1) {
    beat();
    vi.advanceTimersByTime(250);
  }
  expect(stalled).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(stalled).toHaveBeenCalledTimes(1);
});

it('takes new work for a thread for no sign of life', () => {
  const { watch, stalled } = watched();
  for (let n = 0; n < 4; n += 1) {
    vi.advanceTimersByTime(250);
    watch.start();
  }
  expect(stalled).toHaveBeenCalledTimes(1);
});

it('bears a longer silence where it is told to, up to the next beat', () => {
  const { watch, stalled, beat } = watched();
  watch.bear(5000);
  vi.advanceTimersByTime(5750);
  expect(stalled).not.toHaveBeenCalled();
  beat();
  vi.advanceTimersByTime(1250);
  expect(stalled).toHaveBeenCalledTimes(1);
});
