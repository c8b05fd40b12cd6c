import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Host, SshEndpoint } from '../../model/host.ts';
import { visibleLine } from '../../model/visible-text.ts';
import {
  brokenFailure,
  forwardFailure,
  hostDeadlineFailure,
  socketFailure,
} from '../connect-errors.ts';
import { prepareHostKeyCheck } from '../host-key-check.ts';
import { createKnownHostsFiles } from '../known-hosts-files.ts';
import { createLoginGates, type LoginGates } from '../login-gates.ts';
import { createRunEnding, type RunEnding } from '../run-ending.ts';
import { createShellRun } from '../shell-run.ts';
import type { Deadlines, ScriptEnd, ScriptRun } from '../transport.ts';
import { packetFailure } from './channel-packets.ts';
import { createCredentialSource } from './credentials.ts';
import { execShell } from './exec.ts';
import { readError } from './library-error.ts';
import { type Hop, openSession, type Session } from './session.ts';
import { type Stages, startStages } from './stages.ts';

export interface Ssh2Options {
  readonly agentSocket?: string;
  readonly acceptNewHostKeys: boolean;
  /** Received bytes of one host, protocol included. */
  readonly maxBytes: number;
  readonly defaultIdentityFiles: readonly string[];
}

type SshConnection = Extract<Host['connection'], { transport: 'ssh2' }>;
type SshTransport = (run: ScriptRun, connection: SshConnection) => Promise<ScriptEnd>;

/** SSH by the ssh2 library. Keys, agent and known_hosts are read once for all the runs it makes. */
export function createSsh2Transport(options: Ssh2Options): SshTransport {
  const knownHosts = createKnownHostsFiles();
  const credentials = createCredentialSource(options);
  const gates = createLoginGates();

  async function prepare(
    run: ScriptRun,
    connection: SshConnection,
    ending: RunEnding,
  ): Promise<readonly Hop[] | undefined> {
    const route = [...connection.jumps, connection.endpoint];
    const hops: Hop[] = [];
    for (const [index, endpoint] of route.entries()) {
      const isTarget = index === route.length - 1;
      const where = nameOf(endpoint, isTarget);
      const via = route.slice(0, index);
      const { knownHostsFiles: files } = connection;
      const acceptNew = options.acceptNewHostKeys || connection.acceptNewHostKeys === true;
      const question = { endpoint, where, via, files, acceptNew, fail: ending.fail };
      const hostKey = await prepareHostKeyCheck(knownHosts, question);
      if (hostKey === undefined) return undefined;
      // The password of the audited account is no business of the hosts on the way.
      const { password: _, ...others } = run.secrets;
      hops.push({
        endpoint,
        where,
        hostKey,
        credentials: await credentials(endpoint, isTarget ? run.secrets : others),
        // A host on the way carries everything behind it, wrapped once more.
        maxBytes: isTarget ? options.maxBytes : 2 * options.maxBytes,
      });
    }
    return hops;
  }

  async function drive(
    run: ScriptRun,
    connection: SshConnection,
    ending: RunEnding,
  ): Promise<void> {
    const hops = await prepare(run, connection, ending);
    if (hops === undefined || ending.isOver()) return;
    await runOver(hops, run, connection, { ending, gates });
  }

  return (run, connection) => {
    const ending = createRunEnding(run.signal);
    drive(run, connection, ending).catch(ending.crash);
    return ending.result;
  };
}

/** Connects hop by hop, then runs the script on the last. */
async function runOver(
  hops: readonly Hop[],
  run: ScriptRun,
  connection: SshConnection,
  way: { readonly ending: RunEnding; readonly gates: LoginGates },
): Promise<void> {
  const { ending } = way;
  const session = await logIn(hops, run, way);
  const target = hops.at(-1);
  if (session === undefined || target === undefined || ending.isOver()) return;
  const isRoot = connection.endpoint.user === 'root';
  const { become } = run.host;
  const elevation = become === 'none' || isRoot ? undefined : become;
  const hostKey = target.hostKey.fingerprint();
  ending.learn({ ...(hostKey !== undefined && { hostKey }), privilege: isRoot ? 'root' : 'none' });
  const shell = createShellRun(run, elevation, ending);
  execShell({ session, where: target.where, shell, script: run.script, ending });
}

/** Logs in hop by hop. @returns undefined where the run has ended meanwhile. */
async function logIn(
  hops: readonly Hop[],
  { deadlines, onReached }: ScriptRun,
  { ending, gates }: { readonly ending: RunEnding; readonly gates: LoginGates },
): Promise<Session | undefined> {
  let stages: Stages | undefined;
  let session: Session | undefined;
  let from = '';
  for (const hop of hops) {
    const loggedIn = await gates.enter(hop.endpoint, ending);
    const reached = startStages(hop.where, ending, deadlines, onReached);
    if (stages === undefined) startClock(deadlines, ending, () => stages);
    stages = reached;
    const lower =
      session === undefined
        ? await openSocket(hop, deadlines.connectMs, ending)
        : await openForward(session, from, hop, ending);
    if (ending.isOver()) return undefined;
    session = await openSession(hop, lower, ending, stages);
    loggedIn();
    from = hop.where;
  }
  return session;
}

/** The time of a host begins when it is its turn to log in. */
function startClock(
  { hostMs }: Deadlines,
  ending: RunEnding,
  stages: () => Stages | undefined,
): void {
  ending.deadline(hostMs, () => {
    const reached = stages();
    return hostDeadlineFailure(reached?.current() ?? 'connect', reached?.where ?? '', hostMs);
  });
}

/** A socket of our own: destroying it is what stops a host that sends without end. */
function openSocket(hop: Hop, connectMs: number, ending: RunEnding): Promise<Duplex> {
  const { address: host, port } = hop.endpoint;
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port,
      noDelay: true,
      // Node gives each address of a name a quarter of a second, too little over a slow line.
      autoSelectFamilyAttemptTimeout: Math.max(250, Math.floor(connectMs / 4)),
    });
    ending.atEnd(() => socket.destroy());
    const onError = (error: Error): void => ending.fail(socketFailure(readError(error), hop.where));
    socket.on('error', onError);
    socket.once('connect', () => {
      // The session listens from here on, and knows how far it has come.
      resolve(socket);
      setImmediate(() => socket.off('error', onError));
    });
  });
}

function openForward(session: Session, from: string, hop: Hop, ending: RunEnding): Promise<Duplex> {
  const { address, port } = hop.endpoint;
  return new Promise((resolve) => {
    try {
      session.client.forwardOut('127.0.0.1', 0, address, port, (error, channel) => {
        if (error !== undefined) {
          ending.fail(forwardFailure(readError(error), from, hop.where));
          return;
        }
        // Nothing belongs there, and unread it would pile up.
        channel.stderr.resume();
        const failure = packetFailure(channel, from);
        if (failure === undefined) resolve(channel);
        else ending.fail(failure);
      });
    } catch {
      // ssh2 throws when the connection was lost just before.
      ending.fail(brokenFailure('run', from));
    }
  });
}

function nameOf({ address, port }: SshEndpoint, isTarget: boolean): string {
  const host = address.includes(':') ? `[${address}]` : address;
  return visibleLine(`${isTarget ? '' : 'jump host '}${host}:${port}`, 300);
}
