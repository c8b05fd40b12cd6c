import type { AnyAuthMethod, AuthHandlerMiddleware, Prompt } from 'ssh2';
import type { HostFailure } from '../../model/host.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Credentials } from './credentials.ts';

export interface Authenticator {
  /** Offers each credential once; ends the run when none is left. */
  readonly handler: AuthHandlerMiddleware;
  readonly failure: (detail?: string) => HostFailure;
}

/** What a server says it takes: undefined until it has answered a request that ssh2 tells us about. */
type Accepted = readonly string[] | undefined;

export function createAuthenticator(
  user: string,
  credentials: Credentials,
  where: string,
  fail: (failure: HostFailure) => void,
): Authenticator {
  const keys = [...credentials.keys];
  let password = credentials.password;
  let accepted: Accepted;
  // ssh2 does not tell what a host accepts after it turned an agent's key down: it is asked again.
  let isFresh = false;
  let wasAgent = false;
  const offered: string[] = [];

  const failure = (detail = ''): HostFailure =>
    authFailure({ user, where, offered, accepted, problems: credentials.problems, detail });

  function next(): AnyAuthMethod | undefined {
    const key = accepted === undefined || accepted.includes('publickey') ? keys.shift() : undefined;
    if (key !== undefined) {
      offered.push(key.label);
      wasAgent = key.agent !== undefined;
      return key.agent === undefined
        ? { type: 'publickey', username: user, key: key.key }
        : { type: 'agent', username: user, agent: key.agent };
    }
    if (!isFresh) return { type: 'none', username: user };
    return password === undefined ? undefined : withPassword(password);
  }

  /** One of the two, never both: they are the same secret, and accounts lock after some failures. */
  function withPassword(secret: string): AnyAuthMethod | undefined {
    password = undefined;
    if (accepted?.includes('password')) {
      offered.push('the password');
      return { type: 'password', username: user, password: secret };
    }
    if (!accepted?.includes('keyboard-interactive')) return undefined;
    offered.push('the password (keyboard-interactive)');
    return { type: 'keyboard-interactive', username: user, prompt: answerOnce(secret, stop) };
  }

  const stop = (detail: string): void => fail(failure(detail));

  return {
    failure,
    handler: (methodsLeft: string[] | null, _partial, offer) => {
      if (wasAgent) isFresh = false;
      else if (methodsLeft !== null) {
        accepted = methodsLeft.map((method) => visibleLine(method, 40)).slice(0, 10);
        isFresh = true;
      }
      wasAgent = false;
      const method = next();
      if (method === undefined) fail(failure());
      else offer(method);
    },
  };
}

/** Answers one hidden prompt with the password. Anything more is not ours to answer. */
function answerOnce(secret: string, stop: (detail: string) => void) {
  let answers = 1;
  return (
    _name: string,
    _instructions: string,
    _language: string,
    prompts: Prompt[],
    finish: (answers: string[]) => void,
  ): void => {
    const [prompt] = prompts;
    if (prompt === undefined) finish([]);
    else if (answers-- > 0 && prompts.length === 1 && prompt.echo !== true) finish([secret]);
    else stop(`it asks for more than a password (“${visibleLine(prompt.prompt, 80).trim()}”)`);
  };
}

function authFailure(what: {
  readonly user: string;
  readonly where: string;
  readonly offered: readonly string[];
  readonly accepted: Accepted;
  readonly problems: readonly string[];
  readonly detail: string;
}): HostFailure {
  const { user, where, offered, accepted, problems, detail } = what;
  const parts = [
    `${where} does not let ${user} log in`,
    `offered: ${offered.length === 0 ? 'nothing' : offered.join(', ')}`,
    `it accepts: ${acceptedWords(accepted)}`,
    ...(problems.length === 0 ? [] : [`not offered: ${problems.join(', ')}`]),
    ...(detail === '' ? [] : [detail]),
  ];
  return { class: 'auth-failed', message: visibleLine(parts.join('; ')) };
}

function acceptedWords(accepted: Accepted): string {
  if (accepted === undefined) return 'not told';
  return accepted.join(', ') || 'nothing';
}
