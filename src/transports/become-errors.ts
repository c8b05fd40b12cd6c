import type { HostFailure } from '../model/host.ts';
import { visibleLine } from '../model/visible-text.ts';
import type { Elevation, GateEnd } from './become.ts';
import type { PinnedScript } from './transport.ts';

/** sudo's, sudo-rs' and doas' own messages under LC_ALL=C, and what to do about each. */
const CAUSES: readonly (readonly [RegExp, (method: Elevation) => string])[] = [
  [/doas is not enabled/i, () => 'doas is not set up: /etc/doas.conf does not exist'],
  [
    /must have a tty|no tty present and/i,
    (m) =>
      `${m} wants a terminal (requiretty): set \`Defaults:USER !requiretty\` for the account of the audit`,
  ],
  [
    /incorrect password|Sorry, try again/i,
    (m) => `${m} did not take the password: it was sent once and not again`,
  ],
  [
    /is not in the sudoers file|is not allowed to (run|execute)|may not run sudo|I'm afraid I can't do that|Operation not permitted/i,
    (m) => `${m} does not let this account run \`sh\` as root: allow it in ${rulesOf(m)}`,
  ],
  [
    /(sudo|doas)\S*: (command not found|not found|No such file)|No such file or directory.*\b(sudo|doas)\b|not found: (sudo|doas)/i,
    (m) => `${m} is not installed, or not on the account's PATH`,
  ],
  [
    /sudo\S*: \S+: command not found/i,
    () =>
      'sudo does not find it on the search path that it uses: put /usr/bin and /bin into `secure_path` in sudoers',
  ],
  [
    /account validation failure|account is locked|expired/i,
    (m) => `${m} refuses this account as locked or expired`,
  ],
];

const NEEDS_PASSWORD =
  /a password is required|no password was provided|Authentication (is )?(required|failed)|Authorization required|a terminal is required/i;

/** Why root was not reached, from what was printed before the shell of root was. */
export function becomeFailure(
  method: Elevation,
  hasPassword: boolean,
  seen: GateEnd,
  said: string,
  pinned?: string,
): HostFailure {
  const cause = causeOf(method, hasPassword, seen, said);
  const rule =
    pinned === undefined
      ? ''
      : `; ${visibleLine(pinned)} is to be started as root: see the rule of hostward plan --sudoers`;
  return {
    class: 'privilege-failed',
    message: `could not become root: ${cause}${rule}${quoteOf(said)}`,
  };
}

/** A pinned script that was not started, by an account that need not become root. */
export function pinnedFailure(path: string, seen: GateEnd, said: string): HostFailure {
  const how = seen.end === 'silent' ? `within ${seen.ms / 1000} s` : 'and ended';
  return {
    class: 'collector-failed',
    message: `${visibleLine(path)} did not say that it listens ${how}: is it installed there, as hostward plan --sudoers prints it${quoteOf(said)}`,
  };
}

export const otherScriptFailure = ({ path, greeting }: PinnedScript): HostFailure => ({
  class: 'collector-failed',
  message: `${visibleLine(path)} is of another version of hostward, or for other checks; expected ${visibleLine(greeting.trim())}: install it anew from hostward plan --sudoers with the same inventory, profile and checks`,
});

function quoteOf(said: string): string {
  const last = lastLine(said);
  return last === '' ? '' : ` (it said: ${visibleLine(last, 300)})`;
}

/** A shell that started as root and then may not start anything: sudo's NOEXEC tag. */
export function noexecFailure(method: Elevation): HostFailure {
  return {
    class: 'privilege-failed',
    message: `could not become root: ${method} lets \`sh\` start no other program (NOEXEC); set \`Defaults:USER !noexec\` for the account of the audit, or take the tag out of its rule`,
  };
}

function causeOf(method: Elevation, hasPassword: boolean, seen: GateEnd, said: string): string {
  if (seen.end === 'prompted-again') {
    return `${method} did not take the password: it was sent once and not again`;
  }
  const known = CAUSES.find(([pattern]) => pattern.test(said));
  if (known !== undefined) return known[1](method);
  if (NEEDS_PASSWORD.test(said)) return passwordNeeded(method, hasPassword);
  return seen.end === 'silent'
    ? `${method} did not start a shell within ${seen.ms / 1000} s`
    : `${method} ended without starting a shell`;
}

function passwordNeeded(method: Elevation, hasPassword: boolean): string {
  if (method === 'doas') {
    return 'doas takes a password from a terminal only: allow the account with `nopass`';
  }
  return hasPassword
    ? 'sudo wants a password and did not take ours'
    : 'sudo wants a password and none was given: give one, or allow the account without (NOPASSWD)';
}

const rulesOf = (method: Elevation): string => (method === 'sudo' ? 'sudoers' : '/etc/doas.conf');

const lastLine = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .at(-1) ?? '';
