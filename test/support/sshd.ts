import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { appendFile, chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface SshdOptions {
  /** Of 127.0.0.0/8, all of which is loopback; one address a host of a pretended fleet. */
  readonly addresses?: readonly string[];
  readonly port: number;
  /** Lines of authorized_keys beside the generated key's. */
  readonly authorizedKeys?: readonly string[];
  readonly passwordAuthentication?: boolean;
  /** A number, or `start:rate:full`. Unlike other keywords, its last value wins. */
  readonly maxStartups?: number | string;
  /** Lines of sshd_config, before ours: the first value of a keyword wins. */
  readonly config?: readonly string[];
}

/** A throwaway OpenSSH server. As root, it lets {@link Sshd.identityFile} into any account of this machine. */
export interface Sshd {
  readonly port: number;
  readonly addresses: readonly string[];
  /** Holds all of it; removed by `stop`. */
  readonly directory: string;
  /** A private key that may log in. */
  readonly identityFile: string;
  /** Names every address with the host key. */
  readonly knownHostsFile: string;
  readonly hostKey: {
    readonly file: string;
    /** `ssh-ed25519 AAAA…` */
    readonly line: string;
    /** `SHA256:…` */
    readonly fingerprint: string;
  };
  /** What sshd has logged so far. */
  readonly log: () => string;
  readonly authorize: (publicKeyLine: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startSshd(options: SshdOptions): Promise<Sshd> {
  const { addresses = ['127.0.1.1'], port } = options;
  const directory = await mkdtemp(join(tmpdir(), 'hostward-sshd-'));
  // sshd reads authorized_keys as the account that logs in.
  await chmod(directory, 0o755);
  const at = (name: string): string => join(directory, name);
  const hostKey = await createKey(at('host_key'));
  const userKey = await createKey(at('user_key'));
  const authorized = [userKey.line, ...(options.authorizedKeys ?? [])];
  await writeFile(at('authorized_keys'), `${authorized.join('\n')}\n`);
  await writeFile(
    at('known_hosts'),
    addresses.map((a) => `${knownName(a, port)} ${hostKey.line}\n`).join(''),
  );
  await writeFile(at('sshd_config'), configOf(options, addresses, directory));
  // sshd wants its privilege separation directory.
  if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true });
  const server = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', at('sshd_config')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const log = await listening(server, addresses.length);
  return {
    port,
    addresses,
    directory,
    identityFile: at('user_key'),
    knownHostsFile: at('known_hosts'),
    hostKey,
    log,
    authorize: (line) => appendFile(at('authorized_keys'), `${line}\n`),
    stop: async () => {
      await stopAll(server);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export interface CreatedKey {
  readonly file: string;
  readonly line: string;
  readonly fingerprint: string;
}

/** Makes a key pair in `file` and `file.pub`; `extra` are options of ssh-keygen. */
export async function createKey(file: string, extra: readonly string[] = []): Promise<CreatedKey> {
  const kind = extra.includes('-t') ? [] : ['-t', 'ed25519'];
  const passphrase = extra.includes('-N') ? [] : ['-N', ''];
  await run('ssh-keygen', ['-q', ...kind, ...passphrase, '-C', '', '-f', file, ...extra]);
  const line = (await readFile(`${file}.pub`, 'utf8')).trim();
  const { stdout } = await run('ssh-keygen', ['-l', '-f', `${file}.pub`]);
  return { file, line, fingerprint: stdout.split(' ')[1] ?? '' };
}

const knownName = (address: string, port: number): string =>
  port === 22 ? address : `[${address}]:${port}`;

function configOf(
  { port, config = [], passwordAuthentication = false, maxStartups = 200 }: SshdOptions,
  addresses: readonly string[],
  directory: string,
): string {
  const lines = [
    ...config,
    ...addresses.map((address) => `ListenAddress ${address}:${port}`),
    `HostKey ${join(directory, 'host_key')}`,
    `AuthorizedKeysFile ${join(directory, 'authorized_keys')}`,
    `PasswordAuthentication ${passwordAuthentication ? 'yes' : 'no'}`,
    'KbdInteractiveAuthentication no',
    'PermitRootLogin yes',
    'StrictModes no',
    'UsePAM no',
    'UseDNS no',
    'PidFile none',
    'PrintMotd no',
    'LogLevel VERBOSE',
    `MaxStartups ${maxStartups}`,
    'MaxSessions 50',
  ];
  return `${lines.join('\n')}\n`;
}

/** Resolves, with a reader of the log, once every address is listened on. */
function listening(server: ChildProcess, addresses: number): Promise<() => string> {
  let log = '';
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`sshd exited with ${code}: ${log}`)));
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      if (log.split('Server listening on').length > addresses) resolve(() => log);
    });
  });
}

/** The sessions too: each is a process group of its own and outlives its server. */
async function stopAll(server: ChildProcess): Promise<void> {
  const { pid } = server;
  if (pid === undefined || server.exitCode !== null) return;
  const exited = new Promise((resolve) => server.once('exit', resolve));
  for (const each of await familyOf(pid)) {
    try {
      process.kill(each, 'SIGTERM');
    } catch {
      // It ended by itself meanwhile.
    }
  }
  await exited;
}

/** A process and everything below it. */
async function familyOf(root: number): Promise<readonly number[]> {
  const { stdout } = await run('ps', ['-eo', 'pid=,ppid=']);
  const family = [root];
  const pairs = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  for (let size = 0; size < family.length; ) {
    size = family.length;
    for (const [pid, parent] of pairs) {
      if (pid === undefined || parent === undefined || family.includes(pid)) continue;
      if (family.includes(parent)) family.push(pid);
    }
  }
  return family;
}
