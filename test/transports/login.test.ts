import { execFile, spawn } from 'node:child_process';
import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTransport, type TransportOptions } from '../../src/transports/create-transport.ts';
import type { Secrets } from '../../src/transports/transport.ts';
import { createKey, type Sshd, startSshd } from '../support/sshd.ts';
import { type Account, createAccount } from './account.ts';
import { type AuditOptions, audit, failureOf, sshHost } from './audit.ts';

const run = promisify(execFile);

let sshd: Sshd;
let account: Account;
let directory: string;

beforeAll(async () => {
  sshd = await startSshd({ port: 22111, passwordAuthentication: true });
  account = await createAccount('hwlogin');
  directory = await mkdtemp(join(tmpdir(), 'hostward-login-'));
});
afterAll(async () => {
  await sshd.stop();
  await account.remove();
  await rm(directory, { recursive: true });
});

const at = (name: string): string => join(directory, name);

/** A key that may log in. */
async function welcomeKey(name: string, extra: readonly string[] = []): Promise<string> {
  await sshd.authorize((await createKey(at(name), extra)).line);
  return at(name);
}

/** Tries to log in, with nothing but what the test gives. */
function login(
  given: {
    readonly identityFiles?: readonly string[];
    readonly user?: string;
    readonly secrets?: Secrets;
    readonly to?: Sshd;
  },
  options: Partial<TransportOptions> = {},
  more: AuditOptions = {},
) {
  const { identityFiles = [], user = account.name, secrets = {}, to = sshd } = given;
  const transport = createTransport({
    acceptNewHostKeys: false,
    homeDirectory: '/nonexistent',
    ...options,
  });
  const host = sshHost({ port: to.port, user, identityFiles }, [to.knownHostsFile]);
  return audit(transport, host, 'id -un\n', { ...more, secrets });
}

