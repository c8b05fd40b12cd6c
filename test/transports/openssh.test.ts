import { execFile, execFileSync } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BecomeMethod, Host, OpensshConnection } from '../../src/model/host.ts';
import { createTransport } from '../../src/transports/create-transport.ts';
import { ENOUGH } from '../../src/transports/transport.ts';
import { createKey, type Sshd, startSshd } from '../support/sshd.ts';
import { type Account, createAccount } from './account.ts';
import { type AuditOptions, audit, failureOf } from './audit.ts';

const run = promisify(execFile);
const SUDOERS = '/etc/sudoers.d/hostward-openssh-test';

let sshd: Sshd;
let jump: Sshd;
let account: Account;

beforeAll(async () => {
  sshd = await startSshd({ port: 22871 });
  jump = await startSshd({ port: 22872, addresses: ['127.0.1.2'] });
  account = await createAccount('hwopenssh');
});
afterEach(() => run('rm', ['-f', SUDOERS]));
afterAll(async () => {
  await sshd.stop();
  await jump.stop();
  await account.remove();
});

type Given = Partial<Omit<OpensshConnection, 'endpoint'>> & {
  readonly endpoint?: Partial<OpensshConnection['endpoint']>;
  readonly become?: BecomeMethod;
};

function hostOf({ endpoint, become = 'none', ...more }: Given = {}): Host {
  return {
    name: 'there',
    labels: {},
    groups: [],
    become,
    connection: {
      transport: 'openssh',
      endpoint: {
        address: '127.0.1.1',
        port: sshd.port,
        user: 'root',
        identityFiles: [sshd.identityFile],
        ...endpoint,
      },
      knownHostsFiles: [sshd.knownHostsFile],
      configFile: 'none',
      reason: 'a test',
      ...more,
    },
  };
}

const transport = createTransport({ acceptNewHostKeys: false });
const over = (given: Given, script = 'id -u\n', options: AuditOptions = {}) =>
  audit(transport, hostOf(given), script, options);

