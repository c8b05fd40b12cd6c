import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTransport } from '../../src/transports/create-transport.ts';
import { createKey, type Sshd, startSshd } from '../support/sshd.ts';
import { audit, failureOf, sshHost } from './audit.ts';

const run = promisify(execFile);
const PORT = 22121;

let sshd: Sshd;
let directory: string;
let file: string;

beforeAll(async () => {
  sshd = await startSshd({ port: PORT });
});
afterAll(() => sshd.stop());
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hostward-keys-'));
  file = join(directory, 'known_hosts');
});
afterEach(() => rm(directory, { recursive: true }));

const connect = (to: Sshd = sshd, acceptNewHostKeys = false, files = [file]) =>
  audit(
    createTransport({ acceptNewHostKeys }),
    sshHost({ port: to.port, identityFiles: [to.identityFile] }, files),
    'echo in\n',
  );

/** What a failure tells to type. */
const commandOf = (message: string): string => message.slice(message.lastIndexOf(': ') + 2);

it('refuses an unknown host, with its fingerprint and the command that accepts it', async () => {
  const failure = failureOf(await connect());
  expect(failure.class).toBe('host-key-unknown');
  expect(failure.message).toContain(
    `127.0.1.1:${PORT} presents ssh-ed25519 ${sshd.hostKey.fingerprint}, which is not in ${file}`,
  );
  expect(failure.message).toContain('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub');
  await run('sh', ['-c', commandOf(failure.message)]);
  expect((await connect()).end).toMatchObject({ ended: 'ran', exit: 0 });
});

it('refuses without any known_hosts file, even when new keys are welcome', async () => {
  const failure = failureOf(await connect(sshd, true, []));
  expect(failure.class).toBe('host-key-unknown');
  expect(failure.message).toContain('>> ~/.ssh/known_hosts');
});

it('refuses a changed key, with both fingerprints and the command that forgets the old', async () => {
  const other = await createKey(join(directory, 'other'));
  await writeFile(file, `[127.0.1.1]:${PORT} ${other.line}\n`);
  for (const acceptNew of [false, true]) {
    const failure = failureOf(await connect(sshd, acceptNew));
    expect(failure.class).toBe('host-key-changed');
    expect(failure.message).toContain(`presents ssh-ed25519 ${sshd.hostKey.fingerprint}`);
    expect(failure.message).toContain(`ssh-ed25519 ${other.fingerprint} (${file}:1) is expected`);
  }
  await run('sh', ['-c', commandOf(failureOf(await connect()).message)]);
  expect(failureOf(await connect()).class).toBe('host-key-unknown');
});

it('saves the key of a new host when told to, and trusts it from then on', async () => {
  expect((await connect(sshd, true)).end).toMatchObject({
    ended: 'ran',
    peer: { hostKey: sshd.hostKey.fingerprint },
  });
  expect(await readFile(file, 'utf8')).toBe(`[127.0.1.1]:${PORT} ${sshd.hostKey.line}\n`);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await connect()).end).toMatchObject({ ended: 'ran' });
});

it('notices that another machine answers in place of the first', async () => {
  const port = 22122;
  const first = await startSshd({ port });
  await connect(first, true);
  await first.stop();
  const second = await startSshd({ port });
  expect(failureOf(await connect(second, true)).class).toBe('host-key-changed');
  await second.stop();
});

it('asks a host with several keys for the one that is known', async () => {
  const rsa = await createKey(join(directory, 'rsa'), ['-t', 'rsa', '-b', '2048']);
  const several = await startSshd({ port: 22123, config: [`HostKey ${join(directory, 'rsa')}`] });
  await writeFile(file, `[127.0.1.1]:22123 ${rsa.line}\n`);
  expect((await connect(several)).end).toMatchObject({ peer: { hostKey: rsa.fingerprint } });
  await copyFile(several.knownHostsFile, file);
  expect((await connect(several)).end).toMatchObject({
    peer: { hostKey: several.hostKey.fingerprint },
  });
  await several.stop();
});

it('refuses a revoked key', async () => {
  await copyFile(sshd.knownHostsFile, file);
  await writeFile(file, `@revoked * ${sshd.hostKey.line}\n`, { flag: 'a' });
  const failure = failureOf(await connect());
  expect(failure.class).toBe('host-key-changed');
  expect(failure.message).toContain(`which ${file}:2 marks as revoked`);
});

it('does not accept as new what a certificate authority vouches for', async () => {
  const authority = await createKey(join(directory, 'ca'));
  await writeFile(file, `@cert-authority * ${authority.line}\n`);
  const failure = failureOf(await connect(sshd, true));
  expect(failure.class).toBe('host-key-unknown');
  expect(failure.message).toContain(`certificate authority (${file}:1)`);
});

it('does not connect past a known_hosts file that it cannot read', async () => {
  const failure = failureOf(await connect(sshd, true, [directory]));
  expect(failure.class).toBe('host-key-unknown');
  expect(failure.message).toContain('EISDIR');
});
