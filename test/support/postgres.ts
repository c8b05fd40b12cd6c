import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);

/** A throwaway PostgreSQL server on loopback that lets in whoever asks. */
export interface Postgres {
  /** Makes an empty database. @returns its URL. */
  readonly database: (name: string) => Promise<string>;
  /** Ends every session at once, as a crash does. */
  readonly crash: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Debian keeps the server's programs out of PATH, a folder a version. */
function binaryFolder(): string {
  const newest = globSync('/usr/lib/postgresql/*/bin/initdb').sort().at(-1);
  if (newest === undefined) throw new Error('no PostgreSQL: apt-get install postgresql');
  return dirname(newest);
}

export async function startPostgres(): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'hostward-postgres-'));
  const data = join(folder, 'data');
  const account = await serverAccount();
  await mkdir(data, { mode: 0o700 });
  if (account.uid !== undefined) {
    for (const path of [folder, data]) await chown(path, account.uid, account.gid);
  }
  const bin = binaryFolder();
  const options = { ...account, cwd: folder };
  await run(
    join(bin, 'initdb'),
    ['-D', data, '-A', 'trust', '-U', 'hostward', '-E', 'UTF8', '--locale', 'C', '--no-sync'],
    options,
  );
  const port = await freePort();
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
  const control = (...words: readonly string[]) =>
    run(join(bin, 'pg_ctl'), ['-D', data, '-w', '-l', join(folder, 'log'), ...words], options);
  const start = async () => void (await control('-o', settings, 'start'));
  await start();
  return {
    database: async (name) => {
      const client = new Client(`postgres://hostward@127.0.0.1:${port}/postgres`);
      await client.connect();
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
      await client.end();
      return `postgres://hostward@127.0.0.1:${port}/${name}`;
    },
    start,
    crash: async () => void (await control('-m', 'immediate', 'stop')),
    stop: async () => {
      await control('-m', 'immediate', 'stop').catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root; its package brings an account. */
async function serverAccount(): Promise<{ uid: number; gid: number } | Record<string, never>> {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postgres'])).stdout)),
  );
  return { uid: uid ?? 0, gid: gid ?? 0 };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
