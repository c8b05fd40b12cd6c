import { execFile } from 'node:child_process';
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BecomeMethod, Host } from '../../src/model/host.ts';
import { createTransport } from '../../src/transports/create-transport.ts';
import { type Sshd, startSshd } from '../support/sshd.ts';
import { type Account, createAccount } from './account.ts';
import { type AuditOptions, audit, failureOf, LOCAL, sshHost } from './audit.ts';

const run = promisify(execFile);
const SUDOERS = '/etc/sudoers.d/hostward-test';
const DOAS = '/etc/doas.conf';

let sshd: Sshd;
let account: Account;
let doasBefore: string | undefined;

beforeAll(async () => {
  await install('sudo', 'sudo');
  await install('doas', 'opendoas');
  doasBefore = await readFile(DOAS, 'utf8').catch(() => undefined);
  sshd = await startSshd({ port: 22141 });
  account = await createAccount('hwsudo');
});
afterEach(async () => {
  await rm(SUDOERS, { force: true });
  await rm(DOAS, { force: true });
});
afterAll(async () => {
  if (doasBefore !== undefined) await writeFile(DOAS, doasBefore);
  await sshd.stop();
  await account.remove();
});

async function install(command: string, debianPackage: string): Promise<void> {
  const found = await run('sh', ['-c', `command -v ${command}`]).catch(() => undefined);
  if (found !== undefined) return;
  await run('apt-get', ['install', '-y', '-q', debianPackage]);
}

async function allow(...rules: readonly string[]): Promise<void> {
  await writeFile(SUDOERS, rules.map((rule) => `${rule}\n`).join(''));
  await chmod(SUDOERS, 0o440);
}

function become(
  method: BecomeMethod,
  becomePassword?: string,
  script = 'id -u; cat; echo over >&2\n',
  options: AuditOptions = {},
) {
  const secrets = becomePassword === undefined ? {} : { becomePassword };
  const host = sshHost(
    { port: sshd.port, user: account.name, identityFiles: [sshd.identityFile] },
    [sshd.knownHostsFile],
    { become: method },
  );
  return audit(createTransport({ acceptNewHostKeys: false }), host, script, {
    ...options,
    secrets,
  });
}

it('stays who it is when nothing else is asked for', async () => {
  const { end, stdout } = await become('none');
  expect(end).toMatchObject({ ended: 'ran', exit: 0, peer: { privilege: 'none' } });
  expect(stdout.toString()).not.toBe('0\n');
});

it('has nothing to become when it logs in as root', async () => {
  const host = sshHost(
    { port: sshd.port, identityFiles: [sshd.identityFile] },
    [sshd.knownHostsFile],
    {
      become: 'sudo',
    },
  );
  const { end } = await audit(createTransport({ acceptNewHostKeys: false }), host, ':\n');
  expect(end).toMatchObject({ ended: 'ran', peer: { privilege: 'root' } });
});

