import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '../support/sshd.ts';
import { failureOf } from './audit.ts';
import {
  createKeys,
  flood,
  type Hostile,
  type HostileAuditOptions,
  type HostileConnection,
  type Keys,
  letIn,
  message,
  plainPacket,
  startSsh,
  startTcp,
} from './hostile.ts';

const DISCONNECT = 1;
const IGNORE = 2;
const USERAUTH_FAILURE = 51;
const USERAUTH_SUCCESS = 52;
const USERAUTH_BANNER = 53;
const USERAUTH_INFO_REQUEST = 60;
const IDENTIFICATION = 'SSH-2.0-OpenSSH_9.9\r\n';

let keys: Keys;
let hostile: Hostile | undefined;

beforeAll(async () => {
  keys = await createKeys();
});
afterAll(() => keys.remove());
afterEach(() => hostile?.stop());

async function against(
  onConnection: (to: HostileConnection) => void,
  options: HostileAuditOptions = {},
  server: Parameters<typeof startSsh>[2] = {},
) {
  hostile = await startSsh(keys, onConnection, server);
  return failureOf(await hostile.audit(options));
}

describe('during key exchange, a host', () => {
  const raw = async (say: (...parts: readonly Buffer[]) => Buffer, end = false) => {
    hostile = await startTcp(keys, (socket) => {
      socket.write(IDENTIFICATION);
      socket.once('data', () => {
        socket.write(say());
        if (end) socket.end();
      });
    });
    return failureOf(await hostile.audit());
  };

  it('says no more', async () => {
    expect(await raw(() => Buffer.alloc(0))).toMatchObject({
      class: 'timeout',
      message: expect.stringContaining('took longer than 1.5 s to exchange keys'),
    });
  });

  it('hangs up', async () => {
    expect(await raw(() => Buffer.alloc(0), true)).toMatchObject({
      class: 'protocol',
      message: expect.stringContaining('closed the connection during key exchange'),
    });
  });

  it('disconnects with escapes in its reason', async () => {
    const bye = plainPacket(message(DISCONNECT, 2, 'go \u001b]0;away\u0007\u202e', ''));
    const failure = await raw(() => bye);
    expect(failure.class).toBe('protocol');
    expect(failure.message).toContain('it said: go \\u{1b}]0;away\\u{7}\\u{202e}');
  });

  it('disconnects politely and leaves the connection open', async () => {
    const failure = await raw(() => plainPacket(message(DISCONNECT, 11, '', '')));
    expect(failure.class).toBe('protocol');
  });

  it('sends what is no packet', async () => {
    expect((await raw(() => Buffer.alloc(100_000, 0xff))).class).toBe('protocol');
  });

  it('floods', async () => {
    hostile = await startTcp(keys, (socket) => {
      socket.write(IDENTIFICATION);
      flood(socket, () => socket.write(plainPacket(message(IGNORE, 'x'.repeat(1000)))));
    });
    const failure = failureOf(await hostile.audit({ maxBytes: 4 * 1024 * 1024 }));
    expect(failure).toEqual({
      class: 'too-much-output',
      message: `127.0.0.1:${hostile.port} sent more than 4 MiB: the connection was cut`,
    });
  });

  it.each([
    ['key exchange algorithm', { kex: ['diffie-hellman-group14-sha1' as const] }],
    ['key exchange algorithm', { kex: ['diffie-hellman-group-exchange-sha256' as const] }],
    ['C->S cipher', { cipher: ['aes256-cbc' as const] }],
    ['C->S compression', { compress: ['zlib' as const] }],
  ])('offers no acceptable %s', async (what, algorithms) => {
    const failure = await against(() => undefined, {}, { algorithms });
    expect(failure).toMatchObject({
      class: 'protocol',
      message: expect.stringContaining(`offers no ${what} that is accepted here`),
    });
  });

  it('shows an unknown key', async () => {
    hostile = await startSsh(keys, () => undefined, {
      hostKey: await readFile(keys.login, 'utf8'),
    });
    expect(failureOf(await hostile.audit()).class).toBe('host-key-changed');
  });

  it('shows a key that it does not hold, and it is not saved', async () => {
    const own = await createKey(join(keys.directory, 'impostor'));
    const shown = Buffer.from(keys.host.line.split(' ')[1] ?? '', 'base64');
    hostile = await startSsh(
      keys,
      ({ internals }) => {
        const [key] = Object.values(internals._protocol._hostKeys).flat();
        Reflect.set(Object(key), 'getPublicSSH', () => shown);
      },
      { hostKey: await readFile(own.file, 'utf8') },
    );
    for (const acceptNewHostKeys of [false, true]) {
      const failure = failureOf(await hostile.audit({ acceptNewHostKeys }));
      expect(failure.class).toBe('protocol');
      expect(failure.message).toContain('signature verification failed');
    }
    const saved = join(keys.directory, `known_hosts_${hostile.port}_new`);
    await expect(stat(saved)).rejects.toThrow('ENOENT');
  });
});

