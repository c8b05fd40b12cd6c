// Applies a plan of repairs to a machine of qemu, twice, boots it again, and takes the plan back:
//   node test/machines/fix.ts
// It takes about ten minutes, and root: debootstrap and mke2fs make the machine.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { FILES } from '../../reports/fix/plan.ts';
import { recordedReport } from '../../src/cli/recorded-report.ts';
import { debianMachine, inside, untilUp } from '../evidence/recipes/debian-machine.ts';
import { WORK } from '../evidence/recipes/debian-root.ts';
import type { System } from '../evidence/recipes/system.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts');
const SUITE = 'bookworm';
const folder = mkdtempSync(join(tmpdir(), 'hostward-fix-machine-'));

/** A run that could not tell everything is one, too. */
const ENDED = [0, 3];

function hostward(...words: readonly string[]): void {
  const node = ['--disable-warning=ExperimentalWarning', MAIN, ...words];
  const { status, stderr } = spawnSync(process.execPath, node, { cwd: folder, encoding: 'utf8' });
  assert.ok(ENDED.includes(status ?? -1), `hostward ${words.join(' ')}: ${status} ${stderr}`);
}

/** By check, how it ended, and whether a plan settles it. */
type Verdicts = ReadonlyMap<string, string>;

async function audit(name: string): Promise<Verdicts> {
  const words = ['-i', 'inventory.yaml', '-p', 'strict', '-f', 'json', '-q', '--no-store'];
  hostward('audit', ...words, '-o', name, '--fail-on', 'none');
  const { hosts } = await recordedReport(join(folder, name));
  for await (const host of hosts()) {
    if (host.status === 'failed') throw new Error(host.reason.message);
    return new Map(host.findings.map(({ check, outcome }) => [check, outcome]));
  }
  throw new Error('the machine was not read');
}

const failing = (verdicts: Verdicts): readonly string[] =>
  [...verdicts].flatMap(([check, outcome]) => (outcome === 'fail' ? [check] : []));

const without = (all: readonly string[], some: readonly string[]): readonly string[] =>
  all.filter((each) => !some.includes(each));

/** What of the machine is configured. */
const configured = (): string =>
  inside("sudo find /etc -type f ! -name '*cache*' -exec sha256sum {} + | sort -k2");

const bootId = (): string => inside('cat /proc/sys/kernel/random/boot_id');

async function restart(): Promise<void> {
  const before = bootId();
  inside('sudo systemd-run --on-active=1 systemctl reboot');
  do {
    await sleep(20_000);
    await untilUp();
  } while (bootId() === before);
}

const runSchema = z.object({
  checks: z.array(z.object({ id: z.string(), repair: z.object({}).loose().optional() })),
});

function settledBy(name: string, fails: readonly string[]): readonly string[] {
  const { checks } = runSchema.parse(
    JSON.parse(readFileSync(join(folder, name, 'run.json'), 'utf8')),
  );
  const repaired = new Set(checks.flatMap(({ id, repair }) => (repair === undefined ? [] : [id])));
  return fails.filter((id) => repaired.has(id));
}

function prepare({ host: { connection } }: System): void {
  assert.equal(connection.transport, 'ssh2');
  if (connection.transport !== 'ssh2') return;
  const { port, user, identityFiles = [] } = connection.endpoint;
  const key = readFileSync(join(WORK, 'roots', SUITE, 'etc/ssh/ssh_host_ed25519_key.pub'), 'utf8');
  const [type, base64] = key.split(' ');
  writeFileSync(join(folder, 'known_hosts'), `[127.0.0.1]:${port} ${type} ${base64}\n`);
  const defaults = `{ user: ${user}, port: ${port}, identityFiles: ${JSON.stringify(identityFiles)}, knownHosts: [known_hosts], become: sudo }`;
  writeFileSync(
    join(folder, 'inventory.yaml'),
    `version: 1\ndefaults: ${defaults}\nhosts:\n  machine: { address: 127.0.0.1 }\n`,
  );
}

async function tryPlan(): Promise<void> {
  const before = await audit('before');
  const settled = settledBy('before', failing(before));
  hostward('fix', 'before', '--level', '2', '-o', 'plans');
  const [plan = ''] = readdirSync(join(folder, 'plans'));
  const script = readFileSync(join(folder, 'plans', plan), 'utf8');
  inside('sudo sh -s', script);
  // sshd has just been reloaded.
  await untilUp();
  const once = configured();
  inside('sudo sh -s', script);
  await untilUp();
  assert.equal(configured(), once, 'a second run changes nothing');
  await restart();
  const after = await audit('after');
  process.stdout.write(
    `${failing(before).length} checks fail, ${settled.length} of them the plan settles; ${failing(after).length} fail after it\n`,
  );
  const left = settled.filter((id) => after.get(id) !== 'pass');
  assert.deepEqual(
    left.map((id) => [id, after.get(id)]),
    [],
    'what the plan settles passes',
  );
  const fresh = without(failing(after), failing(before));
  assert.deepEqual(fresh, [], 'nothing new fails');
  inside(`sudo rm -f ${Object.values(FILES).join(' ')}`);
  await restart();
  const undone = await audit('undone');
  assert.deepEqual(without(settled, failing(undone)), [], 'what was settled fails again');
}

try {
  const packages = ['nftables', 'cron', 'apparmor'];
  await debianMachine({ suite: SUITE, packages, stages: [{ name: 'fix' }] }).with(
    async (system) => {
      prepare(system);
      await tryPlan();
    },
  );
} finally {
  rmSync(folder, { recursive: true });
}
