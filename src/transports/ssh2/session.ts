import type { Duplex } from 'node:stream';
import ssh2, { type Client, type ConnectConfig } from 'ssh2';
import type { SshEndpoint } from '../../model/host.ts';
import { brokenFailure, connectionFailure } from '../connect-errors.ts';
import type { HostKeyCheck } from '../host-key-check.ts';
import type { RunEnding } from '../run-ending.ts';
import { algorithmsFor } from './algorithms.ts';
import { type Authenticator, createAuthenticator } from './authenticate.ts';
import type { Credentials } from './credentials.ts';
import { readError } from './library-error.ts';
import { guardChannels, reuseKeys } from './library-internals.ts';
import type { Stages } from './stages.ts';
import { Wire } from './wire.ts';

/** One machine on the way, with all that is needed to log in there. */
export interface Hop {
  readonly endpoint: SshEndpoint;
  /** `10.0.0.5:22` or `jump host 10.0.0.5:22`, for messages. */
  readonly where: string;
  readonly hostKey: HostKeyCheck;
  readonly credentials: Credentials;
  readonly maxBytes: number;
}

/** A logged-in session. */
export interface Session {
  readonly client: Client;
  readonly wire: Wire;
}

/**
 * Speaks SSH over an open connection until logged in. Every failure ends the run, so the promise
 * stays pending then.
 */
export function openSession(
  hop: Hop,
  lower: Duplex,
  ending: RunEnding,
  stages: Stages,
): Promise<Session> {
  const { where, maxBytes, endpoint, credentials } = hop;
  const wire = new Wire(lower, {
    where,
    maxBytes,
    fail: ending.fail,
    onGreeted: () => stages.reach('exchange'),
  });
  const client = new ssh2.Client();
  const auth = createAuthenticator(endpoint.user, credentials, where, ending.fail);
  stages.reach('greet');
  ending.atEnd(() => close(client, wire, credentials));
  // For the whole life of the client: one broken connection can raise thousands of errors.
  client.on('error', (error) => onError(error, hop, ending, stages, auth));
  client.on('change password', () => ending.fail(auth.failure('the password has expired')));
  onHangUp(wire, () => {
    const stage = stages.current();
    ending.fail(
      stage === 'authenticate'
        ? auth.failure('it closed the connection')
        : brokenFailure(stage, where),
    );
  });
  client.on('handshake', () => {
    reuseKeys(client);
    if (stages.current() === 'exchange') hop.hostKey.proven().catch(ending.crash);
    stages.reach('authenticate');
  });
  return new Promise((resolve) => {
    client.on('ready', () => {
      stages.reach('run');
      resolve({ client, wire });
    });
    client.connect(configure(hop, wire, auth));
    guardChannels(client);
  });
}

function configure(hop: Hop, wire: Wire, auth: Authenticator): ConnectConfig {
  return {
    sock: wire,
    username: hop.endpoint.user,
    ident: 'hostward',
    hostVerifier: (key: Buffer) => hop.hostKey.verify(key),
    authHandler: auth.handler,
    algorithms: algorithmsFor(hop.hostKey.knownTypes),
    // Ours tell the stages apart.
    readyTimeout: 0,
  };
}

function onError(
  error: Error,
  hop: Hop,
  ending: RunEnding,
  stages: Stages,
  auth: Authenticator,
): void {
  if (ending.isOver()) return;
  const read = readError(error);
  // A key that cannot sign is no reason to give up: ssh2 goes on to the next.
  if (read.level === 'agent' || read.level === 'client-authentication') return;
  const failure = connectionFailure(read, stages.current(), hop.where);
  ending.fail(
    failure.class === 'auth-failed'
      ? auth.failure(`it ended the connection: ${error.message}`)
      : failure,
  );
}

/**
 * The end of the connection, by the host or by ssh2: a polite DISCONNECT raises no event and may
 * leave TCP open for ever. What came before it is read first.
 */
function onHangUp(wire: Wire, hungUp: () => void): void {
  const soon = (): unknown => setImmediate(hungUp);
  wire.once('end', soon);
  wire.once('finish', soon);
  wire.once('close', soon);
}

/** A goodbye for the host's log, where it can still be said; then the socket, which ends all. */
function close(client: Client, wire: Wire, credentials: Credentials): void {
  try {
    client.end();
  } catch {
    // The library has given this connection up already.
  }
  wire.destroy();
  for (const { agent } of credentials.keys) agent?.close();
}
