import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { driftSchema } from '../../reports/drift/schema.ts';
import { comparisonSchema } from '../../reports/golden/schema.ts';
import { timelineSchema, trendSchema } from '../../reports/trend/schema.ts';
import { type CommandRun, hostward } from '../support/hostward.ts';
import { type Sshd, startSshd } from '../support/sshd.ts';

const PORT = 22_472;
/**
 * What follows holds for any number from 64 to 250. A week of 200 hosts is 1,400 logins, and sshd takes three
 * minutes for them on two cores: CI has a third of them.
 */
const HOSTS = 200;

/** Each address shows its own files in place of the machine's, in a mount namespace of its own. */
const enter = (roots: string): string => `#!/bin/sh
set -eu
set -- $SSH_CONNECTION
root=${roots}/$3
[ ! -e "$root/down" ] || exit 1
export root
exec unshare --mount --propagation private sh -c '
mount --bind "$root/sshd_config" /etc/ssh/sshd_config
exec sh -c "$SSH_ORIGINAL_COMMAND"'
`;

let folder: string;
let sshd: Sshd;

const nameOf = (n: number): string => `node${String(n).padStart(3, '0')}`;
const addressOf = (n: number): string => `127.0.7.${n}`;
const rootOf = (n: number): string => join(folder, 'roots', addressOf(n));
const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

const GOOD = { PermitRootLogin: 'no', MaxAuthTries: '4', LogLevel: 'VERBOSE' };

/** What the host's sshd is set to from now on. */
function set(n: number, settings: Readonly<Record<string, string>> = {}): void {
  mkdirSync(rootOf(n), { recursive: true });
  const lines = Object.entries({ ...GOOD, ...settings }).map((pair) => pair.join(' '));
  writeFileSync(join(rootOf(n), 'sshd_config'), `${lines.join('\n')}\n`);
}

function setProfile(checks: readonly string[]): void {
  const include = checks.map((id) => `  - ${id}\n`).join('');
  writeFileSync(
    join(folder, 'site.yaml'),
    `version: 1\nprofile: site\ntitle: Seven days\ninclude:\n${include}`,
  );
}

function setInventory(hosts: readonly number[]): void {
  const lines = hosts.map((n) => `  ${nameOf(n)}: { address: ${addressOf(n)} }\n`).join('');
  writeFileSync(
    join(folder, 'inventory.yaml'),
    `version: 1
defaults: { user: root, port: ${PORT}, identityFiles: [${sshd.identityFile}], knownHosts: [known_hosts] }
hosts:
${lines}`,
  );
}

async function audit(day: number): Promise<void> {
  const run = await hostward(
    [
      'audit',
      '-i',
      'inventory.yaml',
      '-p',
      'site.yaml',
      '-f',
      'json',
      '-q',
      '-o',
      `day${day}`,
      '--fail-on',
      'none',
    ],
    { cwd: folder },
  );
  expect([0, 3], run.stderr).toContain(run.status);
}

const CHECKS = ['ssh.root-login', 'ssh.authentication-attempts'];

/** A week in the life of a fleet. */
const DAYS: readonly (() => void)[] = [
  () => {
    setProfile(CHECKS);
    for (const n of range(1, HOSTS + 1)) set(n);
    setInventory(range(1, HOSTS));
  },
  () => {
    for (const n of range(1, 20)) set(n, { PermitRootLogin: 'yes' });
  },
  () => {
    for (const n of range(1, 10)) set(n);
    for (const n of range(30, 34)) set(n, { MaxAuthTries: '9' });
  },
  () => {
    for (const n of range(30, 34)) set(n, { MaxAuthTries: '20' });
    setInventory(range(2, HOSTS + 1));
  },
  () => {
    for (const n of range(61, 63)) writeFileSync(join(rootOf(n), 'down'), '');
  },
  () => {
    for (const n of range(61, 63)) rmSync(join(rootOf(n), 'down'));
    setProfile([...CHECKS, 'ssh.log-level']);
    for (const n of range(40, 59)) set(n, { LogLevel: 'QUIET' });
    set(60, { PermitRootLogin: 'yes' });
  },
  () => {
    for (const n of range(11, 20)) set(n);
    set(60);
  },
];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-week-'));
  chmodSync(folder, 0o755);
  const script = join(folder, 'enter.sh');
  writeFileSync(script, enter(join(folder, 'roots')));
  chmodSync(script, 0o755);
  sshd = await startSshd({
    addresses: ['0.0.0.0'],
    port: PORT,
    maxStartups: 400,
    config: [`ForceCommand ${script}`],
  });
  writeFileSync(join(folder, 'known_hosts'), `[127.0.7.*]:${PORT} ${sshd.hostKey.line}\n`);
  for (const [n, happens] of DAYS.entries()) {
    happens();
    await audit(n + 1);
  }
}, 900_000);

afterAll(async () => {
  await sshd.stop();
  rmSync(folder, { recursive: true });
});

const inFolder = async (args: readonly string[]): Promise<CommandRun> => {
  const run = await hostward(args, { cwd: folder });
  expect(run.stderr).toBe('');
  return run;
};

async function diffOf(before: number, after: number, more: readonly string[] = []) {
  const run = await inFolder(['diff', `day${before}`, `day${after}`, '-f', 'json', ...more]);
  const { hosts, counts, policyCounts, ...frame } = driftSchema.parse(JSON.parse(run.stdout));
  const some = (all: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(all).filter(([, n]) => n > 0));
  const fates = Map.groupBy(hosts, ({ fate }) => fate);
  return { frame, hosts, counts: some(counts), policyCounts: some(policyCounts), fates };
}

const names = (hosts: readonly { readonly name: string }[] | undefined) =>
  hosts?.map(({ name }) => name);

