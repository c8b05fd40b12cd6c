import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hostward } from '../support/hostward.ts';
import { type Sshd, startSshd } from '../support/sshd.ts';
import { type Account, createAccount } from '../transports/account.ts';

const run = promisify(execFile);
const SUDOERS = '/etc/sudoers.d/hostward-pinned-test';
const DOAS = '/etc/doas.conf';
const ACCOUNT = 'hwpinned';

let cwd: string;
let sshd: Sshd;
let account: Account;
let script: string;
let rules: string;
const pinned = () => join(sshd.directory, 'hostward-collect');

beforeAll(async () => {
  await run('sh', ['-c', 'command -v doas || apt-get install -y -q opendoas']);
  cwd = await mkdtemp(join(tmpdir(), 'hostward-pinned-'));
  sshd = await startSshd({ port: 22891 });
  account = await createAccount(ACCOUNT);
  await writeInventory('');
  script = (await hostward(['plan', '-i', 'inventory.yaml', '--pinned'], { cwd })).stdout;
  const printed = await hostward(
    ['plan', '-i', 'inventory.yaml', '--sudoers', '--account', ACCOUNT],
    {
      cwd,
    },
  );
  rules = printed.stdout.replaceAll('/usr/local/libexec/hostward-collect', pinned());
});
afterEach(() => rm(SUDOERS, { force: true }));
afterAll(async () => {
  await sshd.stop();
  await account.remove();
  await rm(cwd, { recursive: true, force: true });
});

const writeInventory = (more: string) =>
  writeFile(
    join(cwd, 'inventory.yaml'),
    `version: 1
defaults: { port: 22891, user: ${ACCOUNT}, become: sudo, pinned: ${pinned()},
  identityFiles: [${sshd.identityFile}], knownHosts: [${sshd.knownHostsFile}] }
hosts:
  there: { address: 127.0.1.1${more} }
`,
  );

async function install(text: string, sudoers: string): Promise<void> {
  await writeFile(pinned(), text);
  await chmod(pinned(), 0o755);
  await writeFile(SUDOERS, sudoers);
  await chmod(SUDOERS, 0o440);
}

async function collect(...more: readonly string[]) {
  await rm(join(cwd, 'out'), { recursive: true, force: true });
  return hostward(['collect', '-i', 'inventory.yaml', '-o', 'out', ...more], { cwd });
}

describe('a pinned script', () => {
  it('collects as root under the printed rule, and is all that the rule allows', async () => {
    await install(script, rules);
    await run('visudo', ['-cf', SUDOERS]);
    const { status, stdout } = await collect();
    expect(stdout).toMatch(/there: collected/);
    expect(status).toBe(0);
    const as = (...words: readonly string[]) =>
      run('runuser', ['-u', ACCOUNT, '--', 'sudo', '-n', ...words]);
    await expect(as('id')).rejects.toThrow(/password is required/);
    await expect(as(pinned(), 'argument')).rejects.toThrow(/password is required/);
  });

  it('collects where sudo wants a terminal of others, and lets others start nothing', async () => {
    await install(script, `Defaults requiretty, noexec, use_pty\n${rules}`);
    expect((await collect()).stdout).toMatch(/there: collected/);
  });

  it('collects by the openssh transport too', async () => {
    await install(script, rules);
    const { stdout } = await collect('--transport', 'openssh', '--ssh-config', 'none');
    expect(stdout).toMatch(/there: collected/);
  });

  it('collects under doas', async () => {
    const before = await readFile(DOAS, 'utf8').catch(() => undefined);
    await install(script, '');
    await writeFile(DOAS, `permit nopass ${ACCOUNT} as root cmd ${pinned()} args\n`);
    expect((await collect('--become', 'doas')).stdout).toMatch(/there: collected/);
    await (before === undefined ? rm(DOAS) : writeFile(DOAS, before));
  });

  it('is not run by sudo once its bytes have changed', async () => {
    await install(`${script}\n# changed\n`, rules);
    const { stdout, status } = await collect();
    expect(stdout).toMatch(/there: privilege-failed: .*hostward plan --sudoers/);
    expect(status).toBe(3);
  });

  it('of another policy is told at once', async () => {
    await install(script, `${ACCOUNT} ALL=(root) NOPASSWD: ${pinned()} ""\n`);
    const { stdout } = await collect('--profile', 'strict');
    expect(stdout).toMatch(/there: collector-failed: .*is of another version of hostward/);
  });

  it('takes the password where the rule wants one', async () => {
    await install(script, rules.replace('NOPASSWD: ', ''));
    const { stdout } = await collect();
    expect(stdout).toMatch(/there: privilege-failed: .*none was given/);
  });

  it('that is not there is told', async () => {
    await install(script, `${ACCOUNT} ALL=(root) NOPASSWD: ALL\n`);
    await rm(pinned());
    expect((await collect()).stdout).toMatch(/there: privilege-failed: .*hostward-collect/);
    await writeInventory(', become: none');
    expect((await collect()).stdout).toMatch(/there: collector-failed: .*is it installed there/);
    await writeInventory('');
  });
});

it.each([
  '',
  'x',
  `${'0'.repeat(31)} 1 1`,
  `${'0'.repeat(32)} 1`,
  `${'0'.repeat(32)} 08 1`,
  `${'0'.repeat(32)} 1 a[$(touch${'\t'}/tmp/hostward-pinned-hole)]`,
  `$(touch /tmp/hostward-pinned-hole) 1 1`,
  `${'0'.repeat(31)}; 1 1`,
])('a pinned script does nothing for %j', async (line) => {
  const file = join(cwd, 'script');
  await writeFile(file, script);
  const started = run('sh', [file]);
  started.child.stdin?.end(`${line}\n`);
  await expect(started).rejects.toMatchObject({ code: 64, stdout: '' });
  await expect(readFile('/tmp/hostward-pinned-hole')).rejects.toThrow('ENOENT');
});