/** A configuration of ssh, with the rest of it said on the command line. */
async function configured(...lines: readonly string[]): Promise<string> {
  const file = join(sshd.directory, `config-${Math.random()}`);
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

describe('a script', () => {
  it('goes in on standard input and brings both streams and its exit status', async () => {
    const { end, stdout, stderr } = await over({}, 'echo out; echo err >&2; cat; exit 7\n');
    expect(end).toMatchObject({ ended: 'ran', exit: 7, peer: { privilege: 'root' } });
    expect([stdout.toString(), stderr.toString()]).toEqual(['out\n', 'err\n']);
  });

  it('brings a megabyte of any bytes', async () => {
    const { stdout, stderr } = await over(
      {},
      String.raw`printf '\000\001\377\r\n\033[0m'; head -c 1048576 /dev/zero; head -c 1048576 /dev/zero >&2`,
    );
    expect(stdout.subarray(0, 9).toString('hex')).toBe('0001ff0d0a1b5b306d');
    expect([stdout.length, stderr.length]).toEqual([1048576 + 9, 1048576]);
  });

  it('ends as ran when enough was read, and leaves no ssh', async () => {
    const { end } = await over({}, 'echo whole; sleep 5\n', {
      watch: (_, stop) => stop.abort(ENOUGH),
    });
    expect(end).toMatchObject({ ended: 'ran' });
    await expect.poll(clients, { timeout: 10_000 }).toBe(0);
  });

  it('ends at its deadline, with the ssh that ran it', async () => {
    const ended = await over({}, 'sleep 4\n', { deadlines: { hostMs: 1500 } });
    expect(failureOf(ended)).toMatchObject({
      class: 'timeout',
      message: expect.stringContaining('finish the script'),
    });
    await expect.poll(clients, { timeout: 10_000 }).toBe(0);
  });

  it('is stopped when it sends too much', async () => {
    const small = createTransport({ acceptNewHostKeys: false, maxBytes: 2 * 1024 * 1024 });
    const ended = await audit(small, hostOf(), 'while :; do echo and on; done\n');
    expect(failureOf(ended).class).toBe('too-much-output');
  });

  it('that loses its connection has failed', async () => {
    const ended = await over({}, 'kill $PPID\nsleep 5\n');
    expect(failureOf(ended)).toMatchObject({
      class: 'protocol',
      message: expect.stringContaining('lost'),
    });
  });
});

describe('what goes wrong has its class', () => {
  const at = (port: number): Given => ({ endpoint: { address: '127.0.0.1', port } });

  it('unresolvable', async () => {
    const ended = await over({ endpoint: { address: 'nosuch.invalid' } });
    expect(failureOf(ended)).toMatchObject({
      class: 'unresolvable',
      message: expect.stringContaining('Could not resolve hostname nosuch.invalid'),
    });
  });

  it('refused', async () => {
    expect(failureOf(await over(at(1))).class).toBe('refused');
  });

  it('refused without a word', async () => {
    const server = await listener((socket) => socket.destroy());
    expect(failureOf(await over(at(portOf(server)))).class).toBe('refused');
    server.close();
  });

  it('timeout', async () => {
    const server = await listener(() => undefined);
    const ended = await over(at(portOf(server)), ':\n', { deadlines: { connectMs: 1000 } });
    expect(failureOf(ended).class).toBe('timeout');
    server.close();
  });

  it('protocol', async () => {
    const server = await listener((socket) => {
      socket.on('error', () => undefined);
      socket.end('HTTP/1.0 400 Bad Request\r\n\r\n');
    });
    expect(failureOf(await over(at(portOf(server)))).class).toMatch(/protocol|refused/);
    server.close();
  });

  it('host-key-unknown', async () => {
    const ended = await over({ knownHostsFiles: ['/no/such/file'] });
    expect(failureOf(ended)).toMatchObject({
      class: 'host-key-unknown',
      message: expect.stringContaining('No ED25519 host key is known'),
    });
  });

  it('host-key-unknown, whatever a configuration would allow', async () => {
    const ended = await over({
      knownHostsFiles: ['/no/such/file'],
      configFile: await configured('StrictHostKeyChecking no'),
    });
    expect(failureOf(ended).class).toBe('host-key-unknown');
  });

  it.each(['', '@revoked '])('host-key-changed %s', async (mark) => {
    const other =
      mark === '' ? await createKey(join(sshd.directory, 'other_host_key')) : sshd.hostKey;
    const known = join(sshd.directory, `known_bad_${mark.length}`);
    await writeFile(known, `${mark}[127.0.1.1]:${sshd.port} ${other.line}\n`);
    expect(failureOf(await over({ knownHostsFiles: [known] })).class).toBe('host-key-changed');
  });

  it('auth-failed', async () => {
    const key = await createKey(join(sshd.directory, `stranger-${Math.random()}`));
    const ended = await over({ endpoint: { identityFiles: [key.file] } });
    expect(failureOf(ended)).toMatchObject({
      class: 'auth-failed',
      message: expect.stringContaining('Permission denied (publickey)'),
    });
  });

  it('no algorithm in common', async () => {
    const old = await startSshd({ port: 22873, config: ['Ciphers aes128-cbc'] });
    const ended = await over({ endpoint: { port: 22873 }, knownHostsFiles: [old.knownHostsFile] });
    await old.stop();
    expect(failureOf(ended)).toMatchObject({
      class: 'protocol',
      message: expect.stringContaining('no algorithm in common'),
    });
  });

  it('a configuration that ssh refuses', async () => {
    const ended = await over({ configFile: await configured('Nonsense yes') });
    expect(failureOf(ended)).toMatchObject({
      class: 'protocol',
      message: expect.stringContaining('does not accept its configuration'),
    });
  });

  it('a ProxyCommand that ends', async () => {
    const ended = await over({ configFile: await configured('ProxyCommand false') });
    expect(failureOf(ended).class).toBe('refused');
  });
});

describe('what a configuration of ssh says', () => {
  it('is followed: a name, a port and a proxy that only it knows', async () => {
    const configFile = await configured(
      'Host secret-name',
      '  HostName 127.0.1.1',
      `  Port ${sshd.port}`,
      '  User root',
      `  IdentityFile ${sshd.identityFile}`,
      `  ProxyCommand ssh -F none -i ${jump.identityFile} -o UserKnownHostsFile=${jump.knownHostsFile} -W %h:%p -p ${jump.port} root@127.0.1.2`,
    );
    const named = hostOf({ configFile });
    const connection = {
      ...named.connection,
      endpoint: { address: 'secret-name', identityFiles: [] },
    };
    if (connection.transport !== 'openssh') throw new Error('not the transport of the test');
    const { end, stdout } = await audit(transport, { ...named, connection }, 'id -u\n');
    expect(end).toMatchObject({ ended: 'ran', exit: 0 });
    expect(stdout.toString()).toBe('0\n');
    expect(jump.log()).toMatch(/Accepted publickey for root/);
  });

  it('a certificate lets in', async () => {
    const ca = await createKey(join(sshd.directory, 'user_ca'));
    const own = await createKey(join(sshd.directory, 'certified'));
    await run('ssh-keygen', ['-q', '-s', ca.file, '-I', 'audit', '-n', 'root', `${own.file}.pub`]);
    const trusting = await startSshd({
      port: 22874,
      config: [`TrustedUserCAKeys ${ca.file}.pub`, 'AuthorizedKeysFile none'],
    });
    const { end } = await over({
      endpoint: { port: 22874, identityFiles: [own.file] },
      knownHostsFiles: [trusting.knownHostsFile],
    });
    expect(end).toMatchObject({ ended: 'ran', exit: 0 });
    await trusting.stop();
  });

  it('a shared connection is used, and outlives no run of ours by holding its output', async () => {
    const socket = join(sshd.directory, 'master');
    const configFile = await configured(
      'ControlMaster auto',
      `ControlPath ${socket}`,
      'ControlPersist 30',
    );
    const first = await over({ configFile });
    const second = await over({ configFile });
    expect([first.end.ended, second.end.ended]).toEqual(['ran', 'ran']);
    expect(sshd.log().match(/Accepted publickey/g)?.length).toBeGreaterThan(0);
    await run('ssh', ['-F', 'none', '-o', `ControlPath=${socket}`, '-O', 'exit', 'x']).catch(
      () => undefined,
    );
  });

  it('a command or a forward of it does not get in the way', async () => {
    const configFile = await configured(
      'RemoteCommand top',
      'RequestTTY yes',
      'LocalForward 22871 localhost:1',
    );
    const { end, stdout } = await over({ configFile }, 'echo in\n');
    expect(end).toMatchObject({ ended: 'ran', exit: 0 });
    expect(stdout.toString()).toBe('in\n');
  });
});

describe('jump hosts of an inventory', () => {
  it('are passed, each with its own key, checked like the host itself', async () => {
    const known = join(sshd.directory, 'known both 50%');
    await writeFile(
      known,
      `[127.0.1.1]:${sshd.port} ${sshd.hostKey.line}\n[127.0.1.2]:${jump.port} ${jump.hostKey.line}\n`,
    );
    const hop = {
      address: '127.0.1.2',
      port: jump.port,
      user: 'root',
      identityFiles: [jump.identityFile],
    };
    const through = await over({ knownHostsFiles: [known], jumps: [hop, hop] });
    expect(through.end).toMatchObject({ ended: 'ran', exit: 0 });
    const refused = await over({ jumps: [hop] });
    expect(failureOf(refused).class).toBe('host-key-unknown');
  });
});

it('stores the key of a new host where it is told to trust it', async () => {
  const known = join(sshd.directory, 'known_new');
  const trusting = createTransport({ acceptNewHostKeys: true });
  const { end } = await audit(trusting, hostOf({ knownHostsFiles: [known] }), ':\n');
  expect(end.ended).toBe('ran');
  expect((await over({ knownHostsFiles: [known] })).end.ended).toBe('ran');
});

describe('the key of a host', () => {
  it('is told by ssh, and is no part of what the host says', async () => {
    const { end, stderr } = await over({});
    expect(end).toMatchObject({ peer: { hostKey: sshd.hostKey.fingerprint } });
    expect(stderr.toString()).toBe('');
    const failed = await over({ endpoint: { identityFiles: [] } });
    expect(failureOf(failed).message).not.toContain('fingerprint');
  });

  it.each<[string, (forged: string) => string]>([
    ['once', (forged) => forged],
    ['after a flood', (forged) => `${'x'.repeat(70)}\n`.repeat(1200) + forged],
  ])('is not known where the host speaks in the words of ssh %s', async (_, bannerOf) => {
    const banner = join(sshd.directory, 'forging');
    await writeFile(banner, bannerOf(`Host key fingerprint is SHA256:${'A'.repeat(43)}\n`));
    const forging = await startSshd({
      port: 22873,
      config: [`Banner ${banner}`],
    });
    try {
      const { end } = await over({
        endpoint: { port: forging.port, identityFiles: [forging.identityFile] },
        knownHostsFiles: [forging.knownHostsFile],
      });
      expect(end).toMatchObject({ ended: 'ran' });
      expect(end).not.toHaveProperty('peer.hostKey');
    } finally {
      await forging.stop();
    }
  });
});

it('takes no name for an option', async () => {
  const ended = await over({ endpoint: { address: '-oProxyCommand=touch\t/tmp/hw-owned' } });
  expect(failureOf(ended).class).not.toBe('stopped');
  expect(() => execFileSync('ls', ['/tmp/hw-owned'], { stdio: 'pipe' })).toThrow();
});

describe('becoming root', () => {
  const as = (become: BecomeMethod, becomePassword?: string) =>
    over({ become, endpoint: { user: account.name } }, 'id -u\n', {
      secrets: becomePassword === undefined ? {} : { becomePassword },
    });

  async function allow(...rules: readonly string[]): Promise<void> {
    await writeFile(SUDOERS, rules.map((rule) => `${rule}\n`).join(''));
    await chmod(SUDOERS, 0o440);
  }

  it('works with a password and without', async () => {
    await allow('hwopenssh ALL=(root) ALL');
    const { end, stdout } = await as('sudo', account.password);
    expect(end).toMatchObject({ ended: 'ran', exit: 0, peer: { privilege: 'sudo' } });
    expect(stdout.toString()).toBe('0\n');
    await allow('hwopenssh ALL=(root) NOPASSWD: ALL');
    expect((await as('sudo')).stdout.toString()).toBe('0\n');
  });

  it('gets a wrong password once', async () => {
    await allow('hwopenssh ALL=(root) ALL');
    expect(failureOf(await as('sudo', 'wrong'))).toMatchObject({
      class: 'privilege-failed',
      message: expect.stringContaining('sent once and not again'),
    });
  });

  it('tells an account that runs nothing', async () => {
    await run('usermod', ['-s', '/usr/sbin/nologin', account.name]);
    const { end, stdout } = await as('none');
    expect(end).toMatchObject({ ended: 'ran', exit: 1 });
    expect(stdout.toString()).toContain('not available');
    await run('usermod', ['-s', '/bin/sh', account.name]);
  });
});

function listener(onConnect: (socket: import('node:net').Socket) => void): Promise<Server> {
  const server = createServer(onConnect);
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** How many of our own ssh still run. */
function clients(): number {
  const found = execFileSync('sh', ['-c', 'ps -eo args= || :'], { encoding: 'utf8' });
  return found
    .split('\n')
    .filter((line) => line.startsWith('ssh ') && line.includes(sshd.directory)).length;
}
