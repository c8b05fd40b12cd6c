import { collectImage } from '../images/collect-image.ts';
import { openFromEngine } from '../images/engine-export.ts';
import { FileTrouble, IMAGE_BOUNDS, ImageTrouble } from '../images/image-tree.ts';
import { type OpenImage, openImage } from '../images/open-image.ts';
import { EVIDENCE_FORMAT, type Evidence } from '../model/evidence.ts';
import type { Host, HostFailure } from '../model/host.ts';
import { visibleLine } from '../model/visible-text.ts';
import type { CollectOptions, HostResult } from './collect-host.ts';

/** Where the files of a host are that is not booted. */
export type ImageConnection = Extract<
  Host['connection'],
  { readonly transport: 'image' | 'engine' }
>;

/** Answers the plan out of the files of an image. Its trouble is data, as that of any host. */
export async function collectImageHost(
  host: Host,
  connection: ImageConnection,
  options: CollectOptions,
  stopped: AbortSignal,
): Promise<HostResult> {
  const startedAt = options.now();
  const deadline = AbortSignal.timeout(options.deadlines.hostMs);
  const signal = AbortSignal.any([stopped, deadline]);
  let image: OpenImage | undefined;
  try {
    image = await opened(connection, signal);
    const records = await collectImage(image.tree, options.plan, signal);
    const endedAt = options.now();
    const evidence: Evidence = {
      formatVersion: EVIDENCE_FORMAT,
      toolVersion: options.toolVersion,
      host: {
        name: host.name,
        address: imageAddress(connection),
        labels: host.labels,
        ...(host.groups.length === 0 ? {} : { groups: host.groups }),
        ...(host.profile === undefined ? {} : { profile: host.profile }),
      },
      collectedAt: new Date(endedAt).toISOString(),
      durationMs: endedAt - startedAt,
      privilege: image.isWhole ? 'root' : 'none',
      collectorHash: options.script.hash,
      image: { path: imageAddress(connection), ...image.source },
      diagnostics: image.remarks,
      records,
    };
    return { ended: 'collected', host, evidence };
  } catch (error) {
    const failure = failureOf(error, { stopped, deadline, hostMs: options.deadlines.hostMs });
    if (failure === undefined) throw error;
    return { ended: 'failed', host, failure };
  } finally {
    await image?.close();
  }
}

const opened = (connection: ImageConnection, signal: AbortSignal): Promise<OpenImage> =>
  connection.transport === 'image'
    ? openImage(connection.path, IMAGE_BOUNDS, signal)
    : openFromEngine(connection.engine, connection.name, IMAGE_BOUNDS, signal);

/** As reports name it. */
export const imageAddress = (connection: ImageConnection): string =>
  connection.transport === 'image'
    ? visibleLine(connection.path)
    : `${connection.engine}://${connection.name}`;

/** Undefined for a defect of hostward. */
function failureOf(
  error: unknown,
  run: { readonly stopped: AbortSignal; readonly deadline: AbortSignal; readonly hostMs: number },
): HostFailure | undefined {
  if (run.stopped.aborted) {
    return { class: 'stopped', message: 'the run was stopped while the image was read' };
  }
  if (run.deadline.aborted) {
    return {
      class: 'timeout',
      message: `reading the image took longer than the ${run.hostMs / 1000} s for a host; --timeout gives it more`,
    };
  }
  if (error instanceof ImageTrouble) {
    return {
      class: error.isTooMuch ? 'too-much-output' : 'image-unreadable',
      message: error.message,
    };
  }
  if (error instanceof FileTrouble || (error instanceof Error && 'code' in error)) {
    return {
      class: 'image-unreadable',
      message: visibleLine(`it could not be read: ${error.message}`, 200),
    };
  }
  return undefined;
}