describe('the days', () => {
  it('tells failures that came', async () => {
    const { counts, hosts, frame } = await diffOf(1, 2);
    expect(counts).toEqual({ newFailure: 20 });
    expect(names(hosts)).toEqual(range(1, 20).map(nameOf));
    expect(frame.judgedAgain).toBeUndefined();
  });

  it('tells what was repaired and what came instead', async () => {
    expect((await diffOf(2, 3)).counts).toEqual({ newFailure: 5, repaired: 10 });
  });

  it('tells values that changed, and hosts that came and went', async () => {
    const { counts, fates } = await diffOf(3, 4);
    expect(counts).toEqual({ valueChanged: 5 });
    expect(names(fates.get('new'))).toEqual([nameOf(HOSTS + 1)]);
    expect(names(fates.get('lost'))).toEqual([nameOf(1)]);
  });

  it('tells hosts that cannot be reached, and that can again', async () => {
    const down = await diffOf(4, 5);
    expect(down.counts).toEqual({});
    expect(names(down.fates.get('unreachable'))).toEqual(range(61, 63).map(nameOf));
    const up = await diffOf(5, 6, ['--check', 'ssh.root-login']);
    expect(names(up.fates.get('reachable'))).toEqual(range(61, 63).map(nameOf));
  });

  it("tells the policy's change from the host's", async () => {
    const { frame, counts, policyCounts } = await diffOf(5, 6);
    expect(frame.newChecks).toEqual(['ssh.log-level']);
    expect(frame.judgedAgain?.because).toContain('different policies');
    // The files that the new check reads were gathered before: what they said then is known.
    expect(counts).toEqual({ newFailure: 21 });
    expect(policyCounts).toEqual({});
    const before = await diffOf(5, 6, ['--policy', 'before']);
    expect(before.counts).toEqual({ newFailure: 1 });
    expect(before.policyCounts).toEqual({ newFailure: 20 });
  });

  it('ends with 1 for new failures that are to fail it, and else with 0', async () => {
    expect(await inFolder(['diff', 'day1', 'day2', '--fail-on', 'low'])).toMatchObject({
      status: 1,
    });
    expect(await inFolder(['diff', 'day6', 'day7', '--fail-on', 'low'])).toMatchObject({
      status: 0,
    });
  });

  it('shows the very lines that changed', async () => {
    const { stdout } = await inFolder(['diff', 'day1', 'day2', '--host', nameOf(1), '--evidence']);
    expect(stdout).toMatch(/^-PermitRootLogin no$/m);
    expect(stdout).toMatch(/^\+PermitRootLogin yes$/m);
  });
});

describe('the week', () => {
  const all = range(1, 7).map((n) => `day${n}`);

  it('is a line of what came and went', async () => {
    const { stdout } = await inFolder(['trend', ...all, '--all', '-f', 'json']);
    const { points, repair, openFailures } = trendSchema.parse(JSON.parse(stdout));
    const line = points.map(({ audited, unreached, opened, closed }) => [
      audited,
      unreached,
      opened,
      closed,
    ]);
    expect(line).toEqual([
      [HOSTS, 0, 0, 0],
      [HOSTS, 0, 20, 0],
      [HOSTS, 0, 5, 10],
      [HOSTS, 0, 0, 0],
      [HOSTS - 3, 3, 0, 0],
      [HOSTS, 0, 21, 0],
      [HOSTS, 0, 0, 11],
    ]);
    expect(openFailures).toBe(5 + 20);
    expect(Object.values(repair).reduce((sum, each) => sum + each.repaired, 0)).toBe(10 + 11);
  });

  it('is told host by host', async () => {
    const { stdout } = await inFolder(['trend', ...all, '--all', '--host', nameOf(15)]);
    expect(stdout.match(/fails now|repaired/g)).toEqual(['fails now', 'repaired']);
    const json = await inFolder(['trend', ...all, '--all', '--host', nameOf(15), '-f', 'json']);
    const { moments } = timelineSchema.parse(JSON.parse(json.stdout));
    expect(moments.flatMap(({ changes }) => changes.map(({ kind }) => kind))).toEqual([
      'newFailure',
      'repaired',
    ]);
  });

  it('stands in the report and in metrics', async () => {
    const history = all.slice(0, -1).flatMap((day) => ['--history', day]);
    await inFolder(['report', 'day7', ...history, '-f', 'html,prometheus,poam', '-o', 'week']);
    const read = (name: string) => readFileSync(join(folder, 'week', name), 'utf8');
    const [, section = ''] = /id="trend"(.*?)<\/section>/s.exec(read('report.html')) ?? [];
    expect(section).toContain('7 runs');
    expect(section).toMatch(/<polyline class="line" points="(\d+\.\d,\d+\.\d ?){7}"/);
    const metrics = read('hostward.prom');
    expect(metrics).toContain('hostward_open_mismatches 25\n');
    expect(metrics).toContain('hostward_mismatches_moved{way="closed"} 11\n');
    expect(metrics).toMatch(/^hostward_mean_time_to_repair_seconds\{severity="\w+"\} \d/m);
    const { run } = JSON.parse(readFileSync(join(folder, 'day3', 'report.json'), 'utf8'));
    expect(read('poam.csv')).toContain(run.startedAt.slice(0, 10));
  });

  it('ends with hosts of three kinds', async () => {
    const { stdout } = await inFolder(['compare', 'day7', '--against', nameOf(2), '-f', 'json']);
    const { clusters, alike } = comparisonSchema.parse(JSON.parse(stdout));
    expect(alike).toBe(HOSTS - 25);
    expect(clusters.map(({ hosts }) => hosts)).toEqual([HOSTS - 25, 20, 5]);
  });
});
