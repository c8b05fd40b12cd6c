import type { Reader } from '../../probes/reader.ts';
import type { ImageReader } from './image-reader.ts';
import { kconfig } from './kconfig.ts';
import { modules } from './modules.ts';
import { packages } from './packages.ts';
import { shadow } from './shadow.ts';
import { stat } from './stat.ts';
import { text } from './text.ts';

/**
 * Readers that an image can answer. A reader that wants to be one says `offline: true`, and stands here;
 * all others need a booted system.
 */
export const IMAGE_READERS: ReadonlyMap<Reader, ImageReader> = new Map(
  [text, stat, packages, kconfig, modules, shadow].map((one) => [one.reader, one]),
);
