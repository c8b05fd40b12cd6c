import { setFlagsFromString } from 'node:v8';

/**
 * Loaded before all else. Whatever hostward does, it holds a few hosts at a time, but V8 lets what was let
 * go of pile up to four times that before it collects. Collected earlier, ten thousand hosts take half the
 * memory, and no more time. V8 reads both flags whenever its heap is about to grow (src/heap:
 * MemoryController, NewSpace), so they may be set while it runs.
 */
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=40');
