import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The command's source, which Node runs as it is. */
export const MAIN = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts');

/** Where runs are kept that name no store: no test finds those of another, nor touches the account's own. */
const STATE = mkdtempSync(join(tmpdir(), 'hostward-state-'));
// What a test starts by itself inherits it.
process.env['XDG_STATE_HOME'] = STATE;
const removeState = () => rmSync(STATE, { recursive: true, force: true });
process.on('exit', removeState);
// A test's process is ended before it exits.
if (process.env['VITEST'] !== undefined) (await import('vitest')).afterAll(removeState);

export interface CommandRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the command as a user does, in a folder. The test goes on meanwhile: a server that it started
 * would stand still with its log unread.
 */
export function hostward(
  args: readonly string[],
  { cwd, env = {} }: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<CommandRun> {
  const options = {
    cwd,
    env: { ...process.env, NO_COLOR: '1', LANG: 'C.UTF-8', ...env },
    maxBuffer: 64 * 1024 * 1024,
    timeout: 120_000,
  };
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', MAIN, ...args],
      options,
      (error, stdout, stderr) => {
        const status = error === null ? 0 : error.code;
        if (typeof status === 'number') resolve({ status, stdout, stderr });
        else reject(error);
      },
    );
  });
}
