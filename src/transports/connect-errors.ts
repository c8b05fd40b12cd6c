import type { FailureClass, HostFailure } from '../model/host.ts';
import { visibleLine } from '../model/visible-text.ts';
import type { ConnectionFailure } from './transport.ts';

/** How far a connection to one machine has come. */
export type Stage = 'connect' | 'greet' | 'exchange' | 'authenticate' | 'run';

/** What may be read of an error of Node's or of the ssh2 library's. */
export interface ConnectionError {
  readonly message: string;
  /** A system's name such as `ECONNREFUSED`, or the number of an SSH DISCONNECT. */
  readonly code?: string | number;
  /** ssh2's word for where the error comes from. */
  readonly level?: string;
  /** Why a channel was not opened, RFC 4254 §5.1. */
  readonly reason?: number;
}

const failure = (failureClass: FailureClass, message: string): HostFailure => ({
  class: failureClass,
  message: visibleLine(message),
});

/** As {@link failure}, for trouble that another try may not meet. */
const passing = (failureClass: FailureClass, message: string): ConnectionFailure => ({
  ...failure(failureClass, message),
  mayPass: true,
});

const BY_CODE: Readonly<Record<string, (where: string) => ConnectionFailure>> = {
  ENOTFOUND: (w) =>
    failure('unresolvable', `the name of ${w} cannot be resolved: check how it is spelt, and DNS`),
  EAI_AGAIN: (w) =>
    passing('unresolvable', `the name of ${w} cannot be resolved now: no DNS server answers`),
  ECONNREFUSED: (w) =>
    failure('refused', `${w} refused the connection: is sshd running there, on this port?`),
  ECONNRESET: (w) => passing('refused', `${w} reset the connection before it said anything`),
  ETIMEDOUT: (w) =>
    failure('timeout', `${w} did not answer: is it up, and does a firewall let us through?`),
  EHOSTUNREACH: (w) => failure('refused', `${w} cannot be reached: no route to it, or it is down`),
  ENETUNREACH: (w) => failure('refused', `${w} cannot be reached: this machine has no route to it`),
  EACCES: (w) => failure('refused', `this machine may not connect to ${w}: a local firewall?`),
  EMFILE: (w) =>
    passing(
      'refused',
      `could not connect to ${w}: too many open files here; raise \`ulimit -n\` or audit fewer hosts at once`,
    ),
  EADDRNOTAVAIL: (w) =>
    passing(
      'refused',
      `could not connect to ${w}: this machine has no local port left; audit fewer hosts at once`,
    ),
};

/** An error of the TCP connection itself, before anything was said on it. */
export function socketFailure(error: ConnectionError, where: string): ConnectionFailure {
  const known = typeof error.code === 'string' ? BY_CODE[error.code] : undefined;
  return known?.(where) ?? failure('refused', `could not connect to ${where}: ${error.message}`);
}

/** An error on an open connection. What comes from the host in it is made harmless. */
export function connectionFailure(
  error: ConnectionError,
  stage: Stage,
  where: string,
): ConnectionFailure {
  const said = visibleLine(error.message, 300);
  if (error.level === 'client-socket') return brokenFailure(stage, where, `: ${said}`);
  if (typeof error.code === 'number') {
    return failure(
      stage === 'authenticate' ? 'auth-failed' : 'protocol',
      `${where} ended the connection ${DURING[stage]}; it said: ${said}`,
    );
  }
  const missing = /no matching (.+)$/i.exec(error.message)?.[1];
  if (missing !== undefined) {
    return failure(
      'protocol',
      `${where} offers no ${visibleLine(missing, 60)} that is accepted here; its sshd is too old, or allows only algorithms that the ssh2 library lacks, which transport: openssh may have`,
    );
  }
  return failure('protocol', `${where} does not speak proper SSH ${DURING[stage]}: ${said}`);
}

/** A connection that the other side closed, or that broke, without a word of SSH about it. */
export function brokenFailure(stage: Stage, where: string, detail = ''): ConnectionFailure {
  switch (stage) {
    case 'connect':
    case 'greet':
      return passing(
        'refused',
        `${where} closed the connection before it said anything${detail}: it has too many connections already (MaxStartups), or lets this machine in no more`,
      );
    case 'exchange':
      return failure('protocol', `${where} closed the connection during key exchange${detail}`);
    case 'authenticate':
      return failure(
        'auth-failed',
        `${where} closed the connection during authentication${detail}`,
      );
    case 'run':
      return failure(
        'protocol',
        `the connection to ${where} was lost while the script ran${detail}`,
      );
  }
}

export function deadlineFailure(stage: Stage, where: string, ms: number): HostFailure {
  return failure('timeout', `${where} took longer than ${ms / 1000} s ${WAITING_FOR[stage]}`);
}

/** The whole time of a host is over; the stage says what it was spent on last. */
export function hostDeadlineFailure(stage: Stage, where: string, ms: number): HostFailure {
  return failure(
    'timeout',
    `the ${ms / 1000} s for this host ran out while waiting for ${where} ${WAITING_FOR[stage]}`,
  );
}

const DURING: Readonly<Record<Stage, string>> = {
  connect: 'before it said anything',
  greet: 'before it said anything',
  exchange: 'during key exchange',
  authenticate: 'during authentication',
  run: 'while the script ran',
};

const WAITING_FOR: Readonly<Record<Stage, string>> = {
  connect: 'to accept the connection',
  greet: 'to introduce itself as an SSH server',
  exchange: 'to exchange keys',
  authenticate: 'to let us log in',
  run: 'to finish the script',
};

/** A jump host's refusal to connect onwards, RFC 4254 §5.1. */
export function forwardFailure(error: ConnectionError, jump: string, where: string): HostFailure {
  const said = visibleLine(error.message.replace(/^\(SSH\) Channel open failure: /, ''), 300);
  if (error.reason === 1) {
    return failure(
      'refused',
      `${jump} does not forward connections (it said: ${said}): set AllowTcpForwarding there`,
    );
  }
  const message = `${jump} could not connect to ${where}: ${said}`;
  if (/not known|resolve/i.test(said)) return failure('unresolvable', message);
  return failure(/timed out/i.test(said) ? 'timeout' : 'refused', message);
}

export function tooManyBytesFailure(where: string, maxBytes: number): HostFailure {
  return failure(
    'too-much-output',
    `${where} sent more than ${Math.round(maxBytes / 1024 / 1024)} MiB: the connection was cut`,
  );
}

export function unreadFailure(where: string): HostFailure {
  return failure('protocol', `${where} keeps asking and does not read our answers`);
}
