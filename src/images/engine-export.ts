import { spawn } from 'node:child_process';
import { visibleLine } from '../model/visible-text.ts';
import { spool } from './blob.ts';
import { type ImageBounds, ImageTrouble } from './image-tree.ts';
import { type OpenImage, openBlob } from './open-image.ts';

export type Engine = 'docker' | 'podman';

/** Of what a client says when it fails, shown to people. */
const COMPLAINT_CHARACTERS = 300;

/**
 * Reads a container or an image of an engine through its command-line client: `export` of a container,
 * else `save` of an image. Nothing in it is executed, and the engine keeps nothing of it.
 * @param name begins with a letter or digit, so it can be no option.
 * @throws ImageTrouble
 */
export async function openFromEngine(
  engine: Engine,
  name: string,
  bounds: ImageBounds,
  signal: AbortSignal,
): Promise<OpenImage> {
  const isContainer = await asked(
    engine,
    ['container', 'inspect', '--format', '{{.Id}}', name],
    signal,
  );
  if (isContainer.ok)
    return streamed(engine, ['container', 'export', name], bounds, signal, 'container');
  const isImage = await asked(engine, ['image', 'inspect', '--format', '{{.Id}}', name], signal);
  if (!isImage.ok) {
    throw new ImageTrouble(
      `${engine} has no container and no image of that name${saying(isImage.said)}`,
    );
  }
  return streamed(engine, ['image', 'save', name], bounds, signal, 'image');
}

async function streamed(
  engine: Engine,
  args: readonly string[],
  bounds: ImageBounds,
  signal: AbortSignal,
  what: string,
): Promise<OpenImage> {
  const child = started(engine, args, signal);
  const ended = endOf(child);
  child.stderr.setEncoding('utf8');
  let said = '';
  child.stderr.on('data', (text: string) => {
    said = `${said}${text}`.slice(0, COMPLAINT_CHARACTERS);
  });
  let spooled: Awaited<ReturnType<typeof spool>>;
  try {
    spooled = await spool(child.stdout, bounds.bytes, signal);
  } catch (error) {
    child.kill('SIGKILL');
    await ended;
    throw error;
  }
  const status = await ended;
  if (status !== 0) {
    await spooled.blob.file.close();
    throw new ImageTrouble(`${engine} ${args[1]} ended with ${status}${saying(said)}`);
  }
  const opened = await openBlob(spooled.blob, bounds, signal);
  const { kind, ...source } = opened.source;
  return {
    ...opened,
    source: { ...source, kind: `${engine} ${what}${kind === 'tar archive' ? '' : `, ${kind}`}` },
  };
}

/** What a client answers to a short question. */
async function asked(engine: Engine, args: readonly string[], signal: AbortSignal) {
  const child = started(engine, args, signal);
  child.stdout.resume();
  child.stderr.setEncoding('utf8');
  let said = '';
  child.stderr.on('data', (text: string) => {
    said = `${said}${text}`.slice(0, COMPLAINT_CHARACTERS);
  });
  const status = await endOf(child);
  if (status === undefined)
    throw new ImageTrouble(`${engine} is not installed here, or cannot be started`);
  return { ok: status === 0, said };
}

const started = (engine: Engine, args: readonly string[], signal: AbortSignal) =>
  spawn(engine, args, { stdio: ['ignore', 'pipe', 'pipe'], signal, killSignal: 'SIGKILL' });

/** The exit status, or the signal's name; undefined when it could not be started. */
const endOf = (child: ReturnType<typeof started>): Promise<number | string | undefined> =>
  new Promise((resolve) => {
    child.once('error', () => resolve(child.pid === undefined ? undefined : 'a signal'));
    child.once('close', (code, ended) => resolve(code ?? ended ?? 'a signal'));
  });

const saying = (said: string): string => {
  const words = visibleLine(said.trim(), COMPLAINT_CHARACTERS);
  return words === '' ? '' : `; it said: ${words}`;
};
