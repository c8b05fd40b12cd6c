import type { Profile } from '../../src/index.ts';
import { baseline } from './baseline.ts';
import { strict } from './strict.ts';

/** Every profile that comes with hostward. */
export const profiles: readonly Profile[] = [baseline, strict];
