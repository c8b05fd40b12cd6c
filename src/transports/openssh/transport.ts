import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { OpensshConnection } from '../../model/host.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { brokenFailure, tooManyBytesFailure } from '../connect-errors.ts';
import { killGroup } from '../kill-group.ts';
import type { LoginGates } from '../login-gates.ts';
import { createRunEnding, type RunEnding } from '../run-ending.ts';
import { createShellRun, type ShellRun } from '../shell-run.ts';
import type { ScriptEnd, ScriptRun } from '../transport.ts';
import { sshArguments, sshEnvironment } from './arguments.ts';
import { createEntrance, type Entrance } from './entrance.ts';
import { opensshFailure } from './failures.ts';

export interface OpensshOptions {
  readonly acceptNewHostKeys: boolean;
  /** Received bytes of one host. */
  readonly maxBytes: number;
  /** Of the jump hosts that are known by name; those of a configuration alone are not. */
  readonly gates: LoginGates;
}

/** What `ssh` exits with for trouble of its own. */
const SSH_FAILED = 255;
/**
 * When a login at a jump host counts as done, for ssh does not tell: a host behind it that is down holds
 * up others no longer than this.
 */
const JUMP_LOGIN_MS = 2000;

/**
 * The script by the system's `ssh`, in a process group of its own, without a terminal: nobody is
 * asked anything, and nothing of it stays.
 */
export function runOverOpenssh(
  run: ScriptRun,
  connection: OpensshConnection,
  options: OpensshOptions,
): Promise<ScriptEnd> {
  const ending = createRunEnding(run.signal);
  const start = async (): Promise<void> => {
    const loggedIn = await passGate(connection, options.gates, ending);
    if (!ending.isOver()) speak(run, connection, { ...options, ending, loggedIn });
  };
  start().catch(ending.crash);
  return ending.result;
}

/** Waits until its jump host has time for one more login. @returns what tells that it is logged in. */
async function passGate(
  { jumps }: OpensshConnection,
  gates: LoginGates,
  ending: RunEnding,
): Promise<() => void> {
  const [first] = jumps ?? [];
  if (first === undefined) return () => undefined;
  const passed = await gates.enter({ address: first.address, port: first.port ?? 22 }, ending);
  const timer = setTimeout(passed, JUMP_LOGIN_MS);
  ending.atEnd(() => clearTimeout(timer));
  return passed;
}

interface Speaking extends OpensshOptions {
  readonly ending: RunEnding;
  readonly loggedIn: () => void;
}

function speak(run: ScriptRun, connection: OpensshConnection, options: Speaking): void {
  const { acceptNewHostKeys, maxBytes, ending, loggedIn } = options;
  const isRoot = connection.endpoint.user === 'root';
  const elevation = run.host.become === 'none' || isRoot ? undefined : run.host.become;
  const shell = createShellRun(run, elevation, ending);
  const entrance = createEntrance(shell.argv);
  const trusting = acceptNewHostKeys || connection.acceptNewHostKeys === true;
  const args = sshArguments(
    { ...connection, ...(trusting && { acceptNewHostKeys: true }) },
    entrance.command,
    run.deadlines,
  );
  const child = spawn('ssh', args, {
    detached: true,
    stdio: 'pipe',
    env: sshEnvironment(process.env),
  });
  child.once('error', (error) =>
    ending.fail({
      class: 'protocol',
      message: visibleLine(
        `could not start ssh: ${error.message}; install the OpenSSH client, or use transport: ssh2`,
      ),
    }),
  );
  // Nothing was started, and where this machine has no more of something, no streams either.
  if (child.pid === undefined) return;
  ending.atEnd(() => killGroup(child));
  const where = visibleLine(connection.endpoint.address, 300);
  const clear = startDeadlines(run, where, entrance, ending);
  const onEntered = (): void => {
    clear();
    loggedIn();
    const hostKey = entrance.hostKey();
    ending.learn({
      ...(hostKey !== undefined && { hostKey }),
      privilege: isRoot ? 'root' : 'none',
    });
    shell.started({
      sendPassword: (line) => child.stdin.write(line),
      sendScript: () => child.stdin.end(run.script),
    });
  };
  const count = createCounter(maxBytes, where, ending);
  listen(child, { shell, entrance, onEntered, count, where, ending });
}

interface Listening {
  readonly shell: ShellRun;
  readonly entrance: Entrance;
  readonly onEntered: () => void;
  readonly count: (bytes: Buffer) => void;
  readonly where: string;
  readonly ending: RunEnding;
}

function listen(child: ChildProcessWithoutNullStreams, to: Listening): void {
  const { shell, entrance, onEntered, count, where, ending } = to;
  let exit: number | null = null;
  child.stdout.on('data', (bytes: Buffer) => {
    count(bytes);
    shell.stdout(bytes);
  });
  child.stderr.on('data', (bytes: Buffer) => {
    count(bytes);
    const wasEntered = entrance.isEntered();
    const after = entrance.take(bytes);
    if (after === undefined || ending.isOver()) return;
    if (!wasEntered) {
      shell.stderr(Buffer.from(entrance.said()));
      onEntered();
    }
    shell.stderr(after);
  });
  // ssh that ends early closes its input; its exit status tells.
  child.stdin.on('error', () => undefined);
  child.once('exit', (code) => {
    exit = code;
    // A ProxyCommand left behind would hold the output open.
    killGroup(child);
  });
  child.once('close', () => {
    if (ending.isOver()) return;
    if (!entrance.isEntered()) {
      if (exit === SSH_FAILED) ending.fail(opensshFailure(entrance.said(), where));
      else shell.stderr(Buffer.from(entrance.said()));
    } else if (exit === SSH_FAILED) ending.fail(brokenFailure('run', where));
    if (!ending.isOver()) shell.ended(exit);
  });
}

/** Until somebody is logged in, and for all of the host. @returns what ends the first. */
function startDeadlines(
  { deadlines }: ScriptRun,
  where: string,
  entrance: Entrance,
  ending: RunEnding,
): () => void {
  const { connectMs, authenticateMs, hostMs } = deadlines;
  const enterMs = connectMs + authenticateMs;
  const timeout = (message: string) => ({ class: 'timeout' as const, message });
  ending.deadline(hostMs, () =>
    timeout(
      `the ${hostMs / 1000} s for this host ran out while waiting for ${where} to ${entrance.isEntered() ? 'finish the script' : 'let us log in'}`,
    ),
  );
  return ending.deadline(enterMs, () =>
    timeout(`${where} took longer than ${enterMs / 1000} s to let us log in`),
  );
}

function createCounter(
  maxBytes: number,
  where: string,
  ending: RunEnding,
): (bytes: Buffer) => void {
  let received = 0;
  return (bytes) => {
    received += bytes.length;
    if (received > maxBytes) ending.fail(tooManyBytesFailure(where, maxBytes));
  };
}