describe('sudo', () => {
  it('needs no password where none is wanted', async () => {
    await allow('hwsudo ALL=(root) NOPASSWD: ALL');
    const { end, stdout, stderr } = await become('sudo');
    expect(end).toMatchObject({ ended: 'ran', exit: 0, peer: { privilege: 'sudo' } });
    expect([stdout.toString(), stderr.toString()]).toEqual(['0\n', 'over\n']);
  });

  it('does not give a password that is not asked for to the shell', async () => {
    await allow('hwsudo ALL=(root) NOPASSWD: ALL');
    const { end, stdout, stderr } = await become('sudo', 'touch /tmp/hostward-was-run');
    expect(end).toMatchObject({ ended: 'ran', exit: 0 });
    expect([stdout.toString(), stderr.toString()]).toEqual(['0\n', 'over\n']);
    await expect(readFile('/tmp/hostward-was-run')).rejects.toThrow('ENOENT');
  });

  it('gets the password when it asks, and the script after it', async () => {
    await allow('hwsudo ALL=(root) ALL', 'Defaults:hwsudo lecture=always');
    const { end, stdout, stderr } = await become('sudo', account.password);
    expect(end).toMatchObject({ ended: 'ran', exit: 0, peer: { privilege: 'sudo' } });
    expect(stdout.toString()).toBe('0\n');
    expect(stderr.toString()).toMatch(/usual lecture[\s\S]*over\n$/);
    expect(stderr.toString()).not.toContain(account.password);
    expect(stderr.toString()).not.toMatch(/-prompt|-ready/);
  });

  it('brings bytes whole through a pseudo-terminal of its own', async () => {
    await allow('hwsudo ALL=(root) ALL', 'Defaults:hwsudo use_pty');
    const script = String.raw`printf 'a\r\n\000\377'; head -c 1048576 /dev/zero; exit 3`;
    const { end, stdout } = await become('sudo', account.password, script);
    expect(end).toMatchObject({ ended: 'ran', exit: 3 });
    expect(stdout.subarray(0, 5).toString('hex')).toBe('610d0a00ff');
    expect(stdout.length).toBe(1048576 + 5);
  });

  it.each([
    ['keeps the environment', ['Defaults:hwsudo !env_reset', 'Defaults:hwsudo setenv']],
    ['has a search path of its own', ['Defaults:hwsudo secure_path=/bin:/usr/bin']],
    ['keeps a log of what is done', ['Defaults:hwsudo log_input, log_output, use_pty']],
  ])('is no obstacle where it %s', async (_, settings) => {
    await allow('hwsudo ALL=(root) NOPASSWD: ALL', ...settings);
    const { end, stdout } = await become('sudo');
    expect(end).toMatchObject({ ended: 'ran', exit: 0, peer: { privilege: 'sudo' } });
    expect(stdout.toString()).toBe('0\n');
  });

  it('gets a wrong password once', async () => {
    await allow('hwsudo ALL=(root) ALL');
    const { class: failureClass, message } = failureOf(await become('sudo', 'not it'));
    expect(failureClass).toBe('privilege-failed');
    expect(message).toContain('sudo did not take the password: it was sent once and not again');
    expect(message).not.toContain('not it');
  });

  it.each([
    ['a password and none is given', ['hwsudo ALL=(root) ALL'], undefined, 'none was given'],
    [
      'a terminal',
      ['hwsudo ALL=(root) NOPASSWD: ALL', 'Defaults:hwsudo requiretty'],
      undefined,
      'requiretty',
    ],
    ['no such account', [], 'pw-hwsudo', 'does not let this account'],
    ['other commands only', ['hwsudo ALL=(root) /bin/ls'], 'pw-hwsudo', 'allow it in sudoers'],
    [
      'no shell escapes by a setting',
      ['hwsudo ALL=(root) NOPASSWD: ALL', 'Defaults:hwsudo noexec'],
      undefined,
      'Defaults:USER !noexec',
    ],
    [
      'programs of another path',
      ['hwsudo ALL=(root) NOPASSWD: ALL', 'Defaults:hwsudo secure_path=/nowhere'],
      undefined,
      'secure_path',
    ],
    ['no shell escapes', ['hwsudo ALL=(root) NOEXEC: NOPASSWD: ALL'], undefined, 'NOEXEC'],
  ])('says so when it wants %s', async (_, rules, password, because) => {
    await allow(...rules);
    const { class: failureClass, message } = failureOf(await become('sudo', password));
    expect(failureClass).toBe('privilege-failed');
    expect(message).toContain(because);
  });

  it('is not waited for without end', async () => {
    await allow('hwsudo ALL=(root) ALL', 'Defaults:hwsudo !passprompt_override');
    // Stands for a host whose sudo asks for more than a password.
    await writeFile(
      '/home/hwsudo/sudo',
      '#!/bin/sh\necho "Verification code:" >&2\nexec sleep 20\n',
    );
    await chmod('/home/hwsudo/sudo', 0o755);
    const slow = await startSshd({
      port: 22142,
      config: ['SetEnv PATH=/home/hwsudo:/usr/bin:/bin'],
    });
    const host = sshHost(
      { port: slow.port, user: account.name, identityFiles: [slow.identityFile] },
      [slow.knownHostsFile],
      { become: 'sudo' },
    );
    const ended = await audit(createTransport({ acceptNewHostKeys: false }), host, ':\n', {
      deadlines: { authenticateMs: 1500 },
    });
    expect(failureOf(ended)).toMatchObject({
      class: 'privilege-failed',
      message: expect.stringContaining('it said: Verification code:'),
    });
    await slow.stop();
  });
});

describe('doas', () => {
  it('needs no password where none is wanted', async () => {
    await writeFile(DOAS, 'permit nopass hwsudo\n');
    const { end, stdout } = await become('doas');
    expect(end).toMatchObject({ ended: 'ran', exit: 0, peer: { privilege: 'doas' } });
    expect(stdout.toString()).toBe('0\n');
  });

  it.each([
    ['a password', 'permit hwsudo\n', 'nopass'],
    ['nobody', 'permit nopass root\n', 'does not let this account'],
  ])('says so when it wants %s', async (_, rules, because) => {
    await writeFile(DOAS, rules);
    const { class: failureClass, message } = failureOf(await become('doas', account.password));
    expect(failureClass).toBe('privilege-failed');
    expect(message).toContain(because);
  });

  it('says so when it is not set up', async () => {
    expect(failureOf(await become('doas')).message).toContain('/etc/doas.conf');
  });
});

