import { spawnSync } from 'node:child_process';
import type { Host } from '../../../src/model/host.ts';

/** A system that stands ready to be recorded. */
export interface System {
  readonly host: Pick<Host, 'connection'> & Partial<Pick<Host, 'become'>>;
  /** Instead of this machine's /bin/sh, for the local transport. */
  readonly shell?: string;
}

/** Records a system, under a name of its own where a recipe has several. */
export type Take = (system: System, as?: string) => Promise<void>;

/** How a recorded system was made. */
export interface Recipe {
  /** Makes it, has it recorded and takes it away again. */
  readonly with: (take: Take) => Promise<void>;
}

/** Runs a command to its end. @throws Error with what it printed when it fails. */
export function run(command: string, args: readonly string[], input?: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...(input === undefined ? {} : { input }),
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
  });
  if (status === 0) return stdout;
  throw new Error(
    `${command} ${args.join(' ')}: ${error ?? ''}${stdout.slice(-500)}${stderr.slice(-1500)}`,
  );
}
