import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportSchema } from '../../reports/json/schema.ts';
import { hostward, MAIN } from '../support/hostward.ts';

const PORT = 22_462;

let folder: string;
let silent: Server;
const held = new Set<Socket>();
let connected: () => void = () => undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-signals-'));
  silent = createServer((socket) => {
    held.add(socket);
    socket.on('error', () => undefined);
    connected();
  });
  await new Promise<void>((resolve) => silent.listen(PORT, '127.0.4.1', resolve));
  writeFileSync(
    join(folder, 'inventory.yaml'),
    `version: 1
hosts:
  here: { transport: local }
  silent: { address: 127.0.4.1, port: ${PORT}, user: root }
`,
  );
});

afterAll(() => {
  for (const socket of held) socket.destroy();
  silent.close();
  rmSync(folder, { recursive: true });
});

/** Audits this machine and a host that never answers; sends the signals once the first is stored. */
async function interrupted(...signals: readonly NodeJS.Signals[]): Promise<number | null> {
  const output = join(folder, signals.join('-'));
  const isConnected = new Promise<void>((resolve) => {
    connected = resolve;
  });
  const args = [
    'audit',
    '-i',
    'inventory.yaml',
    '-f',
    'json',
    '-o',
    output,
    '--connect-timeout',
    '300',
  ];
  const child = spawn(process.execPath, [MAIN, ...args, '--timeout', '300'], {
    cwd: folder,
    stdio: 'ignore',
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await isConnected;
  await expect
    .poll(() => readFileSync(join(output, 'hosts.ndjson'), 'utf8'), { timeout: 20_000 })
    .toContain('"here"');
  for (const signal of signals) child.kill(signal);
  return await ended;
}

describe('a run that is stopped', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s reports what was gathered, as partial', async (signal, status) => {
    expect(await interrupted(signal)).toBe(status);
    const text = readFileSync(join(folder, signal, 'report.json'), 'utf8');
    const { run, hosts } = reportSchema.parse(JSON.parse(text));
    expect(run.complete).toBe(false);
    expect(hosts).toMatchObject([
      { name: 'here', status: 'audited' },
      { name: 'silent', status: 'failed', reason: { class: 'stopped' } },
    ]);
  });
});

describe('a run that goes on with one that was stopped', () => {
  const reportIn = (name: string) =>
    reportSchema.parse(JSON.parse(readFileSync(join(folder, name, 'report.json'), 'utf8')));
  const goOn = (earlier: string, output: string, ...more: readonly string[]) =>
    hostward(
      [
        ...['audit', '-i', 'inventory.yaml', '-f', 'json', '-o', output, '--resume', earlier],
        ...['--connect-timeout', '2', '--retries', '0', '--fail-on', 'none', ...more],
      ],
      { cwd: folder },
    );

  it.each(['SIGINT', 'SIGKILL'] as const)('by %s reads only what is missing', async (signal) => {
    await interrupted(signal);
    const [line = ''] = readFileSync(join(folder, signal, 'hosts.ndjson'), 'utf8').split('\n');
    const { stderr, status } = await goOn(signal, `after-${signal}`);
    expect(stderr).toContain(`1 host was read in ${signal}`);
    expect(status).toBe(3);
    const { run, hosts } = reportIn(`after-${signal}`);
    expect(run.continues).toBe(signal);
    expect(hosts).toMatchObject([
      { name: 'here', collectedAt: JSON.parse(line).collectedAt },
      { name: 'silent', status: 'failed', reason: { class: 'timeout' } },
    ]);
    expect(await hostward(['verify', `after-${signal}`], { cwd: folder })).toMatchObject({
      status: 0,
    });
  });

  it('takes it out of the store too', async () => {
    const list = await hostward(['runs', 'list', '--json'], { cwd: folder });
    const killed = JSON.parse(list.stdout).runs.find((run: object) => !('finished' in run));
    await goOn(killed.id, 'from-store');
    const { run, hosts } = reportIn('from-store');
    expect(run.continues).toBe(killed.id);
    expect(hosts[0]).toMatchObject({ name: 'here', status: 'audited' });
  });

  it.each<[string, readonly string[], string]>([
    ['another profile', ['SIGINT', 'refused', '-p', 'ci'], 'with another script'],
    ['the folder that is written', ['SIGINT', 'SIGINT'], 'name another --output'],
    ['no run', ['.', 'refused'], 'holds no evidence of a run'],
  ])('refuses %s in words', async (_, [earlier = '', output = '', ...more], why) => {
    expect(await goOn(earlier, output, ...more)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(why),
    });
  });
});