describe('during authentication, a host', () => {
  it('says no more', async () => {
    const mute = ({ connection }: HostileConnection) =>
      void connection.on('authentication', () => undefined);
    expect(await against(mute)).toMatchObject({
      class: 'timeout',
      message: expect.stringContaining('took longer than 1.5 s to let us log in'),
    });
  });

  it('hangs up', async () => {
    const failure = await against(({ connection, socket }) => {
      connection.on('authentication', () => socket.end());
    });
    expect(failure).toMatchObject({
      class: 'auth-failed',
      message: expect.stringMatching(/offered: key .*login; .*it closed the connection$/),
    });
  });

  it('resets the connection', async () => {
    const failure = await against(({ connection, socket }) => {
      connection.on('authentication', () => socket.resetAndDestroy());
    });
    expect(failure.class).toBe('auth-failed');
  });

  it('disconnects with escapes in its reason', async () => {
    const failure = await against(({ connection, send }) => {
      connection.on('authentication', () => send(message(DISCONNECT, 2, 'too \u001b[31mmany', '')));
    });
    expect(failure.class).toBe('auth-failed');
    expect(failure.message).toContain('it ended the connection: too \\u{1b}[31mmany');
  });

  it('disconnects politely and leaves the connection open', async () => {
    const failure = await against(({ connection, send }) => {
      connection.on('authentication', () => send(message(DISCONNECT, 11, '', '')));
    });
    expect(failure.class).toBe('auth-failed');
  });

  it('lets a banner drip', async () => {
    const failure = await against(({ socket, connection, send }) => {
      connection.on('authentication', () => {
        const timer = setInterval(() => send(message(USERAUTH_BANNER, 'wait\n', '')), 50);
        socket.on('close', () => clearInterval(timer));
      });
    });
    expect(failure.class).toBe('timeout');
  });

  it('sends banners without end', async () => {
    const failure = await against(
      ({ socket, connection, send }) => {
        connection.on('authentication', () =>
          flood(socket, () => send(message(USERAUTH_BANNER, 'x'.repeat(10_000), ''))),
        );
      },
      { maxBytes: 4 * 1024 * 1024 },
    );
    expect(failure.class).toBe('too-much-output');
  });

  it('names methods with escapes, and hundreds of them', async () => {
    const methods = ['publickey', '\u001b[31m', ...Array(500).keys()].join(',');
    const failure = await against(({ connection, send }) => {
      connection.on('authentication', () => send(message(USERAUTH_FAILURE, methods, false)));
    });
    expect(failure.class).toBe('auth-failed');
    expect(failure.message).toContain('it accepts: publickey, \\u{1b}[31m, 0, 1');
    expect(failure.message.length).toBeLessThan(600);
  });

  it('says no more often than it was asked', async () => {
    const failure = await against(({ connection, send }) => {
      connection.on('authentication', () => {
        for (let n = 0; n < 100; n++) send(message(USERAUTH_FAILURE, 'publickey', false));
      });
    });
    expect(failure.class).toBe('auth-failed');
  });

  it('is content with each key and wants one more, again and again', async () => {
    const failure = await against(({ connection, send }) => {
      connection.on('authentication', () => send(message(USERAUTH_FAILURE, 'publickey', true)));
    });
    expect(failure.class).toBe('auth-failed');
  });

  it('wants the password changed', async () => {
    const failure = await against(
      ({ connection, send }) => {
        connection.on('authentication', (context) => {
          if (context.method === 'password') send(message(60, 'New password: ', ''));
          else context.reject(['password']);
        });
      },
      { secrets: { password: 'secret' } },
    );
    expect(failure.class).toBe('auth-failed');
    expect(failure.message).toContain('the password has expired');
  });

  describe('asks by keyboard-interactive', () => {
    const asking = (ask: (send: HostileConnection['send'], round: number) => void) => {
      let round = 0;
      return against(
        ({ connection, send }) => {
          connection.on('authentication', (context) => {
            if (context.method === 'keyboard-interactive') ask(send, round++);
            else context.reject(['keyboard-interactive']);
          });
        },
        { secrets: { password: 'secret' } },
      );
    };
    const request = (...prompts: readonly (readonly [string, boolean])[]): Buffer =>
      message(USERAUTH_INFO_REQUEST, '', '', '', prompts.length, ...prompts.flat());

    it('for more than a password', async () => {
      const failure = await asking((send) =>
        send(request(['Password: ', false], ['Code: ', false])),
      );
      expect(failure.class).toBe('auth-failed');
      expect(failure.message).toContain('it asks for more than a password (“Password:”)');
    });

    it('for what would be shown', async () => {
      const failure = await asking((send) => send(request(['Say it aloud: ', true])));
      expect(failure.class).toBe('auth-failed');
    });

    it('again and again', async () => {
      const failure = await asking((send) => {
        send(request(['Password: ', false]));
        send(request(['Once more\u0007: ', false]));
      });
      expect(failure.class).toBe('auth-failed');
      expect(failure.message).toContain('(“Once more\\u{7}:”)');
    });

    it('a number of questions that it does not have', async () => {
      const failure = await asking((send) =>
        send(message(USERAUTH_INFO_REQUEST, '', '', '', 33_554_432, 'x', false)),
      );
      expect(failure.class).toMatch(/^(protocol|auth-failed)$/);
    });
  });

  it('lets in without asking, and is audited as any other', async () => {
    hostile = await startSsh(keys, ({ connection, send }) => {
      connection.on('authentication', (context) => {
        context.accept();
        send(message(USERAUTH_SUCCESS));
      });
      connection.on('session', (accept) => {
        accept().on('exec', (run) => run().end('in\n'));
      });
    });
    expect((await hostile.audit()).end.ended).toBe('ran');
  });
});

