import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { SshEndpoint } from '../../src/model/host.ts';
import { createTransport } from '../../src/transports/create-transport.ts';
import { createKey, type Sshd, startSshd } from '../support/sshd.ts';
import { type Account, createAccount } from './account.ts';
import { audit, failureOf, sshHost } from './audit.ts';

let first: Sshd;
let second: Sshd;
let target: Sshd;
let account: Account;
let directory: string;
let known: string;

beforeAll(async () => {
  first = await startSshd({ port: 22131 });
  second = await startSshd({ port: 22132, addresses: ['127.0.1.2'] });
  target = await startSshd({
    port: 22133,
    addresses: ['127.0.1.3'],
    passwordAuthentication: true,
  });
  account = await createAccount('hwjump');
  directory = await mkdtemp(join(tmpdir(), 'hostward-jump-'));
  known = join(directory, 'known_hosts');
});
afterAll(async () => {
  await Promise.all([first.stop(), second.stop(), target.stop()]);
  await account.remove();
  await rm(directory, { recursive: true });
});
beforeEach(async () => {
  await know(first, second, target);
});

async function know(...servers: readonly Sshd[]): Promise<void> {
  const lines = await Promise.all(servers.map((s) => readFile(s.knownHostsFile, 'utf8')));
  await writeFile(known, lines.join(''));
}

const endpoint = (server: Sshd, more: Partial<SshEndpoint> = {}): SshEndpoint => ({
  address: server.addresses[0] ?? '',
  port: server.port,
  user: 'root',
  identityFiles: [server.identityFile],
  ...more,
});

const through = (
  jumps: readonly SshEndpoint[],
  to: SshEndpoint = endpoint(target),
  script = 'echo "$SSH_CONNECTION"\n',
  options: Parameters<typeof audit>[3] = {},
  acceptNewHostKeys = false,
) =>
  audit(createTransport({ acceptNewHostKeys }), sshHost(to, [known], { jumps }), script, options);

it('reaches a host through a chain of two', async () => {
  const { end, stdout } = await through([endpoint(first), endpoint(second)]);
  expect(end).toMatchObject({
    ended: 'ran',
    exit: 0,
    peer: { hostKey: target.hostKey.fingerprint },
  });
  expect(stdout.toString()).toMatch(/ 127\.0\.1\.3 22133\n$/);
  for (const hop of [first, second]) {
    await expect.poll(hop.log).toContain('Accepted publickey for root');
  }
});

it('brings a megabyte through', async () => {
  const script = `${`: ${'x'.repeat(61)}\n`.repeat(8192)}head -c 1048576 /dev/zero\n`;
  const { end, stdout } = await through([endpoint(first)], endpoint(target), script);
  expect(end).toMatchObject({ ended: 'ran', exit: 0 });
  expect(stdout.length).toBe(1048576);
});

it('verifies the key of each hop, and names the hop', async () => {
  await know(first, target);
  const jumps = [endpoint(first), endpoint(second)];
  const unknown = failureOf(await through(jumps));
  expect(unknown.class).toBe('host-key-unknown');
  expect(unknown.message).toContain(
    `jump host 127.0.1.2:22132 presents ssh-ed25519 ${second.hostKey.fingerprint}`,
  );
  expect(unknown.message).toContain('ssh -J root@127.0.1.1:22131 -p 22132 root@127.0.1.2');

  const other = await createKey(join(directory, 'other'));
  await know(first, second);
  await writeFile(known, `[127.0.1.3]:22133 ${other.line}\n`, { flag: 'a' });
  const changed = failureOf(await through(jumps));
  expect(changed).toMatchObject({
    class: 'host-key-changed',
    message: expect.stringMatching(/^127\.0\.1\.3:22133 presents/),
  });
});

it('saves the keys of new hops once, for many hosts at a time', async () => {
  await writeFile(known, '');
  const transport = createTransport({ acceptNewHostKeys: true });
  const host = sshHost(endpoint(target), [known], { jumps: [endpoint(first)] });
  const ends = await Promise.all([1, 2, 3, 4].map(() => audit(transport, host, 'echo in\n')));
  expect(ends.map(({ end }) => end.ended)).toEqual(Array(4).fill('ran'));
  expect((await readFile(known, 'utf8')).trim().split('\n')).toHaveLength(2);
});

it('names the hop that does not let us in', async () => {
  const stranger = join(directory, 'stranger');
  await createKey(stranger);
  const failure = failureOf(
    await through([endpoint(first), endpoint(second, { identityFiles: [stranger] })]),
  );
  expect(failure).toMatchObject({
    class: 'auth-failed',
    message: expect.stringMatching(/^jump host 127\.0\.1\.2:22132 does not let root log in/),
  });
});

it('gives the password to the audited host alone', async () => {
  const secrets = { password: account.password };
  const to = endpoint(target, { user: account.name, identityFiles: [] });
  expect((await through([endpoint(first)], to, 'echo in\n', { secrets })).end).toMatchObject({
    ended: 'ran',
    exit: 0,
  });
  const jump = endpoint(target, { user: account.name, identityFiles: [] });
  const failure = failureOf(await through([jump], endpoint(second), 'echo in\n', { secrets }));
  expect(failure.message).toContain('offered: nothing');
});

it('tells a port that is closed behind a hop', async () => {
  const failure = failureOf(await through([endpoint(first)], endpoint(target, { port: 22139 })));
  expect(failure.class).toBe('refused');
  expect(failure.message).toContain(
    'jump host 127.0.1.1:22131 could not connect to 127.0.1.3:22139: Connection refused',
  );
});

it('tells a name that a hop cannot resolve', async () => {
  const to = endpoint(target, { address: 'nowhere.invalid' });
  const failure = failureOf(await through([endpoint(first)], to));
  expect(failure.class).toBe('unresolvable');
});

it('tells a hop that forwards nothing', async () => {
  const strict = await startSshd({ port: 22134, config: ['AllowTcpForwarding no'] });
  await know(strict, target);
  const failure = failureOf(await through([endpoint(strict)]));
  expect(failure.class).toBe('refused');
  expect(failure.message).toContain('jump host 127.0.1.1:22134 does not forward connections');
  await strict.stop();
});

it('gives each hop its own time', async () => {
  const failure = failureOf(
    await through([endpoint(first)], endpoint(target, { port: 22138, address: '127.0.1.9' }), ':', {
      deadlines: { connectMs: 1 },
    }),
  );
  expect(failure).toMatchObject({
    class: 'timeout',
    message: expect.stringContaining('jump host 127.0.1.1:22131'),
  });
});

it('ends when a hop is lost under it', async () => {
  const lost = await startSshd({ port: 22135 });
  await know(lost, target);
  const ended = await through([endpoint(lost)], endpoint(target), 'echo in; sleep 30\n', {
    watch: () => void lost.stop(),
  });
  expect(failureOf(ended)).toMatchObject({
    class: 'protocol',
    message: expect.stringContaining('jump host 127.0.1.1:22135 was lost while the script ran'),
  });
});
