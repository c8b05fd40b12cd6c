import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2, { type Algorithms, type Connection, type Session } from 'ssh2';
import { expect, vi } from 'vitest';
import { createTransport } from '../../src/transports/create-transport.ts';
import type { Secrets } from '../../src/transports/transport.ts';
import { type CreatedKey, createKey } from '../support/sshd.ts';
import { type Audit, type AuditOptions, audit, sshHost } from './audit.ts';

/** A server on loopback that does not keep to the rules. */
export interface Hostile {
  readonly port: number;
  readonly knownHostsFile: string;
  /** The host key it ought to have is known; the login key is welcome. */
  readonly audit: (options?: HostileAuditOptions) => Promise<Audit>;
  /** Fails when a connection is still open. */
  readonly stop: () => Promise<void>;
}

export interface HostileAuditOptions extends AuditOptions {
  readonly script?: string;
  readonly secrets?: Secrets;
  readonly maxBytes?: number;
  readonly acceptNewHostKeys?: boolean;
  readonly identityFiles?: readonly string[];
}

/** Short, so that silence is over soon. */
const IMPATIENT = { connectMs: 1500, authenticateMs: 1500, hostMs: 4000 };

/** The keys of the servers and of the client; made once a test file. */
export interface Keys {
  readonly directory: string;
  readonly host: CreatedKey;
  readonly login: string;
  readonly remove: () => Promise<void>;
}

export async function createKeys(): Promise<Keys> {
  const directory = await mkdtemp(join(tmpdir(), 'hostward-hostile-'));
  const login = join(directory, 'login');
  await createKey(login);
  const host = await createKey(join(directory, 'host'));
  return { directory, host, login, remove: () => rm(directory, { recursive: true }) };
}

/** Listens for plain TCP. */
export async function startTcp(
  keys: Keys,
  onConnection: (socket: Socket) => void,
): Promise<Hostile> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const known = join(keys.directory, `known_hosts_${port}`);
  await writeFile(known, `[127.0.0.1]:${port} ${keys.host.line}\n`);
  return {
    port,
    knownHostsFile: known,
    audit: (options = {}) => {
      const { acceptNewHostKeys = false, maxBytes, identityFiles = [keys.login] } = options;
      const transport = createTransport({
        acceptNewHostKeys,
        ...(maxBytes !== undefined && { maxBytes }),
      });
      const files = [acceptNewHostKeys ? `${known}_new` : known];
      const host = sshHost({ address: '127.0.0.1', port, identityFiles }, files);
      return audit(transport, host, options.script ?? 'echo in\n', {
        ...options,
        deadlines: { ...IMPATIENT, ...options.deadlines },
      });
    },
    stop: async () => {
      // Whatever the host does, our side has closed its connection once the run is over: a host
      // that reads on sees that.
      for (const socket of sockets) socket.resume();
      await vi.waitFor(() => expect(sockets.size).toBe(0), { timeout: 5000 });
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What ssh2 keeps to itself, so that tests can break its rules. */
interface Internals {
  readonly _sock: Socket;
  readonly _protocol: {
    readonly _cipher: { encrypt: (packet: Buffer) => void };
    readonly _packetRW: {
      readonly write: {
        readonly allocStart: number;
        alloc: (size: number) => Buffer;
        finalize: (packet: Buffer) => Buffer;
      };
    };
    _hostKeys: Record<string, unknown>;
    channelOpenConfirm: (remote: number, local: number, window: number, packet: number) => void;
    disconnect: (reason: number) => void;
  };
}

/** A connection to a hostile server. */
export interface HostileConnection {
  readonly connection: Connection;
  readonly socket: Socket;
  readonly internals: Internals;
  /** Sends any message at all. */
  readonly send: (payload: Buffer) => void;
}

/** Listens for SSH, and lets everyone in unless told otherwise. */
export async function startSsh(
  keys: Keys,
  onConnection: (to: HostileConnection) => void,
  options: {
    readonly algorithms?: Algorithms;
    readonly hostKey?: string;
    /** What it calls itself, after `SSH-2.0-`. */
    readonly ident?: string;
    /** What it says before anybody logs in. */
    readonly banner?: string;
  } = {},
): Promise<Hostile> {
  const { hostKey = await readFile(keys.host.file, 'utf8'), algorithms, ident, banner } = options;
  const server = new ssh2.Server(
    {
      hostKeys: [hostKey],
      ...(algorithms && { algorithms }),
      ...(ident && { ident }),
      ...(banner && { banner }),
    },
    (connection) => {
      // The fields are there, if not in the types; a test that finds none fails at once.
      const internals = connection as unknown as Internals;
      const { _protocol: protocol, _sock: socket } = internals;
      connection.on('error', () => undefined);
      const send = (payload: Buffer): void => {
        const { write } = protocol._packetRW;
        const start = write.allocStart;
        const packet = write.alloc(payload.length);
        packet.set(payload, start);
        protocol._cipher.encrypt(write.finalize(packet));
      };
      onConnection({ connection, socket, internals, send });
    },
  );
  const hostile = await startTcp(keys, (socket) => server.injectSocket(socket));
  return hostile;
}

/** Lets the client in and hands out its session. */
export function letIn(to: HostileConnection, onSession: (session: Session) => void): void {
  to.connection.on('authentication', (context) => context.accept());
  to.connection.on('session', (accept) => onSession(accept()));
}

/** An SSH message: its number, then strings, 32-bit numbers, booleans, or bytes as they are. */
export function message(
  type: number,
  ...fields: readonly (string | number | boolean | Buffer)[]
): Buffer {
  return Buffer.concat([Buffer.from([type]), ...fields.map(field)]);
}

function field(value: string | number | boolean | Buffer): Buffer {
  if (typeof value === 'boolean') return Buffer.from([value ? 1 : 0]);
  if (Buffer.isBuffer(value)) return value;
  const number = Buffer.alloc(4);
  number.writeUInt32BE(typeof value === 'number' ? value : Buffer.byteLength(value));
  return typeof value === 'number' ? number : Buffer.concat([number, Buffer.from(value)]);
}

/** A message before there is any encryption. */
export function plainPacket(payload: Buffer): Buffer {
  const padding = 8 + ((8 - ((payload.length + 5) % 8)) % 8);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(payload.length + padding + 1);
  head[4] = padding;
  return Buffer.concat([head, payload, Buffer.alloc(padding)]);
}

/** Writes without end, as fast as the other side reads; stops when it is gone. */
export function flood(socket: Socket, write: () => void): void {
  const more = (): void => {
    for (let n = 0; n < 64 && !socket.destroyed; n++) write();
    if (!socket.destroyed) setImmediate(more);
  };
  more();
}
