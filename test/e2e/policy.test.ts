import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostward } from '../support/hostward.ts';

interface Written {
  readonly run: Readonly<Record<string, unknown>>;
  readonly hosts: readonly {
    readonly profile: string;
    readonly groups?: readonly string[];
    readonly findings: readonly {
      readonly check: string;
      readonly outcome: string;
      readonly waiver?: string;
    }[];
  }[];
  readonly waivers: readonly { readonly id: string; readonly concerns: readonly string[] }[];
}

const NAME = hostname();
const TODAY = new Date().toISOString().slice(0, 10);
const LATER = '2999-12-31';

let folder: string;
const file = (name: string) => join(folder, name);
const run = (...args: readonly string[]) => hostward(args, { cwd: folder });
const report = (output: string): Written =>
  JSON.parse(readFileSync(file(join(output, 'report.json')), 'utf8')) as Written;
const outcomes = (output: string, outcome: string): readonly string[] =>
  (report(output).hosts[0]?.findings ?? [])
    .filter((finding) => finding.outcome === outcome)
    .map(({ check }) => check);
const waiver = (id: string, checks: readonly string[], hosts: string, until = LATER) => `
  - id: ${id}
    kind: riskAccepted
    owner: platform
    approver: security
    reason: until the move
    approvedOn: 2020-01-01
    expiresOn: ${until}
    scope: { checks: [${checks.join(', ')}], hosts: [${JSON.stringify(hosts)}] }
`;

let failing: readonly string[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-e2e-policy-'));
  writeFileSync(
    file('inventory.yaml'),
    `version: 1
groups:
  here:
    hosts: [${NAME}]
    transport: local
    overrides: { parameters: { kernel.uptime: { maxDays: 9000 } } }
`,
  );
  const audited = await run('audit', '-q', '-i', 'inventory.yaml', '-f', 'json', '-o', 'run');
  expect(audited.stderr).toBe('');
  failing = outcomes('run', 'fail');
});
afterAll(() => rmSync(folder, { recursive: true }));

const evaluate = (output: string, ...args: readonly string[]) =>
  run('evaluate', 'run', '-q', '-f', 'json,junit', '-o', output, '--fail-on', 'low', ...args);

it('audits a group as the inventory overrides its profile, and keeps the policy with the run', () => {
  expect(report('run').hosts[0]).toMatchObject({ profile: 'baseline+here', groups: ['here'] });
  const policy: unknown = JSON.parse(readFileSync(file('run/policy.json'), 'utf8'));
  expect(policy).toMatchObject({ policies: [{ profile: 'baseline+here' }] });
});

it('judges by a profile of a file', async () => {
  const [first = ''] = failing;
  writeFileSync(
    file('site.yaml'),
    `version: 1\nprofile: site\nextends: baseline\nexclude: [${first}]\n`,
  );
  await evaluate('by-site', '-p', './site.yaml');
  expect(report('by-site').run).toMatchObject({ profile: 'site' });
  expect(outcomes('by-site', 'fail')).toEqual(failing.slice(1));
  const shown = await run('policy', 'show', '-p', './site.yaml');
  expect(shown.stdout).toContain(`policy hash   ${String(report('by-site').run['policyHash'])}`);
  expect(shown.stdout).not.toContain(` ${first} `);
});

describe('waivers', () => {
  it('accept failures: they run, they show, they fail nothing', async () => {
    writeFileSync(file('w.yaml'), `version: 1\nwaivers:\n${waiver('W-1', failing, NAME)}`);
    const { status } = await evaluate('waived', '-w', 'w.yaml');
    expect(outcomes('waived', 'fail')).toEqual(failing);
    expect(status).not.toBe(1);
    const junit = readFileSync(file('waived/junit.xml'), 'utf8');
    expect(junit).not.toContain('<failure');
    expect(junit).toContain(`accepted by waiver W-1: platform, until ${LATER}: until the move`);
    expect(report('waived').waivers).toMatchObject([
      { id: 'W-1', accepts: failing.length, concerns: [] },
    ]);
    expect(report('waived').run['waiversHash']).toMatch(/^[\da-f]{64}$/);
  });

  it('that expired accept nothing, and fail a strict run that says why', async () => {
    writeFileSync(
      file('old.yaml'),
      `version: 1\nwaivers:\n${waiver('W-1', failing, NAME, '2020-02-01')}${waiver('W-2', failing.slice(0, 1), 'nowhere')}`,
    );
    const { status, stderr } = await evaluate(
      'old',
      '-w',
      'old.yaml',
      '--fail-on',
      'none',
      '--strict',
    );
    expect(status).toBe(1);
    expect(stderr).toContain('waiver W-1 expired\n');
    expect(stderr).toContain('waiver W-2 covers nothing that was audited\n');
    expect(readFileSync(file('old/junit.xml'), 'utf8')).toContain('<failure');
  });

  it('are checked against the registry, an inventory and a run', async () => {
    const checked = await run(
      'waivers',
      'check',
      'w.yaml',
      '-i',
      'inventory.yaml',
      '--run',
      'run',
      '--strict',
    );
    expect(checked.stdout).toContain(
      `W-1  platform, until ${LATER}, accepts ${failing.length} finding`,
    );
    expect(checked.status).toBe(0);
    const wrong = await run('waivers', 'check', 'old.yaml', '-i', 'inventory.yaml');
    expect(wrong).toMatchObject({ status: 2 });
    expect(wrong.stderr).toMatch(/old\.yaml:\d+:\d+ "nowhere" is none of the inventory's hosts/);
  });

  it('with a mistake end the command before it audits', async () => {
    writeFileSync(
      file('typo.yaml'),
      `version: 1\nwaivers:\n${waiver('W-1', ['kernel.uptme'], '*')}`,
    );
    const { status, stderr } = await evaluate('typo', '-w', 'typo.yaml');
    expect(status).toBe(2);
    expect(stderr).toContain(
      'typo.yaml:11:23 there is no check "kernel.uptme" (did you mean "kernel.uptime"',
    );
    expect(existsSync(file('typo'))).toBe(false);
  });
});

describe('attestations', () => {
  it('answer a question, as the command wrote them', async () => {
    const [asked = ''] = outcomes('run', 'manual');
    expect(asked).not.toBe('');
    const written = await run(
      ...['attest', asked, 'answers.yaml', '--group', 'here', '--answer', 'compliant'],
      ...['--by', 'Kim', '--evidence', 'looked at it', '--until', LATER],
    );
    expect(written.stdout).toBe(
      `answers.yaml: ${asked}-${TODAY}: ${asked} is compliant on here, until ${LATER}\n`,
    );
    await evaluate('attested', '-a', 'answers.yaml', '-p', 'baseline');
    expect(outcomes('attested', 'pass')).toContain(asked);
    expect(outcomes('attested', 'manual')).not.toContain(asked);
  });
});