describe('at a later key exchange, a host', () => {
  it('may show the same key', async () => {
    hostile = await startSsh(keys, (to) => {
      letIn(to, (session) => {
        session.on('exec', (accept) => {
          const channel = accept();
          channel.write('before ');
          to.connection.once('rekey', () => {
            channel.exit(0);
            channel.end('after\n');
          });
          to.connection.rekey();
        });
      });
    });
    const { end, stdout } = await hostile.audit();
    expect(end).toMatchObject({ ended: 'ran', exit: 0 });
    expect(stdout.toString()).toBe('before after\n');
  });

  it('shows another', async () => {
    const file = join(keys.directory, 'second');
    const other = await createKey(file);
    const second = ssh2.utils.parseKey(await readFile(file, 'utf8'));
    const failure = await against((to) => {
      letIn(to, (session) => {
        session.on('exec', (accept) => {
          accept();
          to.internals._protocol._hostKeys = { 'ssh-ed25519': second };
          to.connection.rekey();
        });
      });
    });
    expect(failure.class).toBe('host-key-changed');
    expect(failure.message).toContain(`began with ssh-ed25519 ${keys.host.fingerprint}`);
    expect(failure.message).toContain(`changed to ssh-ed25519 ${other.fingerprint}`);
  });

  it('says no more', async () => {
    const failure = await against((to) => {
      letIn(to, (session) => {
        session.on('exec', (accept) => {
          accept();
          to.connection.rekey();
          to.socket.pause();
        });
      });
    });
    expect(failure.class).toBe('timeout');
  });
});
