import type { ChildProcess } from 'node:child_process';

/** Ends a process that was started `detached`, and all that it started. */
export function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group is gone, or runs as another user and ends with its input.
  }
}
