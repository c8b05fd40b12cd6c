import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportSchema } from '../../reports/json/schema.ts';
import { type CommandRun, hostward } from '../support/hostward.ts';
import { createKey, type Sshd, startSshd } from '../support/sshd.ts';

const PORT = 22_451;
const BLACK_HOLE_PORT = 22_452;
const STRANGER_PORT = 22_453;
const ADDRESSES = Array.from({ length: 50 }, (_, i) => `127.0.1.${i + 1}`);

let folder: string;
let sshd: Sshd;
let stranger: Sshd;
let blackHole: Server;
const held = new Set<Socket>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-fleet-'));
  // One sshd takes at most 16 addresses by name, but every loopback address by none.
  sshd = await startSshd({
    addresses: ['0.0.0.0'],
    port: PORT,
    maxStartups: 200,
    // A shell that thinks itself nested reads no .bashrc, where this machine's account may do much.
    config: ['SetEnv SHLVL=9'],
  });
  stranger = await startSshd({ addresses: ['127.0.2.3'], port: STRANGER_PORT });
  blackHole = createServer((socket) => {
    held.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => blackHole.listen(BLACK_HOLE_PORT, '127.0.2.2', resolve));
  const other = await createKey(join(folder, 'other_key'));
  writeFileSync(
    join(folder, 'known_hosts'),
    `[127.0.1.*]:${PORT} ${sshd.hostKey.line}\n[127.0.2.3]:${STRANGER_PORT} ${other.line}\n`,
  );
  writeFileSync(
    join(folder, 'inventory.yaml'),
    `version: 1
defaults: { user: root, port: ${PORT}, identityFiles: [${sshd.identityFile}], knownHosts: [known_hosts] }
groups:
  nodes: { hosts: ["node[01:50]"] }
hosts:
${ADDRESSES.map((a, i) => `  node${String(i + 1).padStart(2, '0')}: { address: ${a} }`).join('\n')}
  closed-port: { address: 127.0.2.1, port: 1 }
  black-hole: { address: 127.0.2.2, port: ${BLACK_HOLE_PORT} }
  wrong-key: { address: 127.0.2.3, port: ${STRANGER_PORT} }
`,
  );
});

afterAll(async () => {
  for (const socket of held) socket.destroy();
  blackHole.close();
  await sshd.stop();
  await stranger.stop();
  rmSync(folder, { recursive: true });
});

const reportIn = (name: string) =>
  reportSchema.parse(JSON.parse(readFileSync(join(folder, name, 'report.json'), 'utf8')));

describe('a fleet of 50 hosts and three that cannot be reached', () => {
  const seconds = 40;
  let run: CommandRun;
  let wallSeconds: number;

  beforeAll(async () => {
    const startedAt = Date.now();
    const args = ['audit', '-i', 'inventory.yaml', '-f', 'html,junit,json', '-o', 'report'];
    const limits = ['--connect-timeout', '5', '--timeout', String(seconds), '--fail-on', 'none'];
    run = await hostward([...args, ...limits], { cwd: folder });
    wallSeconds = (Date.now() - startedAt) / 1000;
  });

  it('gives fifty full results and three reasons', () => {
    const { run: info, hosts } = reportIn('report');
    expect(info.complete).toBe(false);
    const audited = hosts.filter((host) => host.status === 'audited');
    expect(audited.map(({ name }) => name).sort()).toEqual(
      ADDRESSES.map((_, i) => `node${String(i + 1).padStart(2, '0')}`),
    );
    for (const host of audited) {
      expect(host.hostKey).toBe(sshd.hostKey.fingerprint);
      expect(host.privilege).toBe('root');
      expect(host.findings.length).toBe(reportIn('report').checks.length);
    }
    const reasons = hosts.flatMap((host) =>
      host.status === 'failed' ? [[host.name, host.reason.class]] : [],
    );
    expect(Object.fromEntries(reasons)).toEqual({
      'closed-port': 'refused',
      'black-hole': 'timeout',
      'wrong-key': 'host-key-changed',
    });
  });

  it('tells the fingerprint that it refused, and what would accept it', () => {
    const host = reportIn('report').hosts.find(({ name }) => name === 'wrong-key');
    const message = host?.status === 'failed' ? host.reason.message : '';
    expect(message).toContain(stranger.hostKey.fingerprint);
    expect(message).toMatch(/ssh-keygen .*-R /);
  });

  it('is bounded by its deadline, and ends incomplete', () => {
    // No promise of speed: two rounds of deadlines are the most that 53 hosts at 50 at once can take.
    expect(wallSeconds).toBeLessThan(2 * seconds);
    expect(run.status).toBe(3);
  });

  it('keeps the evidence of every host that answered', () => {
    expect(readdirSync(join(folder, 'report', 'evidence')).length).toBe(50);
  });

  it('says how far it is, line by line, since nobody watches', () => {
    expect(run.stderr).toMatch(/^closed-port: refused: /m);
    expect(run.stderr).toMatch(/53\/53 hosts done, \d+ failing, 3 not audited/);
    expect(run.stderr).not.toContain('\u001b');
  });
});

describe('choosing hosts', () => {
  it('audits what --limit names, and ends with 1 when something serious fails', async () => {
    const limited = ['audit', '-i', 'inventory.yaml', '--limit', 'nodes,!node0*,!node[1-5]*', '-q'];
    expect(await hostward(limited, { cwd: folder })).toMatchObject({ status: 2 });
    const two = ['--limit', 'node01,node02', '-f', 'json', '-o', 'two', '--fail-on', 'low', '-q'];
    const run = await hostward(['audit', '-i', 'inventory.yaml', ...two], { cwd: folder });
    expect(run).toMatchObject({ status: 1, stdout: '' });
    expect(
      reportIn('two')
        .hosts.map(({ name }) => name)
        .sort(),
    ).toEqual(['node01', 'node02']);
  });

  it('refuses a host whose key nobody has accepted, then takes it when told to', async () => {
    const target = `ssh://root@127.0.2.3:${STRANGER_PORT}`;
    const home = join(folder, 'home');
    // ssh's own configuration names the files of the account's real home.
    const env = { HOME: home };
    const once = (extra: readonly string[]) =>
      hostward(['audit', target, '--ssh-config', 'none', '-o', 'one', '-f', 'json', ...extra], {
        cwd: folder,
        env,
      });
    expect(await once([])).toMatchObject({ status: 3 });
    const [host] = reportIn('one').hosts;
    expect(host).toMatchObject({ status: 'failed', reason: { class: 'host-key-unknown' } });
    await once(['--accept-new-host-keys']);
    expect(reportIn('one').hosts[0]).toMatchObject({
      status: 'failed',
      reason: { class: 'auth-failed' },
    });
    expect(readFileSync(join(home, '.ssh', 'known_hosts'), 'utf8')).toContain('127.0.2.3');
  });
});
