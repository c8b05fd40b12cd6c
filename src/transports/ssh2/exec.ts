import type { ClientChannel } from 'ssh2';
import type { HostFailure } from '../../model/host.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { brokenFailure } from '../connect-errors.ts';
import type { RunEnding } from '../run-ending.ts';
import type { ShellRun } from '../shell-run.ts';
import { shellWord } from '../shell-word.ts';
import { packetFailure } from './channel-packets.ts';
import { killRemote } from './library-internals.ts';
import type { Session } from './session.ts';

/** A script is sent in slices, so that what is unsent stays small. */
const SLICE = 32 * 1024;

export interface ShellExec {
  readonly session: Session;
  /** For messages. */
  readonly where: string;
  readonly shell: ShellRun;
  readonly script: string;
  readonly ending: RunEnding;
}

/** Runs the shell in one exec; however that ends, the run ends. */
export function execShell(what: ShellExec): void {
  const { session, shell, ending, where } = what;
  try {
    session.client.exec(shell.argv.map(shellWord).join(' '), (error, channel) => {
      if (error === undefined) onOpen(what, channel);
      else ending.fail(refusal(error, session, where));
    });
  } catch {
    // ssh2 throws when the connection was lost just before.
    ending.fail(brokenFailure('run', where));
  }
}

function onOpen(
  { session, where, shell, script, ending }: ShellExec,
  channel: ClientChannel,
): void {
  const isRunning = attach(channel, shell, ending, where);
  ending.atEnd(() => {
    if (isRunning()) kill(session, channel);
  });
  const failure = packetFailure(channel, where);
  if (failure !== undefined) {
    ending.fail(failure);
    return;
  }
  shell.started({
    sendPassword: (line) => channel.write(line),
    sendScript: () => {
      send(session, channel, Buffer.from(script), ending).catch(ending.crash);
    },
  });
}

/**
 * Listens for the channel's whole life, and more: stderr raises errors after its end. Tells whether
 * the command may still run.
 */
function attach(
  channel: ClientChannel,
  shell: ShellRun,
  ending: RunEnding,
  where: string,
): () => boolean {
  let exit: number | null = null;
  let isRunning = true;
  let waitingFor = 3;
  const end = (): void => {
    isRunning = false;
    if (!ending.isOver()) shell.ended(exit);
  };
  const onPart = (): void => {
    waitingFor -= 1;
    // Output and exit status are all there is: some hosts never close the channel.
    if (waitingFor === 0) end();
  };
  const onBroken = (error: Error): void =>
    ending.fail({
      class: 'protocol',
      message: `${where} sent output after its end (${visibleLine(error.message, 100)})`,
    });
  channel.on('data', shell.stdout);
  channel.stderr.on('data', shell.stderr);
  channel.on('error', onBroken);
  channel.stderr.on('error', onBroken);
  channel.once('exit', (code: number | null) => {
    exit = code;
    onPart();
  });
  channel.once('end', onPart);
  channel.stderr.once('end', onPart);
  // stderr may have bytes to hand out yet.
  channel.once('close', () => setImmediate(end));
  return () => isRunning;
}

async function send(
  session: Session,
  channel: ClientChannel,
  script: Buffer,
  ending: RunEnding,
): Promise<void> {
  for (let at = 0; at < script.length; at += SLICE) {
    await session.wire.drained();
    if (ending.isOver()) return;
    await new Promise<void>((resolve) => {
      channel.write(script.subarray(at, at + SLICE), () => resolve());
    });
  }
  // Not `end`: a channel ended on both sides is closed by ssh2, before the host tells how it exited.
  if (!ending.isOver()) channel.eof();
}

function kill({ client }: Session, channel: ClientChannel): void {
  try {
    killRemote(client, channel);
  } catch {
    // A connection that broke carries no signal.
  }
}

function refusal(error: Error, session: Session, where: string): HostFailure {
  if (session.wire.destroyed || session.wire.readableEnded) return brokenFailure('run', where);
  const said = visibleLine(error.message.replace(/^\(SSH\) /, ''), 200);
  return {
    class: 'no-shell',
    message: `${where} let us log in but runs no command for this account (${said}): is it restricted to file transfer, or to a forced command?`,
  };
}
