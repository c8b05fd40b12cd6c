import { spawn } from 'node:child_process';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/cli/report-formats.ts';
import { compile } from '../../src/collector/compile.ts';
import { planReadings } from '../../src/collector/plan.ts';
import { hostClock } from '../../src/probes/host/clock.ts';
import { MAIN } from '../support/hostward.ts';
import { type Sshd, startSshd } from '../support/sshd.ts';
import { type Account, createAccount } from '../transports/account.ts';

const SUDOERS = '/etc/sudoers.d/hostward-secrets-test';

let folder: string;
let sshd: Sshd;
let account: Account;
/** On the terminal, what was typed included, where it was shown. */
let printed: string;
/** What any process of this machine was started with while the audit ran. */
const started = { commands: new Set<string>(), environments: new Set<string>() };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-secrets-'));
  sshd = await startSshd({ port: 22_931, passwordAuthentication: true });
  account = await createAccount('hwsecrets');
  writeFileSync(SUDOERS, 'hwsecrets ALL=(root) ALL\n');
  chmodSync(SUDOERS, 0o440);
  const inventory = join(folder, 'inventory.yaml');
  writeFileSync(
    inventory,
    `version: 1
defaults: { port: ${sshd.port}, user: hwsecrets, become: sudo, knownHosts: [${sshd.knownHostsFile}] }
hosts:
  there: { address: 127.0.1.1 }
`,
  );
  const watching = setInterval(watch, 25);
  printed = await typed([
    ...['audit', '-i', inventory, '--profile', 'strict', '--ask-pass', '--ask-become-pass'],
    ...['-f', FORMATS.join(','), '-o', join(folder, 'out'), '--fail-on', 'none'],
  ]);
  clearInterval(watching);
}, 120_000);
afterAll(async () => {
  rmSync(SUDOERS, { force: true });
  await sshd.stop();
  await account.remove();
  rmSync(folder, { recursive: true });
});

/** Runs the command on a terminal, and types the password whenever it asks for one. */
function typed(args: readonly string[]): Promise<string> {
  const command = [process.execPath, '--disable-warning=ExperimentalWarning', MAIN, ...args];
  const child = spawn(
    'script',
    ['-qec', command.map((word) => `'${word}'`).join(' '), '/dev/null'],
    {
      env: { ...process.env, HOME: folder, SSH_AUTH_SOCK: '', NO_COLOR: '1' },
    },
  );
  let output = '';
  let asked = 0;
  child.stdout.on('data', (bytes: Buffer) => {
    output += bytes.toString();
    for (; asked < output.split(/Password (?:of|for)[^:]*: /).length - 1; asked += 1) {
      child.stdin.write(`${account.password}\r`);
    }
  });
  return new Promise((resolve) => child.once('close', () => resolve(output)));
}

function watch(): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      started.commands.add(readFileSync(`/proc/${pid}/cmdline`, 'latin1'));
      started.environments.add(readFileSync(`/proc/${pid}/environ`, 'latin1'));
    } catch {
      // It ended meanwhile.
    }
  }
}

const written = (): readonly string[] =>
  readdirSync(join(folder, 'out'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const contentOf = (file: string): string => {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
};

describe('a password that logs in and makes root', () => {
  it('is in no command line and no environment of any process', () => {
    expect(printed).toMatch(/Password of the hosts: [\s\S]*Password for sudo: /);
    expect([...started.commands].some((command) => command.includes('sudo\0-S'))).toBe(true);
    const all = [...started.commands, ...started.environments];
    expect(all.filter((text) => text.includes(account.password))).toEqual([]);
  });

  it('is in nothing that is printed, and in no evidence and no report', () => {
    expect(printed).not.toContain(account.password);
    const files = written();
    expect(files.some((file) => file.endsWith('.json.gz'))).toBe(true);
    expect(files.filter((file) => contentOf(file).includes(account.password))).toEqual([]);
  });

  it('and what comes of it are for one account alone', () => {
    const folders = new Set(written().map((file) => join(file, '..')));
    const open = [...written(), ...folders].filter((path) => (statSync(path).mode & 0o077) !== 0);
    expect(open).toEqual([]);
  });
});

it('a hash of a password is in no evidence', () => {
  const hash = /^hwsecrets:([^:]+):/m.exec(readFileSync('/etc/shadow', 'utf8'))?.[1] ?? '';
  expect(hash).toMatch(/^\$6\$/);
  expect(written().filter((file) => contentOf(file).includes(hash))).toEqual([]);
});

it('a script has the host keep no memory of its processes', () => {
  expect(compile(planReadings([hostClock])).body).toMatch(/^\tulimit -c 0$/m);
});
