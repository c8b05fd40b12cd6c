import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ServerChannel, Session } from 'ssh2';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ENOUGH } from '../../src/transports/transport.ts';
import { failureOf, sshHost } from './audit.ts';
import {
  createKeys,
  flood,
  type Hostile,
  type HostileAuditOptions,
  type HostileConnection,
  type Keys,
  letIn,
  message,
  startSsh,
} from './hostile.ts';

const DISCONNECT = 1;
const IGNORE = 2;
const GLOBAL_REQUEST = 80;
const CHANNEL_DATA = 94;
const CHANNEL_EXTENDED_DATA = 95;
const CHANNEL_EOF = 96;
const CHANNEL_SUCCESS = 99;
const MIB = 1024 * 1024;

let keys: Keys;
let hostile: Hostile | undefined;

beforeAll(async () => {
  keys = await createKeys();
});
afterAll(() => keys.remove());
afterEach(() => hostile?.stop());

/** Lets the client in; the test plays the session. */
async function inSession(
  onSession: (session: Session, to: HostileConnection) => void,
  options: HostileAuditOptions = {},
) {
  hostile = await startSsh(keys, (to) => letIn(to, (session) => onSession(session, to)));
  return hostile.audit(options);
}

/** Lets the client run its command; the test plays the command. */
const running = (
  play: (channel: ServerChannel, to: HostileConnection) => void,
  options: HostileAuditOptions = {},
) =>
  inSession((session, to) => {
    session.on('exec', (accept) => {
      const channel = accept();
      channel.on('error', () => undefined);
      // The client's channel has the same number as ours: both count from nought.
      play(channel, to);
    });
  }, options);

describe('a host that lets us in and then', () => {
  it('opens no session', async () => {
    hostile = await startSsh(keys, (to) => {
      to.connection.on('authentication', (context) => context.accept());
      to.connection.on('session', (_, reject) => reject());
    });
    expect(failureOf(await hostile.audit()).class).toBe('no-shell');
  });

  it('never answers', async () => {
    hostile = await startSsh(keys, (to) => {
      to.connection.on('authentication', (context) => context.accept());
      to.connection.on('session', () => undefined);
    });
    expect(failureOf(await hostile.audit({ deadlines: { hostMs: 1000 } })).class).toBe('timeout');
  });

  it('refuses the command', async () => {
    const ended = await inSession((session) => session.on('exec', (_, reject) => reject()));
    expect(failureOf(ended)).toMatchObject({
      class: 'no-shell',
      message: expect.stringContaining('runs no command for this account'),
    });
  });

  it('does not answer the command', async () => {
    const ended = await inSession((session) => session.on('exec', () => undefined), {
      deadlines: { hostMs: 1000 },
    });
    expect(failureOf(ended).class).toBe('timeout');
  });

  it('takes the command and does nothing', async () => {
    const ended = await running(() => undefined, { deadlines: { hostMs: 1000 } });
    expect(failureOf(ended)).toMatchObject({
      class: 'timeout',
      message: expect.stringContaining('to finish the script'),
    });
  });

  it.each([0, 1, 1023])('takes packets of %i bytes at most', async (size) => {
    hostile = await startSsh(keys, (to) => {
      const { _protocol: protocol } = to.internals;
      const confirm = protocol.channelOpenConfirm.bind(protocol);
      protocol.channelOpenConfirm = (remote, local, window) => confirm(remote, local, window, size);
      letIn(to, (session) => session.on('exec', (accept) => accept()));
    });
    expect(failureOf(await hostile.audit({ script: 'x'.repeat(MIB) }))).toMatchObject({
      class: 'protocol',
      message: expect.stringContaining(`packets of ${size} bytes at most`),
    });
  });

  it('gives no room for the script', async () => {
    hostile = await startSsh(keys, (to) => {
      const { _protocol: protocol } = to.internals;
      const confirm = protocol.channelOpenConfirm.bind(protocol);
      protocol.channelOpenConfirm = (remote, local, _, packet) => confirm(remote, local, 0, packet);
      letIn(to, (session) => session.on('exec', (accept) => accept()));
    });
    const ended = await hostile.audit({ script: 'x'.repeat(MIB), deadlines: { hostMs: 1000 } });
    expect(failureOf(ended).class).toBe('timeout');
  });
});

