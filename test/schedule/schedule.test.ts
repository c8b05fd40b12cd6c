import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditCommand } from '../../src/cli/commands/audit.ts';
import { cronFile } from '../../src/schedule/cron.ts';
import { type Schedule, withPlaces } from '../../src/schedule/schedule.ts';
import { systemdUnits } from '../../src/schedule/systemd.ts';
import { hostward } from '../support/hostward.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-schedule-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const schedule = (...words: readonly string[]): Schedule => ({
  program: ['/usr/bin/printf', '%s\\n'],
  words,
  account: 'root',
  readsThisMachine: false,
  spreadSeconds: 1800,
});

const ODD = ['-i', '/etc/host ward/it\'s "50%".yaml', '--limit', '$HOME,!x\\y', '%n'];

describe('units of systemd', () => {
  const [service, timer] = systemdUnits(schedule(...ODD), '*-*-* 02:30');

  beforeAll(() => {
    for (const unit of [service, timer]) {
      if (unit !== undefined) writeFileSync(join(folder, unit.name), unit.text);
    }
  });

  it('are units to systemd', () => {
    const unit = join(folder, 'hostward.timer');
    const said = spawnSync('systemd-analyze', ['verify', '--man=no', unit], { encoding: 'utf8' });
    expect(said).toMatchObject({ status: 0, stderr: '' });
  });

  it('may do little: systemd calls their exposure low', () => {
    const unit = join(folder, 'hostward.service');
    const words = ['security', '--offline=true', '--no-pager', '--threshold=20', unit];
    const said = spawnSync('systemd-analyze', words, { encoding: 'utf8' });
    expect(said.stdout).toMatch(/Overall exposure level for hostward\.service: 1\.\d OK/);
    expect(said.status).toBe(0);
  });

  it('hide nothing of this machine where it is audited itself', () => {
    const [open] = systemdUnits({ ...schedule(), readsThisMachine: true }, 'daily');
    expect(open?.text).not.toMatch(
      /^(Protect|Private|Restrict(Address|Name)|Capability|SystemCallF)/m,
    );
    writeFileSync(join(folder, 'open.service'), open?.text ?? '');
    const unit = join(folder, 'open.service');
    const said = spawnSync('systemd-analyze', ['verify', '--man=no', unit], { encoding: 'utf8' });
    expect(said).toMatchObject({ status: 0, stderr: '' });
  });

  it('leave no specifier, variable or quote of a word to systemd', () => {
    const line = /^ExecStart=(.*)$/m.exec(service?.text ?? '')?.[1] ?? '';
    expect(line).toContain('"/etc/host ward/it\'s \\"50%%\\".yaml"');
    expect(line).toContain('"$$HOME,!x\\\\y"');
    expect(line).toMatch(/ "%%n"$/);
  });

  it('say when, spread, and catch up', () => {
    expect(timer?.text).toMatch(/^OnCalendar=\*-\*-\* 02:30$/m);
    expect(timer?.text).toMatch(/^RandomizedDelaySec=1800$/m);
    expect(timer?.text).toMatch(/^Persistent=yes$/m);
  });
});

describe('a line of cron', () => {
  /** What the shell is given, as cron reads the line. */
  const commandIn = (text: string): string =>
    (text.trim().split('\n').at(-1) ?? '').split(' ').slice(6).join(' ').replaceAll('\\%', '%');

  it('runs exactly the words that it was given, unless one still runs', () => {
    const { text } = cronFile({ ...schedule(...ODD), spreadSeconds: 0 }, '30 2 * * *');
    expect(text).toMatch(/^30 2 \* \* \* root umask 077; exec flock -n -E 75 \S+\/lock /m);
    const lock = join(folder, 'lock');
    const command = commandIn(text).replace('/var/lib/hostward/lock', lock);
    const said = execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' });
    const words = said.split('\n').slice(0, -1);
    expect([words[0], ...words.slice(-ODD.length)]).toEqual(['audit', ...ODD]);
    const held = `exec 9>'${lock}'; flock 9; ${command}`;
    expect(spawnSync('/bin/sh', ['-c', held]).status).toBe(75);
  });

  it('spreads machines that share the time', () => {
    expect(cronFile(schedule(), '30 2 * * *').text).toContain('sleep "$(shuf -i 0-1800 -n 1)"; ');
  });
});

it('keeps reports and runs in one place, unless its owner says otherwise', () => {
  const line = (...words: readonly string[]) => cronFile(schedule(...words), '30 2 * * *').text;
  expect(line()).toMatch(
    / audit --quiet --output \/var\/lib\/hostward\/latest --store \/var\/lib\/hostward\/runs.sqlite\n$/,
  );
  expect(line('-o/srv/x', '--no-store')).toMatch(/runs.sqlite -o\/srv\/x --no-store\n$/);
});

it('takes the last of two options of audit, so that what its owner says holds', async () => {
  const seen: unknown[] = [];
  const audit = auditCommand();
  audit.action((_, options) => void seen.push(options));
  await audit.parseAsync(withPlaces(['-o/srv/x', '--no-store']).slice(1), { from: 'user' });
  expect(seen).toMatchObject([{ quiet: true, output: '/srv/x', store: false }]);
});

describe('the command', () => {
  const command = (...words: readonly string[]) =>
    hostward(['schedule', ...words], { cwd: folder });

  it('gives the service root and no sandbox where this machine is audited', async () => {
    const { stdout } = await command('systemd');
    expect(stdout).toMatch(/^User=root$/m);
    expect(stdout).not.toMatch(/^ProtectSystem=/m);
    const remote = await command('systemd', '--', 'ssh://root@127.0.0.1');
    expect(remote.stdout).toMatch(/^User=hostward$/m);
    expect(remote.stdout).toMatch(/^ProtectSystem=strict$/m);
  });

  it('looks for this machine in the inventory', async () => {
    const hosts = 'hosts: { here: { transport: local }, there: {} }';
    writeFileSync(join(folder, 'fleet.yaml'), `version: 1\n${hosts}\n`);
    const all = await command('systemd', '--', '-i', 'fleet.yaml');
    expect(all.stdout).toMatch(/^User=root$/m);
    const some = await command('systemd', '--', '-i', 'fleet.yaml', '--limit', '!here');
    expect(some.stdout).toMatch(/^ProtectSystem=strict$/m);
  });

  it('says now what audit would say at night', async () => {
    expect(await command('systemd', '--', '--no-such-option')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('audit has no option --no-such-option'),
    });
    expect(await command('cron', '--', '--fail-on', 'sometimes')).toMatchObject({ status: 2 });
    expect(await command('cron', '--', '-i', 'not-yet.yaml')).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('today the audit would be refused: '),
    });
  });
});
