import { spawn } from 'node:child_process';
import { killGroup } from './kill-group.ts';
import { createRunEnding, type RunEnding } from './run-ending.ts';
import { createShellRun, type ShellRun } from './shell-run.ts';
import type { ScriptEnd, ScriptRun } from './transport.ts';

/**
 * Runs the script on this machine, in a process group of its own that is killed when the run ends:
 * nothing of it stays.
 */
export function runLocally(run: ScriptRun, shellPath: string): Promise<ScriptEnd> {
  const ending = createRunEnding(run.signal);
  const isRoot = process.getuid?.() === 0;
  const elevation = run.host.become === 'none' || isRoot ? undefined : run.host.become;
  const shell = createShellRun(run, elevation, ending);
  if (!ending.isOver()) {
    ending.learn({ privilege: isRoot ? 'root' : 'none' });
    const { hostMs } = run.deadlines;
    ending.deadline(hostMs, () => ({
      class: 'timeout',
      message: `the ${hostMs / 1000} s for this host ran out; the script had not finished`,
    }));
    start(
      run,
      elevation === undefined && run.pinned === undefined ? [shellPath] : shell.argv,
      shell,
      ending,
    );
  }
  return ending.result;
}

function start(run: ScriptRun, argv: readonly string[], shell: ShellRun, ending: RunEnding): void {
  const [command = 'sh', ...args] = argv;
  const child = spawn(command, args, { detached: true, stdio: 'pipe' });
  let exit: number | null = null;
  child.once('error', (error) =>
    ending.fail({ class: 'no-shell', message: `could not start ${command}: ${error.message}` }),
  );
  // Nothing was started, and where this machine has no more of something, no streams either.
  if (child.pid === undefined) return;
  ending.atEnd(() => killGroup(child));
  child.stdout.on('data', shell.stdout);
  child.stderr.on('data', shell.stderr);
  // A shell that exits early closes its input; its exit status tells.
  child.stdin.on('error', () => undefined);
  child.once('exit', (code) => {
    exit = code;
    // Whatever it left behind would hold the output open.
    killGroup(child);
  });
  child.once('close', () => {
    if (!ending.isOver()) shell.ended(exit);
  });
  shell.started({
    sendPassword: (line) => child.stdin.write(line),
    sendScript: () => child.stdin.end(run.script),
  });
}