describe('output', () => {
  it.each([
    ['stdout', (channel: ServerChannel, bytes: Buffer) => channel.write(bytes)],
    ['stderr', (channel: ServerChannel, bytes: Buffer) => channel.stderr.write(bytes)],
  ] as const)('on %s without end is cut by the caller', async (name, write) => {
    let seen = 0;
    const stop = new AbortController();
    const tooMuch = { class: 'too-much-output', message: 'enough of that' };
    hostile = await startSsh(keys, (to) => {
      letIn(to, (session) => {
        session.on('exec', (accept) => {
          const channel = accept();
          channel.on('error', () => undefined);
          channel.stderr.on('error', () => undefined);
          flood(to.socket, () => write(channel, Buffer.alloc(16 * 1024)));
        });
      });
    });
    const ended = await hostile.audit({
      stop,
      watch: (stdout) => {
        seen = stdout.length;
        if (seen > MIB) stop.abort(tooMuch);
      },
      // Standard error is not watched: the cap on bytes ends it.
      maxBytes: name === 'stderr' ? 2 * MIB : 64 * MIB,
    });
    expect(failureOf(ended).class).toBe('too-much-output');
    expect(seen).toBeLessThan(2 * MIB);
  });

  it('that ignores the window is cut at the cap', async () => {
    const data = message(CHANNEL_DATA, 0, Buffer.alloc(16 * 1024).toString());
    const ended = await running((_, to) => flood(to.socket, () => to.send(data)), {
      maxBytes: 8 * MIB,
    });
    expect(failureOf(ended).class).toBe('too-much-output');
    expect(ended.stdout.length).toBeLessThan(8 * MIB);
  });

  it('that is none at all is cut at the cap', async () => {
    const nothing = message(IGNORE, 'x'.repeat(16 * 1024));
    const ended = await running((_, to) => flood(to.socket, () => to.send(nothing)), {
      maxBytes: 8 * MIB,
    });
    expect(failureOf(ended).class).toBe('too-much-output');
  });

  it('is not asked for by a host that reads no answers', async () => {
    // To an OpenSSH server, ssh2 sends every key back that it announces.
    const key = Buffer.from(keys.host.line.split(' ')[1] ?? '', 'base64');
    const announced = Array.from({ length: 300 }, () =>
      Buffer.concat([Buffer.from([0, 0, 0, 51]), key]),
    );
    const question = message(GLOBAL_REQUEST, 'hostkeys-00@openssh.com', true, ...announced);
    hostile = await startSsh(
      keys,
      (to) => {
        letIn(to, (session) => {
          session.on('exec', (accept) => {
            accept();
            to.socket.pause();
            flood(to.socket, () => to.send(question));
          });
        });
      },
      { ident: 'OpenSSH_9.9' },
    );
    expect(failureOf(await hostile.audit({ deadlines: { hostMs: 20_000 } }))).toMatchObject({
      class: 'protocol',
      message: expect.stringContaining('does not read our answers'),
    });
  });

  const late = (to: HostileConnection, data: Buffer): void => {
    for (const each of [message(CHANNEL_EOF, 0), data, data]) to.send(each);
  };

  it('on standard error after its end is against the rules', async () => {
    const ended = await running((_, to) => late(to, message(CHANNEL_EXTENDED_DATA, 0, 1, 'late')));
    expect(failureOf(ended)).toMatchObject({
      class: 'protocol',
      message: expect.stringContaining('sent output after its end'),
    });
  });

  it('on standard output after its end is not taken, and ends the channel', async () => {
    const { end, stdout } = await running((_, to) => late(to, message(CHANNEL_DATA, 0, 'late')));
    expect(end).toMatchObject({ ended: 'ran', exit: null });
    expect(stdout.length).toBe(0);
  });

  it('after its end, before the command is accepted, harms nothing', async () => {
    const ended = await inSession(
      (session, to) => {
        session.on('exec', () => {
          late(to, message(CHANNEL_EXTENDED_DATA, 0, 1, 'late'));
          setTimeout(() => to.send(message(CHANNEL_SUCCESS, 0)), 200);
        });
      },
      { deadlines: { hostMs: 1500 } },
    );
    expect(ended.end.ended).toBe('failed');
  });
});

