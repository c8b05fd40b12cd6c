import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { type Header, pack } from 'tar-stream';
import { onTestFinished } from 'vitest';
import { planReadings } from '../../src/collector/plan.ts';
import { observer } from '../../src/engine/observe.ts';
import { collectImage } from '../../src/images/collect-image.ts';
import { IMAGE_BOUNDS, type ImageBounds } from '../../src/images/image-tree.ts';
import { openImage } from '../../src/images/open-image.ts';
import type { Observation } from '../../src/model/observation.ts';
import type { Fact } from '../../src/probes/fact.ts';

/** An entry of an archive: a text is a file of it. */
export type Entry = readonly [name: string, what: string | Omit<Partial<Header>, 'name'>];

export async function tarOf(entries: readonly Entry[]): Promise<Buffer> {
  const tar = pack();
  for (const [name, what] of entries) {
    if (typeof what === 'string') tar.entry({ name, mode: 0o644, uid: 0, gid: 0 }, what);
    else tar.entry({ name, mode: 0o755, uid: 0, gid: 0, ...what }, '');
  }
  tar.finalize();
  return Buffer.from(await readText(tar.setEncoding('latin1')), 'latin1');
}

export async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hostward-images-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function archive(entries: readonly Entry[], packed = false): Promise<string> {
  const path = join(await scratch(), 'image.tar');
  const tar = await tarOf(entries);
  await writeFile(path, packed ? gzipSync(tar) : tar);
  return path;
}

/** What a fact is by an image. */
export async function observeImage<T>(
  path: string,
  fact: Fact<T>,
  bounds: ImageBounds = IMAGE_BOUNDS,
): Promise<Observation<T>> {
  const image = await openImage(path, bounds, AbortSignal.timeout(60_000));
  try {
    const records = await collectImage(
      image.tree,
      planReadings([fact]),
      AbortSignal.timeout(60_000),
    );
    return observer(records)(fact);
  } finally {
    await image.close();
  }
}
