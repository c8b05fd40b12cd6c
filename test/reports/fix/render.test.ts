import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { FixFormat } from '../../../reports/fix/formats.ts';
import { FILES } from '../../../reports/fix/plan.ts';
import { type FixOptions, renderFix } from '../../../reports/fix/render.ts';
import type { CheckMeta } from '../../../src/model/check.ts';
import type { Finding, Report } from '../../../src/model/run.ts';
import { HOSTILE, oneOfEach } from '../../support/one-of-each.ts';
import { auditedHost, reportOf } from '../../support/report-fixture.ts';

const [like] = oneOfEach().checks;
function check(id: string, more: Partial<CheckMeta>): CheckMeta {
  if (like === undefined) throw new Error('no check');
  return { ...like, id, ...more };
}

const CHECKS: readonly CheckMeta[] = [
  check('sysctl.low', { severity: 'low', repair: { kind: 'sysctl', key: 'a.low', value: '1' } }),
  check('sysctl.high', { severity: 'high', repair: { kind: 'sysctl', key: 'a.high', value: '2' } }),
  check('sysctl.dear', { level: 2, repair: { kind: 'sysctl', key: 'a.dear', value: '3' } }),
  check('modules.x', { repair: { kind: 'modules', names: ['x', 'y'] } }),
  check('ssh.root', { repair: { kind: 'sshd', lines: ['PermitRootLogin no'] } }),
  check('daemon.hand', { severity: 'critical', remedy: 'Do this.\nThen that.' }),
];
const mismatches = [{ subject: 's', expected: 'e', actual: 'a' }];
const failing = (waived: readonly string[] = []): readonly Finding[] =>
  CHECKS.map(({ id }) => ({
    check: id,
    outcome: 'fail',
    mismatches,
    ...(waived.includes(id) ? { waiver: 'W-1' } : {}),
  }));
const report = (findings = failing(), host = 'web-01'): Report =>
  reportOf([auditedHost(host, findings)], { checks: CHECKS });

async function textsOf(of: Report, format: FixFormat, options: Partial<FixOptions> = {}) {
  const texts: string[] = [];
  for await (const { text } of renderFix(of, format, { level: 1, ...options })) texts.push(text);
  return texts;
}
const textOf = async (of: Report, format: FixFormat, options: Partial<FixOptions> = {}) =>
  (await textsOf(of, format, options)).join('');

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hostward-fix-'));
  mkdirSync(join(root, 'etc/ssh'), { recursive: true });
  writeFileSync(join(root, 'etc/ssh/sshd_config'), 'Include /etc/ssh/sshd_config.d/*.conf\n');
});
afterEach(() => rmSync(root, { recursive: true }));

const run = (script: string, shell = 'sh') =>
  spawnSync(shell, [], { input: script, env: { ...process.env, ROOT: root }, encoding: 'utf8' });
const file = (kind: keyof typeof FILES) => readFileSync(join(root, FILES[kind]), 'utf8');

describe('the script', () => {
  it.each(['dash', 'bash', 'mksh'])(
    'writes its files into a tree, once and again, in %s',
    async (shell) => {
      const script = await textOf(report(), 'sh');
      for (const _ of [1, 2]) expect(run(script, shell)).toMatchObject({ status: 0, stderr: '' });
      expect(file('sysctl')).toBe('a.high = 2\na.low = 1\n');
      expect(file('modules')).toBe(
        'install x /bin/false\nblacklist x\ninstall y /bin/false\nblacklist y\n',
      );
      expect(file('sshd')).toBe('PermitRootLogin no\n');
    },
  );

  it('says what is left for a person, with what was found and what to do', async () => {
    const script = await textOf(report(), 'sh');
    expect(script).toContain(
      '# critical, level 1: daemon.hand: Containers keep running through a restart\n#   s: found a, expected e\n#   Do this.\n#   Then that.\n',
    );
  });

  it('writes no file of sshd where its own does not include the folder', async () => {
    writeFileSync(join(root, 'etc/ssh/sshd_config'), 'PermitRootLogin yes\n');
    const { status, stderr } = run(await textOf(report(), 'sh'));
    expect(status).toBe(0);
    expect(stderr).toContain('PermitRootLogin no');
    expect(existsSync(join(root, FILES.sshd))).toBe(false);
  });

  it('leaves alone what is accepted, and what costs more than was asked for', async () => {
    const script = await textOf(report(failing(['sysctl.low'])), 'sh');
    run(script);
    expect(file('sysctl')).toBe('a.high = 2\n');
    run(await textOf(report(), 'sh', { level: 2 }));
    expect(file('sysctl')).toContain('a.dear = 3');
  });

  it('runs nothing that a host says', async () => {
    const hostile = [
      'x\ntouch OWNED',
      '$(touch OWNED)',
      "'; touch OWNED #",
      HOSTILE,
      'END\ntouch OWNED',
    ];
    for (const text of hostile) {
      const findings = failing().map((finding) => ({
        ...finding,
        mismatches: [{ subject: text, expected: text, actual: text }],
      }));
      const script = await textOf(report(findings, text), 'sh');
      expect(run(script)).toMatchObject({ status: 0, stderr: '' });
      const lines = script.split('\n').filter((line) => line.includes('OWNED'));
      expect(lines.every((line) => line.startsWith('# '))).toBe(true);
    }
  });

  it('passes shellcheck', async () => {
    const script = await textOf(report(), 'sh', { level: 2 });
    const { stdout } = spawnSync('shellcheck', ['-s', 'sh', '-'], {
      input: script,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  });
});

describe('the playbook', () => {
  it('has a play a change, for the hosts that need it', async () => {
    const two = reportOf(
      [auditedHost('web-01', failing()), auditedHost('web-02', failing(['sysctl.high']))],
      { checks: CHECKS },
    );
    const plays = parse(await textOf(two, 'ansible'));
    expect(plays.map(({ name, hosts }: { name: string; hosts: string }) => [name, hosts])).toEqual([
      ['high, level 1: sysctl.high', 'web-01'],
      ['low, level 1: sysctl.low', 'web-01,web-02'],
      ['low, level 1: modules.x', 'web-01,web-02'],
      ['low, level 1: ssh.root', 'web-01,web-02'],
    ]);
    expect(plays[0].tasks).toEqual([
      {
        name: 'a.high = 2',
        'ansible.builtin.lineinfile': {
          path: FILES.sysctl,
          line: 'a.high = 2',
          create: true,
          mode: '0644',
        },
        notify: 'apply',
      },
    ]);
  });

  it('leaves out a host whose name would be a pattern, and says so', async () => {
    const text = await textOf(report(failing(), 'all:!web'), 'ansible');
    expect(parse(text)).toEqual([]);
    expect(text).toContain('would not take its name: all:!web');
  });
});

it('writes a sysctl.d file that sysctl reads', async () => {
  const text = await textOf(report(), 'sysctl.d');
  expect(text.split('\n').filter((line) => !line.startsWith('#'))).toEqual([
    'a.high = 2',
    'a.low = 1',
    '',
  ]);
});
