import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { compile } from '../../src/collector/compile.ts';
import { planReadings } from '../../src/collector/plan.ts';
import { observer } from '../../src/engine/observe.ts';
import { collectHost } from '../../src/fleet/collect-host.ts';
import { fileText } from '../../src/probes/files/file-text.ts';
import { hostClock } from '../../src/probes/host/clock.ts';
import { ownProcess } from '../../src/probes/host/own-process.ts';
import { createTransport } from '../../src/transports/create-transport.ts';
import { type Sshd, startSshd } from '../support/sshd.ts';
import { type Account, createAccount } from '../transports/account.ts';
import { sshHost } from '../transports/audit.ts';

const run = promisify(execFile);
const osRelease = fileText('/etc/os-release');
const plan = planReadings([hostClock, ownProcess, osRelease]);

let sshd: Sshd;
let account: Account;
beforeAll(async () => {
  sshd = await startSshd({ port: 22_941 });
  account = await createAccount('hwshells');
});
afterEach(() => run('usermod', ['-s', '/bin/sh', account.name]));
afterAll(async () => {
  await sshd.stop();
  await account.remove();
  await rm('/var/lib/hostward-test-chroot', { recursive: true, force: true });
});

const collect = ({ port, identityFile, knownHostsFile } = sshd, hostMs = 10_000) =>
  collectHost(
    sshHost({ port, user: account.name, identityFiles: [identityFile] }, [knownHostsFile]),
    {
      plan,
      script: compile(plan),
      transport: createTransport({ acceptNewHostKeys: false }),
      secrets: {},
      deadlines: { connectMs: 10_000, authenticateMs: 10_000, hostMs },
      toolVersion: '0',
      now: Date.now,
    },
    new AbortController().signal,
  );

/** Gives the account a shell, with what that reads when it starts. */
async function withShell(shell: string, files: Readonly<Record<string, string>> = {}) {
  const { stdout } = await run('sh', ['-c', 'command -v "$1"', 'sh', shell]);
  await run('usermod', ['-s', stdout.trim(), account.name]);
  for (const [name, text] of Object.entries(files)) {
    const file = join('/home', account.name, name);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, text);
  }
}

const NOISE = 'echo welcome; echo motd >&2\n';

it.each<[string, Readonly<Record<string, string>>]>([
  ['bash', { '.bashrc': NOISE }],
  ['rbash', { '.bashrc': NOISE }],
  ['fish', { '.config/fish/config.fish': 'echo welcome; echo motd >&2\n' }],
  ['tcsh', { '.tcshrc': 'echo welcome\n' }],
  ['zsh', { '.zshenv': NOISE }],
  ['mksh', {}],
  ['ksh93', {}],
])(
  'an account whose login shell is %s is read, whatever its start-up file prints',
  async (shell, files) => {
    await withShell(shell, files);
    const result = await collect();
    if (result.ended === 'failed') throw new Error(result.failure.message);
    expect(observer(result.evidence.records)(osRelease)).toMatchObject({ state: 'value' });
    expect(result.evidence.diagnostics.includes('welcome')).toBe(Object.keys(files).length > 0);
  },
);

it('a start-up file that reads our script takes it for itself, and it is said', async () => {
  await withShell('bash', { '.bashrc': 'cat >/dev/null\n' });
  expect(await collect()).toMatchObject({
    ended: 'failed',
    failure: { class: 'collector-failed', message: expect.stringContaining('ended early') },
  });
});

it('a start-up file that never ends is ended by the deadline', async () => {
  await withShell('bash', { '.bashrc': 'sleep 20\n' });
  expect(await collect(sshd, 3000)).toMatchObject({
    ended: 'failed',
    failure: { class: 'timeout' },
  });
});

it.each(['/usr/sbin/nologin', '/bin/false'])(
  'an account of %s runs nothing, and it is said',
  async (shell) => {
    await run('usermod', ['-s', shell, account.name]);
    expect(await collect()).toMatchObject({
      ended: 'failed',
      failure: { class: expect.stringMatching(/^(no-shell|collector-failed)$/) },
    });
  },
);

it.each([
  ['a forced command', 'ForceCommand echo only this'],
  ['file transfer alone', 'ForceCommand internal-sftp'],
  ['a chroot without a shell', 'ChrootDirectory /var/lib/hostward-test-chroot'],
  [
    'file transfer in a chroot',
    'ChrootDirectory /var/lib/hostward-test-chroot\nForceCommand internal-sftp',
  ],
])('an account that is held to %s ends with words', async (_, config) => {
  await mkdir('/var/lib/hostward-test-chroot', { recursive: true });
  const held = await startSshd({ port: 22_942, config: config.split('\n') });
  const result = await collect(held);
  await held.stop();
  expect(result).toMatchObject({
    ended: 'failed',
    failure: { class: expect.stringMatching(/^(no-shell|collector-failed)$/) },
  });
});