describe('keys', () => {
  it.each([
    ['an ECDSA key', ['-t', 'ecdsa', '-b', '521']],
    ['an RSA key', ['-t', 'rsa', '-b', '2048']],
    ['an RSA key in PEM', ['-t', 'rsa', '-b', '2048', '-m', 'PEM']],
    ['an RSA key in PKCS #8', ['-t', 'rsa', '-b', '2048', '-m', 'PKCS8']],
    ['an ECDSA key in PKCS #8', ['-t', 'ecdsa', '-m', 'PKCS8']],
  ])('logs in with %s', async (name, extra) => {
    const file = await welcomeKey(name.replaceAll(/[ #]/g, ''), extra);
    const { end, stdout } = await login({ identityFiles: [file] });
    expect(end).toMatchObject({
      ended: 'ran',
      exit: 0,
      peer: { hostKey: sshd.hostKey.fingerprint, privilege: 'none' },
    });
    expect(stdout.toString()).toBe(`${account.name}\n`);
  });

  it.each([
    ['OpenSSH', ['-N', 'open sesame']],
    ['PEM', ['-t', 'rsa', '-b', '2048', '-m', 'PEM', '-N', 'open sesame']],
    ['PKCS #8', ['-t', 'ecdsa', '-m', 'PKCS8', '-N', 'open sesame']],
  ])('asks for the passphrase of an encrypted %s key once', async (name, extra) => {
    const file = await welcomeKey(`encrypted${name.replaceAll(/[ #]/g, '')}`, extra);
    const asked: string[] = [];
    const secrets: Secrets = {
      passphrase: (identityFile) => {
        asked.push(identityFile);
        return Promise.resolve('open sesame');
      },
    };
    const transport = createTransport({ acceptNewHostKeys: false });
    const host = sshHost({ port: sshd.port, user: account.name, identityFiles: [file] }, [
      sshd.knownHostsFile,
    ]);
    const both = [1, 2].map(() => audit(transport, host, 'id -un\n', { secrets }));
    for (const { end } of await Promise.all(both)) expect(end).toMatchObject({ exit: 0 });
    expect(asked).toEqual([file]);
  });

  it.each([
    ['wrong', 'open barley', 'the passphrase is wrong'],
    ['not given', undefined, 'encrypted, and no passphrase was given'],
  ])('gives up a key whose passphrase is %s', async (name, passphrase, why) => {
    const file = await welcomeKey(`locked ${name}`, ['-N', 'open sesame']);
    const asked: string[] = [];
    const secrets: Secrets = {
      passphrase: (identityFile) => {
        asked.push(identityFile);
        return Promise.resolve(passphrase);
      },
    };
    const failure = failureOf(await login({ identityFiles: [file], secrets }));
    expect(failure.class).toBe('auth-failed');
    expect(failure.message).toContain(`offered: nothing`);
    expect(failure.message).toContain(`${file} (${why})`);
    expect(asked).toEqual([file]);
  });

  it('goes on to the next key', async () => {
    const good = await welcomeKey('good');
    await createKey(at('stranger'));
    await writeFile(at('garbage'), 'no key at all');
    const identityFiles = [at('missing'), at('garbage'), at('stranger'), good];
    expect((await login({ identityFiles })).end).toMatchObject({ ended: 'ran', exit: 0 });
  });

  it('says what was offered, what was not, and what the host accepts', async () => {
    await writeFile(at('garbage'), 'no key at all');
    await createKey(at('unwelcome'));
    const identityFiles = [at('missing'), at('garbage'), at('unwelcome')];
    const { class: failureClass, message } = failureOf(await login({ identityFiles }));
    expect(failureClass).toBe('auth-failed');
    expect(message).toBe(
      `127.0.1.1:22111 does not let ${account.name} log in; offered: key ${at('unwelcome')}; it accepts: publickey, password; not offered: ${at('missing')} (no such file), ${at('garbage')} (Unsupported key format)`,
    );
  });

  it('tries the usual files when the host names none', async () => {
    const key = await welcomeKey('usual');
    await mkdir(at('home/.ssh'), { recursive: true });
    await run('cp', [key, at('home/.ssh/id_ecdsa')]);
    const { end } = await login({}, { homeDirectory: at('home') });
    expect(end).toMatchObject({ ended: 'ran', exit: 0 });
  });

  it('says so when there is nothing to offer', async () => {
    const { message } = failureOf(await login({}));
    expect(message).toContain('offered: nothing; it accepts: publickey, password');
  });

  it('names an account that does not exist like any other', async () => {
    const failure = failureOf(
      await login({ user: 'nobody-here', identityFiles: [sshd.identityFile] }),
    );
    expect(failure.class).toBe('auth-failed');
    expect(failure.message).toContain('does not let nobody-here log in');
  });
});

describe('an agent', () => {
  let socket: string;
  let agent: ReturnType<typeof spawn>;
  beforeAll(async () => {
    socket = at('agent.sock');
    agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
    await vi.waitFor(() => access(socket));
  });
  afterAll(() => agent.kill());
  const add = (file: string) => run('ssh-add', ['-q', file], { env: { SSH_AUTH_SOCK: socket } });
  const empty = () => run('ssh-add', ['-q', '-D'], { env: { SSH_AUTH_SOCK: socket } });

  it('signs for its keys', async () => {
    await add(await welcomeKey('in agent'));
    await add(await welcomeKey('rsa in agent', ['-t', 'rsa', '-b', '2048']));
    const { end } = await login({}, { agentSocket: socket });
    expect(end).toMatchObject({ ended: 'ran', exit: 0 });
    await empty();
  });

  it('spares the passphrase of a key that it holds', async () => {
    const file = await welcomeKey('held', ['-N', '']);
    await add(file);
    await run('ssh-keygen', ['-q', '-p', '-f', file, '-N', 'locked']);
    const { end } = await login({ identityFiles: [file] }, { agentSocket: socket });
    expect(end).toMatchObject({ ended: 'ran', exit: 0 });
    await empty();
  });

  it('offers no more keys than a host puts up with, each once', async () => {
    for (const n of [1, 2, 3, 4, 5, 6, 7]) {
      await createKey(at(`many${n}`));
      await add(at(`many${n}`));
    }
    const { message } = failureOf(
      await login({ identityFiles: [at('many7')] }, { agentSocket: socket }),
    );
    expect(message.split('agent key SHA256:')).toHaveLength(5);
    expect(message).toContain(`key ${at('many7')}`);
    expect(message).toContain('not offered: 2 more keys');
    await empty();
  });

  it('comes before the password', async () => {
    await add(await createKey(at('agent stranger')).then(() => at('agent stranger')));
    const secrets = { password: account.password };
    const { end } = await login({ secrets }, { agentSocket: socket });
    expect(end).toMatchObject({ ended: 'ran', exit: 0 });
    await empty();
  });

  it('is done without when it is not there', async () => {
    const { message } = failureOf(await login({}, { agentSocket: at('nothing.sock') }));
    expect(message).toContain(`the agent at ${at('nothing.sock')} (`);
  });
});

describe('a mute agent', () => {
  let mute: Server;
  beforeAll(async () => {
    mute = createServer((socket) => socket.on('error', () => undefined)).listen(at('mute.sock'));
    await new Promise((resolve) => mute.once('listening', resolve));
  });
  afterAll(() => mute.close());

  it('does not hold up the keys for long', async () => {
    const file = await welcomeKey('beside a mute agent');
    const { end } = await login({ identityFiles: [file] }, { agentSocket: at('mute.sock') });
    expect(end).toMatchObject({ ended: 'ran', exit: 0 });
  });
});

describe('a password', () => {
  it('logs in', async () => {
    const { end } = await login({ secrets: { password: account.password } });
    expect(end).toMatchObject({ ended: 'ran', exit: 0 });
  });

  it('is offered once', async () => {
    const before = sshd.log().length;
    const { class: failureClass, message } = failureOf(
      await login({ secrets: { password: 'wrong' } }),
    );
    expect(failureClass).toBe('auth-failed');
    expect(message).toContain('offered: the password; it accepts: publickey, password');
    expect(sshd.log().slice(before).split('Failed password')).toHaveLength(2);
  });

  it('never shows in a failure', async () => {
    const { message } = failureOf(await login({ secrets: { password: 'sesame-9417' } }));
    expect(message).not.toContain('sesame-9417');
  });
});

describe('a host that asks by keyboard-interactive', () => {
  let asking: Sshd;
  beforeAll(async () => {
    asking = await startSshd({
      port: 22112,
      config: ['UsePAM yes', 'KbdInteractiveAuthentication yes'],
    });
  });
  afterAll(() => asking.stop());

  it('gets the password', async () => {
    const { end } = await login({ secrets: { password: account.password }, to: asking });
    expect(end).toMatchObject({ ended: 'ran', exit: 0 });
  });

  it('gets it once', async () => {
    const { message } = failureOf(await login({ secrets: { password: 'wrong' }, to: asking }));
    expect(message).toContain('the password (keyboard-interactive)');
  });

  it('gets nothing when there is no password', async () => {
    const { message } = failureOf(await login({ to: asking }));
    expect(message).toContain('offered: nothing; it accepts: publickey, keyboard-interactive');
  });
});

describe('a host that wants a key and a password', () => {
  let both: Sshd;
  beforeAll(async () => {
    both = await startSshd({
      port: 22113,
      passwordAuthentication: true,
      config: ['AuthenticationMethods publickey,password'],
    });
  });
  afterAll(() => both.stop());

  it('gets both', async () => {
    const secrets = { password: account.password };
    const { end } = await login({ identityFiles: [both.identityFile], secrets, to: both });
    expect(end).toMatchObject({ ended: 'ran', exit: 0 });
  });

  it('says what is left to give', async () => {
    const { message } = failureOf(await login({ identityFiles: [both.identityFile], to: both }));
    expect(message).toContain('it accepts: password');
  });
});

it('does not begin before a passphrase that nobody types, and stops when told', async () => {
  const file = await welcomeKey('waiting', ['-N', 'open sesame']);
  const stop = new AbortController();
  const secrets: Secrets = {
    passphrase: () => {
      stop.abort();
      return new Promise<never>(() => undefined);
    },
  };
  const ended = await login({ identityFiles: [file], secrets }, {}, { stop });
  expect(failureOf(ended).class).toBe('stopped');
});
