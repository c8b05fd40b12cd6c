import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTransport } from '../../src/transports/create-transport.ts';
import { audit, failureOf, sshHost } from './audit.ts';
import { createKeys, type Hostile, type Keys, letIn, startSsh, startTcp } from './hostile.ts';

let keys: Keys;
let hostile: Hostile | undefined;

beforeAll(async () => {
  keys = await createKeys();
});
afterAll(() => keys.remove());
afterEach(() => hostile?.stop());

async function against(onConnection: (socket: Socket) => void, deadlines = {}) {
  hostile = await startTcp(keys, onConnection);
  return failureOf(await hostile.audit({ deadlines }));
}

describe('a port', () => {
  const to = (port: number, address = '127.0.0.1') =>
    audit(createTransport({ acceptNewHostKeys: false }), sshHost({ address, port }, []), ':\n', {
      deadlines: { connectMs: 1500 },
    });

  it('that is closed', async () => {
    expect(failureOf(await to(1))).toEqual({
      class: 'refused',
      message: '127.0.0.1:1 refused the connection: is sshd running there, on this port?',
    });
  });

  it('of a name that does not exist', async () => {
    expect(failureOf(await to(22, 'nowhere.invalid')).class).toBe('unresolvable');
  });

  it('of a name that shows escapes', async () => {
    const { message } = failureOf(await to(22, 'no\u001b[31mwhere.invalid'));
    expect(message).toContain('no\\u{1b}[31mwhere.invalid:22');
  });

  it('that swallows every packet', async () => {
    const hole = await startBlackHole();
    const failure = failureOf(await to(hole.port));
    expect(failure).toEqual({
      class: 'timeout',
      message: `127.0.0.1:${hole.port} took longer than 1.5 s to accept the connection`,
    });
    hole.stop();
  });
});

describe('before it introduces itself, a host', () => {
  it('says nothing', async () => {
    expect(await against(() => undefined)).toMatchObject({
      class: 'timeout',
      message: expect.stringContaining('took longer than 1.5 s to introduce itself'),
    });
  });

  it('says nothing until the time of the host is over', async () => {
    expect(await against(() => undefined, { connectMs: 60_000, hostMs: 500 })).toMatchObject({
      class: 'timeout',
      message: expect.stringMatching(/^the 0\.5 s for this host ran out while waiting for/),
    });
  });

  it('hangs up', async () => {
    expect(await against((socket) => socket.end())).toMatchObject({
      class: 'refused',
      message: expect.stringContaining('closed the connection before it said anything'),
    });
  });

  it('resets the connection', async () => {
    expect((await against((socket) => socket.resetAndDestroy())).class).toBe('refused');
  });

  it.each(['Exceeded MaxStartups\r\n', 'Not allowed at this time\r\n'])(
    'is too busy: %j',
    async (line) => {
      expect((await against((socket) => socket.end(line))).class).toBe('refused');
    },
  );

  it('is another service', async () => {
    const failure = await against((socket) => socket.end('220 mail.example ESMTP \u001b[2J\r\n'));
    expect(failure.class).toBe('protocol');
    expect(failure.message).toContain('“220 mail.example ESMTP \\u{1b}[2J”');
  });

  it('speaks HTTP', async () => {
    const answer = 'HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n\r\n';
    // It keeps the connection open.
    const failure = await against((socket) => socket.write(answer));
    expect(failure).toMatchObject({
      class: 'protocol',
      message: expect.stringContaining('answers HTTP, not SSH'),
    });
  });

  it('sends lines without end', async () => {
    const failure = await against((socket) => {
      const timer = setInterval(() => socket.write('welcome to the machine\r\n'.repeat(500)), 1);
      socket.on('close', () => clearInterval(timer));
    });
    expect(failure).toMatchObject({
      class: 'protocol',
      message: expect.stringContaining('sends text without end'),
    });
  });

  it('sends one line without end', async () => {
    const failure = await against((socket) => {
      const timer = setInterval(() => socket.write('x'.repeat(10_000)), 1);
      socket.on('close', () => clearInterval(timer));
    });
    expect(failure.class).toBe('protocol');
  });

  it('sends an identification without end', async () => {
    const failure = await against((socket) => socket.write(`SSH-2.0-${'x'.repeat(5000)}`));
    expect(failure.message).toContain('an identification without end');
  });

  it('lets its greeting drip', async () => {
    const failure = await against((socket) => {
      const timer = setInterval(() => socket.write('.'), 50);
      socket.on('close', () => clearInterval(timer));
    });
    expect(failure.class).toBe('timeout');
  });

  it.each([
    ['SSH-1.5-old\r\n', 'another version of SSH'],
    ['SSH-2.0-caf\u00e9\r\n', 'characters outside ASCII'],
    ['SSH-2.0-\u001b[31m\r\n', 'characters outside ASCII'],
    ['SSH-2.0-a\rb\r\n', 'characters outside ASCII'],
  ])('introduces itself as %j', async (line, because) => {
    const failure = await against((socket) => socket.write(line));
    expect(failure.class).toBe('protocol');
    expect(failure.message).toContain(because);
  });
});

it('waits for an identification that arrives byte by byte', async () => {
  const server = await startSsh(keys, (to) => {
    letIn(to, (session) => {
      session.on('exec', (accept) => {
        const channel = accept();
        channel.exit(0);
        channel.end('in\n');
      });
    });
  });
  hostile = await startTcp(keys, (socket) => dripFirstLine(socket, server.port));
  const { end, stdout } = await hostile.audit();
  expect(end).toMatchObject({ ended: 'ran', exit: 0 });
  expect(stdout.toString()).toBe('in\n');
  await server.stop();
});

it('passes over what a host says to people before it introduces itself', async () => {
  const server = await startSsh(keys, (to) => {
    letIn(to, (session) => {
      session.on('exec', (accept) => accept().end('in\n'));
    });
  });
  hostile = await startTcp(keys, (socket) => {
    socket.write('authorised use only\r\nHTTP is next door\r\n');
    const upstream = connect(server.port, '127.0.0.1');
    upstream.on('error', () => undefined).pipe(socket);
    socket.pipe(upstream);
  });
  expect((await hostile.audit()).end.ended).toBe('ran');
  await server.stop();
});

function dripFirstLine(socket: Socket, port: number): void {
  const upstream = connect(port, '127.0.0.1');
  upstream.on('error', () => undefined);
  socket.pipe(upstream).once('data', async (first: Buffer) => {
    upstream.pause();
    for (const byte of first.subarray(0, 12)) {
      socket.write(Buffer.from([byte]));
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    socket.write(first.subarray(12));
    upstream.pipe(socket);
  });
}

/** A listener that is stopped and whose queue is full: the system drops what else comes. */
async function startBlackHole(): Promise<{ readonly port: number; readonly stop: () => void }> {
  const code =
    "const s=require('net').createServer().listen({port:0,host:'127.0.0.1',backlog:1},()=>console.log(s.address().port))";
  const child: ChildProcess = spawn(process.execPath, ['-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [chunk]: unknown[] = child.stdout === null ? [] : await once(child.stdout, 'data');
  const port = Number(String(chunk));
  child.kill('SIGSTOP');
  const fillers = [1, 2, 3, 4].map(() => connect(port, '127.0.0.1').on('error', () => undefined));
  await new Promise((resolve) => setTimeout(resolve, 100));
  return {
    port,
    stop: () => {
      for (const filler of fillers) filler.destroy();
      child.kill('SIGKILL');
    },
  };
}