it('leaves nothing behind that keeps the process alive', async () => {
  hostile = await startSsh(keys, (to) => {
    letIn(to, (session) => session.on('exec', (accept) => accept().write('in\n')));
  });
  const host = sshHost({ address: '127.0.0.1', port: hostile.port, identityFiles: [keys.login] }, [
    hostile.knownHostsFile,
  ]);
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(import.meta.dirname, 'one-run.ts'),
    JSON.stringify(host),
  ]);
  expect(JSON.parse(stdout)).toMatchObject({
    end: { ended: 'failed', failure: { class: 'timeout' } },
    printed: 'in\n',
  });
});

describe('the end', () => {
  it('may come without an exit status', async () => {
    const { end, stdout } = await running((channel) => channel.end('in\n'));
    expect(end).toMatchObject({ ended: 'ran', exit: null });
    expect(stdout.toString()).toBe('in\n');
  });

  it('may come by a signal', async () => {
    const { end } = await running((channel) => {
      channel.exit('KILL', false, '\u001b[31m');
      channel.end();
    });
    expect(end).toMatchObject({ ended: 'ran', exit: null });
  });

  it('may come with the exit status before the output', async () => {
    const { end, stdout } = await running((channel) => {
      channel.exit(3);
      setTimeout(() => channel.end('late\n'), 200);
    });
    expect(end).toMatchObject({ ended: 'ran', exit: 3 });
    expect(stdout.toString()).toBe('late\n');
  });

  it('may come without a close', async () => {
    const { end, stdout } = await running((channel, to) => {
      channel.write('in\n');
      channel.exit(0);
      to.send(message(CHANNEL_EOF, 0));
    });
    expect(end).toMatchObject({ ended: 'ran', exit: 0 });
    expect(stdout.toString()).toBe('in\n');
  });

  it('is not the end of the output alone', async () => {
    const ended = await running((_, to) => to.send(message(CHANNEL_EOF, 0)), {
      deadlines: { hostMs: 1000 },
    });
    expect(failureOf(ended).class).toBe('timeout');
  });

  it('is when the last that was wanted is read, whatever the host does then', async () => {
    const { end } = await running((channel) => channel.write('last frame'), {
      watch: (stdout, stop) => stdout.includes('last frame') && stop.abort(ENOUGH),
    });
    expect(end).toMatchObject({
      ended: 'ran',
      peer: { hostKey: keys.host.fingerprint, privilege: 'root' },
    });
  });

  it.each([
    ['closed', (to: HostileConnection) => to.socket.end()],
    ['reset', (to: HostileConnection) => to.socket.resetAndDestroy()],
    [
      'left open after a goodbye',
      (to: HostileConnection) => to.send(message(DISCONNECT, 11, '', '')),
    ],
    [
      'left open after a reason',
      (to: HostileConnection) => to.send(message(DISCONNECT, 2, 'no', '')),
    ],
  ])('is not a connection that is %s in mid output', async (_, lose) => {
    const ended = await running((channel, to) => {
      channel.write('half of', () => setTimeout(() => lose(to), 50));
    });
    expect(failureOf(ended).class).toBe('protocol');
    expect(ended.stdout.toString()).toBe('half of');
  });

  it('is not a stream that stops making sense', async () => {
    const ended = await running((channel, to) => {
      channel.write('half of', () =>
        flood(to.socket, () => to.socket.write(Buffer.alloc(65_536, 7))),
      );
    });
    expect(failureOf(ended).class).toBe('protocol');
  });

  it('is not a message that makes no sense', async () => {
    const ended = await running((_, to) =>
      to.send(message(GLOBAL_REQUEST, 'hostkeys-00@openssh.com', false, Buffer.alloc(2))),
    );
    expect(failureOf(ended).class).toBe('protocol');
  });
});