describe('on this machine', () => {
  /** As an ordinary account, for the tests run as root. */
  async function here(method: BecomeMethod) {
    const host: Host = { ...LOCAL, become: method };
    const { stdout: uid } = await run('id', ['-u', account.name]);
    const { stdout } = await run(
      process.execPath,
      [join(import.meta.dirname, 'one-run.ts'), JSON.stringify(host)],
      { uid: Number(uid), cwd: '/' },
    );
    return JSON.parse(stdout);
  }

  it('a process stays who it is', async () => {
    expect(await here('none')).toMatchObject({
      end: { ended: 'ran', exit: 1, peer: { privilege: 'none' } },
      printed: expect.not.stringContaining('\n0\n'),
    });
  });

  it('sudo makes it root', async () => {
    await allow('hwsudo ALL=(root) NOPASSWD: ALL');
    expect(await here('sudo')).toMatchObject({
      end: { ended: 'ran', exit: 1, peer: { privilege: 'sudo' } },
      printed: 'in\n0\n',
    });
  });

  it('says so when sudo wants a password', async () => {
    await allow('hwsudo ALL=(root) ALL');
    expect(await here('sudo')).toMatchObject({
      end: { failure: { class: 'privilege-failed', message: expect.stringContaining('NOPASSWD') } },
    });
  });

  it('says so when the shell is not there', async () => {
    const transport = createTransport({ acceptNewHostKeys: false, localShell: '/no/such/sh' });
    expect(failureOf(await audit(transport, LOCAL, ':\n'))).toEqual({
      class: 'no-shell',
      message: 'could not start /no/such/sh: spawn /no/such/sh ENOENT',
    });
  });

  it('a script may leave something in the background, which ends with it', async () => {
    const transport = createTransport({ acceptNewHostKeys: false });
    const { end, stdout } = await audit(transport, LOCAL, 'sleep 987.5 & echo $!\n');
    expect(end).toMatchObject({ ended: 'ran', exit: 0 });
    const alive = () => run('ps', ['-o', 'stat=', '-p', stdout.toString().trim()]);
    await expect
      .poll(() =>
        alive().then(
          ({ stdout: s }) => s.startsWith('Z'),
          () => true,
        ),
      )
      .toBe(true);
  });
});

describe('login shells', () => {
  afterEach(() => run('usermod', ['-s', '/bin/sh', 'hwsudo']));

  it('may print what they like', async () => {
    await run('usermod', ['-s', '/bin/bash', 'hwsudo']);
    await writeFile('/home/hwsudo/.bashrc', 'echo welcome; echo motd >&2\n');
    await allow('hwsudo ALL=(root) NOPASSWD: ALL');
    const { end, stdout, stderr } = await become('sudo');
    expect(end).toMatchObject({ ended: 'ran', exit: 0, peer: { privilege: 'sudo' } });
    expect([stdout.toString(), stderr.toString()]).toEqual(['welcome\n0\n', 'motd\nover\n']);
    await rm('/home/hwsudo/.bashrc');
  });

  it('that let nobody in end early, with what they said', async () => {
    await run('usermod', ['-s', '/usr/sbin/nologin', 'hwsudo']);
    const { end, stdout } = await become('none');
    expect(end).toMatchObject({ ended: 'ran', exit: 1 });
    expect(stdout.toString()).toContain('not available');
    expect(failureOf(await become('sudo'))).toMatchObject({ class: 'privilege-failed' });
  });

  it('that do not exist let nobody in', async () => {
    await run('usermod', ['-s', '/no/such/shell', 'hwsudo']);
    expect(failureOf(await become('none')).class).toBe('auth-failed');
  });
});

it('brings what a forced command says', async () => {
  const restricted = await startSshd({ port: 22143, config: ['ForceCommand internal-sftp'] });
  const host = sshHost({ port: restricted.port, identityFiles: [restricted.identityFile] }, [
    restricted.knownHostsFile,
  ]);
  const ended = await audit(createTransport({ acceptNewHostKeys: false }), host, 'echo in\n');
  expect(ended.end).toMatchObject({ ended: 'ran', exit: 1 });
  expect(ended.stdout.toString()).toContain('sftp connections only');
  await restricted.stop();
});

it('tells a host that runs nothing', async () => {
  const closed = await startSshd({ port: 22144, config: ['MaxSessions 0'] });
  const host = sshHost({ port: closed.port, identityFiles: [closed.identityFile] }, [
    closed.knownHostsFile,
  ]);
  const ended = await audit(createTransport({ acceptNewHostKeys: false }), host, 'echo in\n');
  expect(failureOf(ended).class).toBe('no-shell');
  await closed.stop();
});
