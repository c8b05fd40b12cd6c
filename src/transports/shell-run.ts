import type { HostFailure } from '../model/host.ts';
import { visibleLine } from '../model/visible-text.ts';
import { type BecomeGate, createBecomeGate, type Elevation, type GateEvent } from './become.ts';
import { noexecFailure } from './become-errors.ts';
import { guardSink, type RunEnding } from './run-ending.ts';
import type { ScriptRun } from './transport.ts';

/** The shell on the other end of a run, however it is reached. */
export interface ShellRun {
  /** The words that start it. */
  readonly argv: readonly string[];
  readonly stdout: (bytes: Buffer) => void;
  readonly stderr: (bytes: Buffer) => void;
  /** To be called once the shell can be written to. */
  readonly started: (input: ShellInput) => void;
  /** To be called when its output has ended. */
  readonly ended: (exit: number | null) => void;
}

interface ShellInput {
  readonly sendPassword: (line: string) => void;
  /** Sends the script and ends the input. */
  readonly sendScript: () => void;
}

/** Output kept to tell why a shell did not start. */
const KEPT = 2048;

/** Feeds a run: first the way to root, if one is asked for, then the script. */
export function createShellRun(
  run: ScriptRun,
  elevation: Elevation | undefined,
  ending: RunEnding,
): ShellRun {
  const sink = guardSink(run.sink, ending);
  const password = run.secrets.becomePassword;
  const gate =
    elevation === undefined && run.pinned === undefined
      ? undefined
      : createBecomeGate(elevation, password !== undefined, undefined, run.pinned);
  let input: ShellInput | undefined;
  let clearDeadline = (): void => undefined;
  let prompts = 0;
  let printed = 0;
  let complaint = '';

  function onEvent(event: GateEvent, at: BecomeGate): void {
    if (event === 'ready') {
      clearDeadline();
      if (elevation !== undefined) ending.learn({ privilege: elevation });
      input?.sendScript();
    } else if (event === 'other-script') {
      ending.fail(at.failure({ end: 'other-script' }));
    } else if (prompts++ === 0 && password !== undefined) {
      input?.sendPassword(`${password}\n`);
    } else {
      ending.fail(at.failure({ end: 'prompted-again' }));
    }
  }

  function show(stderr: Buffer): void {
    if (complaint.length < KEPT) complaint += stderr.toString();
    sink.stderr(stderr);
  }

  return {
    argv: gate?.argv ?? ['sh'],
    stdout: (bytes) => {
      printed += bytes.length;
      sink.stdout(bytes);
    },
    stderr: (bytes) => {
      if (gate === undefined) return show(bytes);
      const step = gate.take(bytes);
      show(step.show);
      for (const event of step.events) onEvent(event, gate);
    },
    started: (to) => {
      input = to;
      if (gate === undefined) return to.sendScript();
      const ms = run.deadlines.authenticateMs;
      clearDeadline = ending.deadline(ms, () => gate.failure({ end: 'silent', ms }));
    },
    ended: (exit) => {
      if (gate !== undefined) show(gate.rest());
      if (gate?.isReady() === false) return ending.fail(gate.failure({ end: 'exited' }));
      const failure = printed > 0 ? undefined : startFailure(exit, complaint, elevation);
      if (failure === undefined) ending.ran(exit);
      else ending.fail(failure);
    },
  };
}

/** What login shells say, not what a script of ours can make `sh` say of another command. */
const NO_SH =
  /\bsh['’"]?: (command not found|not found|No such file|Permission denied)|not found: sh\b|Unknown command:? ['"]?sh\b/i;

/** A shell that could not be started leaves its parent's exit status and a complaint, nothing else. */
function startFailure(
  exit: number | null,
  complaint: string,
  elevation: Elevation | undefined,
): HostFailure | undefined {
  if (elevation !== undefined && exit === 126) return noexecFailure(elevation);
  if ((exit === 127 || exit === 126) && NO_SH.test(complaint)) {
    return {
      class: 'no-shell',
      message: visibleLine(`the account cannot run sh: ${complaint.trim()}`, 400),
    };
  }
  return undefined;
}
