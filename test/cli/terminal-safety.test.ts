import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { evidenceOf } from '../evidence/systems.ts';
import { type CommandRun, hostward } from '../support/hostward.ts';

/** A title, a clear screen, C1, bidirectional overrides, a carriage return: what a terminal acts on. */
const HOSTILE = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202e\r\u0000\u200b';
/** As it can be typed: no argument holds a NUL. */
const TYPED = HOSTILE.replace('\0', '');
const IN_YAML = '"\\e]0;owned\\a\\e[2J\\x9b31m\\u202E\\r\\u200b"';
const UNSHOWN = /[[\p{Cc}\p{Cf}]--[\t\n]]/v;

let folder: string;
const run = (...words: readonly string[]): Promise<CommandRun> =>
  hostward(words, { cwd: folder, env: { HOSTWARD_STORE: join(folder, 'runs.sqlite') } });

/** As an honest host's, with hostile text in every reading of text, and in all that it says of itself. */
function hostileEvidence(name: string, system: string): Evidence {
  const honest = evidenceOf(system);
  const records = Object.entries(honest.records).map(([key, record], i) => {
    const { stdout, stderr } = record;
    if (typeof stdout !== 'string') return [key, record] as const;
    const spoilt = stdout.replace(/[A-Za-z]{5,}/, (word) => `${word}${HOSTILE}`);
    return [
      key,
      {
        ...record,
        stdout: i % 3 === 0 ? stdout : `${spoilt}${HOSTILE}\n`,
        stderr: i % 5 === 0 ? `cat: x: ${HOSTILE}\n` : stderr,
      },
    ] as const;
  });
  return {
    ...honest,
    host: {
      ...honest.host,
      name,
      address: HOSTILE,
      labels: { [HOSTILE]: HOSTILE },
      groups: [HOSTILE],
    },
    hostKey: HOSTILE,
    worker: HOSTILE,
    diagnostics: HOSTILE,
    records: Object.fromEntries([
      ...records,
      [`text:${HOSTILE}`, { exit: 0, stdout: '', stderr: '' }],
    ]),
  };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-terminal-'));
  const at = (name: string) => join(folder, name);
  mkdirSync(at('day1'));
  mkdirSync(at('day2'));
  const web = hostileEvidence(`web${HOSTILE}`, 'debian-13-docker');
  writeFileSync(at('day1/web.json'), JSON.stringify(web));
  writeFileSync(at('day1/db.json'), JSON.stringify(hostileEvidence('db', 'debian-11')));
  writeFileSync(
    at('day2/web.json'),
    JSON.stringify(hostileEvidence(`web${HOSTILE}`, 'debian-12-here')),
  );
  writeFileSync(at('day2/new.json'), JSON.stringify(hostileEvidence(`new${HOSTILE}`, 'busybox')));
  writeFileSync(
    at('waivers.yaml'),
    `version: 1
waivers:
  - id: one
    kind: accepted
    checks: [mac.framework]
    hosts: ["*"]
    owner: ${IN_YAML}
    approver: ${IN_YAML}
    reason: ${IN_YAML}
    approvedOn: 2026-01-01
    expiresOn: 2026-02-01
`,
  );
  writeFileSync(
    at('site.yaml'),
    `version: 1\nprofile: site\ntitle: ${IN_YAML}\nextends: baseline\n`,
  );
  writeFileSync(
    at('fleet.yaml'),
    `version: 1\nhosts:\n  here: { transport: local, labels: { note: ${IN_YAML} } }\n  gone: { address: 127.0.0.1, port: 1 }\n`,
  );
  writeFileSync(at('wrong.yaml'), `version: 1\nhosts:\n  ${IN_YAML}: { ${IN_YAML}: 1 }\n`);
  for (const day of ['day1', 'day2']) {
    await run('evaluate', day, '-o', `run-${day}`, '-q', '-f', 'json', '-p', 'site.yaml');
  }
  await run('runs', 'import', 'run-day1', 'run-day2');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** For every command how it is run on what is hostile. */
const CASES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  audit: [['-i', 'fleet.yaml', '-p', 'ci', '-f', 'json', '-o', 'audited', '-v']],
  plan: [
    ['-i', 'fleet.yaml'],
    ['-p', `./${TYPED}.yaml`],
  ],
  collect: [['-i', 'fleet.yaml', '-p', 'ci', '-o', 'collected']],
  evaluate: [
    ['day1', '-f', 'markdown', '-o', 'again', '-p', 'site.yaml', '--waivers', 'waivers.yaml', '-v'],
  ],
  report: [['run-day1', '-f', 'html,junit,sarif,csv,markdown', '-o', 'written']],
  diff: [
    ['run-day1', 'run-day2'],
    ['run-day1', 'run-day2', '--format', 'markdown'],
  ],
  trend: [
    ['run-day1', 'run-day2', '--all'],
    ['run-day1', 'run-day2', '--all', '--host', 'db'],
  ],
  compare: [['run-day2', '--against', 'day1/web.json']],
  'runs list': [[]],
  'runs show': [['latest']],
  'runs export': [['latest', 'exported']],
  'runs import': [['run-day1']],
  'runs prune': [['--keep', '1']],
  explain: [
    ['accounts.root-password', '--run', 'run-day1', '--host', 'db'],
    ['mac.framework', '--run', 'run-day1', '--host', 'db'],
  ],
  fix: [['run-day1', '--format', 'sh', '-o', 'fixed']],
  'baseline init': [['run-day1']],
  'checks list': [['-p', 'site.yaml']],
  'checks show': [['mac.framework'], [TYPED]],
  'checks new': [[TYPED]],
  'checks test': [['wrong.yaml']],
  'benchmarks list': [[]],
  'benchmarks show': [[TYPED]],
  'inventory validate': [['wrong.yaml'], ['fleet.yaml']],
  'inventory list': [['-i', 'fleet.yaml']],
  'policy show': [['-p', 'site.yaml']],
  'waivers check': [['waivers.yaml']],
  attest: [
    [
      `x${TYPED}`,
      'a.yaml',
      '--answer',
      'compliant',
      '--by',
      'a',
      '--evidence',
      'b',
      '--until',
      '2027-01-31',
    ],
  ],
  verify: [['run-day1'], ['latest'], []],
  'keys new': [['no\u001b[2J/such/folder']],
  schedule: [['cron', '--', `--no-${TYPED}`]],
  worker: [['--queue', `postgres://a:b@127.0.0.1/${TYPED}`]],
  schema: [['report']],
};

function leavesOf({ commands }: CommandUnknownOpts, above = ''): readonly string[] {
  return commands.flatMap((command) => {
    const name = `${above}${command.name()}`;
    return command.commands.length === 0 ? [name] : leavesOf(command, `${name} `);
  });
}

it('has a case for every command', () => {
  expect(Object.keys(CASES)).toEqual(leavesOf(createProgram('1.0.0')));
});

describe('nothing that a terminal acts on comes from', () => {
  const cases = Object.entries(CASES).flatMap(([command, all]) =>
    all.map((words) => [command, words] as const),
  );
  let escaped = 0;
  it.each(cases)('%s %j', async (command, words) => {
    const { status, stdout, stderr } = await run(...command.split(' '), ...words);
    expect(UNSHOWN.exec(stdout)).toBeNull();
    expect(UNSHOWN.exec(stderr)).toBeNull();
    expect(stdout.length + stderr.length).toBeGreaterThan(0);
    if (stdout.includes('\\u{1b}') || stderr.includes('\\u{1b}')) escaped += 1;
    // A mistake, findings, or all well: no defect.
    expect([0, 1, 2, 3]).toContain(status);
  });

  it('though it is shown, as what it is', () => {
    expect(escaped).toBeGreaterThan(12);
  });
});
