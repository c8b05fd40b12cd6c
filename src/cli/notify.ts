import { spawn } from 'node:child_process';
import { notificationOf } from '../../reports/notification/notification.ts';
import type { Report } from '../model/run.ts';
import { visibleLine } from '../model/visible-text.ts';
import { killGroup } from '../transports/kill-group.ts';

export interface NotifyOptions {
  /** A program that is told of new failures; it is given no words. */
  readonly notifyCommand?: string | undefined;
}

const NOTIFY_MS = 30_000;

/**
 * Tells a program what is new, as JSON on its standard input: nothing that a host wrote reaches a command line.
 * Its trouble is told on the error stream, and changes nothing about the audit.
 */
export async function notify(
  { notifyCommand }: NotifyOptions,
  report: Report,
  exitStatus: number,
): Promise<void> {
  if (notifyCommand === undefined) return;
  const notification = await notificationOf(report, exitStatus);
  if (notification === undefined) return;
  const trouble = await run(notifyCommand, `${JSON.stringify(notification)}\n`);
  if (trouble === undefined) return;
  console.error(`hostward: ${visibleLine(notifyCommand)} was not told of new failures: ${trouble}`);
}

/** Undefined when it ended well. */
function run(program: string, input: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, [], { stdio: ['pipe', 'ignore', 'inherit'], detached: true });
    const deadline = setTimeout(() => {
      killGroup(child);
      resolve(`it took more than ${NOTIFY_MS / 1000} s`);
    }, NOTIFY_MS);
    const end = (trouble: string | undefined) => {
      clearTimeout(deadline);
      resolve(trouble);
    };
    child.on('error', ({ message }) => end(message));
    child.on('close', (status, signal) => {
      end(status === 0 ? undefined : `it ended with ${status ?? signal}`);
    });
    // Who does not read on has heard enough.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
