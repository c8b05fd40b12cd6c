import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checks } from '../../checks/index.ts';
import { compile } from '../../src/collector/compile.ts';
import { planReadings } from '../../src/collector/plan.ts';
import { contentHash } from '../../src/engine/policy/content-hash.ts';
import { factsOf } from '../../src/kit/define-check.ts';
import { templateFiles } from '../../src/own-checks/template.ts';
import { checkOf, fileWith, HEAD, load, problemsOf } from './own-check.ts';

describe('mistakes in YAML', () => {
  it.each([
    [
      '      - sysctl: a.b\n        equlas: 1\n',
      'checks.yaml:11:9 unknown key "equlas"; expected "equals"',
    ],
    [
      '      - sysctl: a.b\n',
      'checks.yaml:10:9 found sysctl; expected one of equals, oneOf, like, or atLeast and atMost',
    ],
    [
      '      - sysctl: a.b\n        equals: 1\n        like: x\n',
      'checks.yaml:10:9 found sysctl, equals, like; expected one of',
    ],
    [
      '      - sysctrl: a.b\n',
      'checks.yaml:10:9 a requirement of no kind: "sysctrl"; expected "sysctl"',
    ],
    ['      - file: /etc/x\n', 'checks.yaml:10:9 a file of which nothing is asked'],
    [
      '      - { path: /etc/x, mode: 640 }\n',
      'checks.yaml:10:31 found the number 640; expected a mode in quotes',
    ],
    [
      '      - { file: /etc/shadow, key: a, equals: b }\n',
      'the contents of this one never leave a host',
    ],
    [
      '      - { file: /home/kim/x, key: a, equals: b }\n',
      'the contents of this one never leave a host',
    ],
    [
      '      - { file: "/etc/*.conf", key: a, equals: b }\n',
      'expected an absolute path without patterns',
    ],
    [
      '      - { path: /etc/../etc/shadow, exists: true }\n',
      'expected an absolute path without patterns',
    ],
    ['      - { package: "a; reboot", installed: true }\n', 'expected a name of letters'],
  ])('%s', (requirement, problem) => {
    expect(problemsOf(`    require:\n${requirement}`)).toContain(problem);
  });

  it('are told all at once', () => {
    const problems = problemsOf('    require:\n      - sysctl: x\n      - process: y\n');
    expect(problems.split('\n').length).toBeGreaterThan(1);
  });

  it('end with ids that are taken', () => {
    const text = `${HEAD}    require: [{ path: /etc/x, exists: true }]\n`;
    const taken = text.replace('site.check', checks[0]?.id ?? '');
    expect(() => load([fileWith('a.yaml', taken)], checks)).toThrow('comes with hostward');
    const both = [fileWith('a.yaml', text), fileWith('b.yaml', text)];
    expect(() => load(both)).toThrow(
      /b\.yaml:3:9 the id site\.check stands at .*a\.yaml:3:9 already/,
    );
  });
});

it('makes another check of another requirement', () => {
  const [a, b, c] = [1, 2, 1].map((wanted) =>
    checkOf(`    require: [{ sysctl: a.b, equals: ${wanted} }]\n`),
  );
  if (a === undefined || b === undefined || c === undefined) throw new Error('no check');
  expect(contentHash(a)).not.toBe(contentHash(b));
  expect(contentHash(a)).toBe(contentHash(c));
});

it('never lets YAML bring a command', () => {
  const check = checkOf(
    '    require: [{ file: "/etc/$(reboot)\'x", hasLine: "$(reboot)" }, { sysctl: a.b, equals: "$(reboot)" }]\n',
  );
  const { body } = compile(planReadings(factsOf(check)));
  expect(body.match(/reboot/g)).toEqual(['reboot']);
  expect(body).toContain(`'etc/$(reboot)'\\''x'`);
});

it('gives a module to begin with that passes its own test', () => {
  const folder = mkdtempSync(join(tmpdir(), 'own-checks-'));
  const source = join(import.meta.dirname, '../../src');
  for (const { name, text } of templateFiles('site.motd', 'typescript')) {
    const own = text
      .replace('"hostward"', JSON.stringify(join(source, 'index.ts')))
      .replace('"hostward/testing"', JSON.stringify(join(source, 'testing/check-cases.ts')));
    writeFileSync(join(folder, name), own);
  }
  const { status, stdout } = spawnSync(process.execPath, ['site.motd.test.mts'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(stdout).toMatch(/pass: words alone/);
  expect(status, stdout).toBe(0);
});

describe('modules', () => {
  const root = join(import.meta.dirname, '../../src/index.ts');
  const module = (needs: string, more = '') => `
    import { customReader, defineCheck, fileText, pass, required, unsplit, value } from '${root}';
    ${more}
    export default [defineCheck({
      id: 'site.module', area: 'files', title: 'x', severity: 'low', level: 1, rationale: 'x',
      remedy: 'x', references: [], tags: [], needs: ${needs}, evaluate: () => pass('fine'),
    })];`;
  const probe = `
    const reader = customReader({
      name: 'greeting', sh: 'say hello', commands: [], offline: true, split: unsplit,
    });
    const greeting = {
      key: 'greeting:', reading: { reader, arg: '' }, parse: ({ stdout }) => value(stdout),
    };`;
  const custom = module('{ greeting: required(greeting) }', probe);
  const hidden = custom.replace('customReader({', '({');

  const files = {
    plain: fileWith('site.mjs', module("{ motd: required(fileText('/etc/motd')) }")),
    typed: fileWith('site.ts', `const x: number = 1;${module('{}')}`),
    custom: fileWith('site.mjs', custom),
    allowed: `+${fileWith('site.mjs', custom)}`,
    disguised: `+${fileWith('site.mjs', hidden.replace("name: 'greeting'", "name: 'text'"))}`,
    unmarked: `+${fileWith('site.mjs', hidden)}`,
    overlapping: fileWith('site.mjs', module("{ x: required(fileText('/etc/sysctl.d/x.conf')) }")),
    nothing: fileWith('site.mjs', 'export const x = 1;'),
    none: fileWith('site.mjs', 'export default [];'),
    half: fileWith('site.mjs', "export default { id: 'site.x' };"),
    broken: fileWith('site.mjs', 'nonsense('),
    throwing: fileWith('site.mjs', "throw new Error('no');"),
    open: fileWith('site.mjs', 'export default [];', 0o666),
    awaiting: fileWith('site.mjs', 'await 0; export default [];'),
  };
  const outcomes: readonly Outcome[] = JSON.parse(
    execFileSync(
      process.execPath,
      [join(import.meta.dirname, 'load-each.ts'), ...Object.values(files)],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    ),
  );
  const outcome = (name: keyof typeof files): Outcome =>
    outcomes[Object.keys(files).indexOf(name)] ?? {};

  it('give their checks, in JavaScript and TypeScript', () => {
    expect(outcome('plain').made).toEqual([`site.module of ${files.plain}`]);
    expect(outcome('typed').made).toEqual([`site.module of ${files.typed}`]);
  });

  it('bring probes of their own only with leave, and marked', () => {
    expect(outcome('custom').error).toContain(
      'site.module brings a probe of its own, own_greeting; read it, then say --allow-custom-probes',
    );
    expect(outcome('allowed').body).toContain('read_own_greeting() {\n# NOT PART OF HOSTWARD');
  });

  it('bring none that hides what it is', () => {
    expect(outcome('disguised').error).toContain('another copy of hostward');
    expect(outcome('unmarked').error).toContain('which customReader did not make');
  });

  it('read files as other checks do', () => {
    expect(outcome('overlapping').error).toContain(
      'which other checks read as /etc/sysctl.d/*.conf',
    );
  });

  it.each<[keyof typeof files, string]>([
    ['nothing', 'has no default export'],
    ['none', 'has no default export'],
    ['half', 'export 1 is no check (area'],
    ['broken', 'cannot be loaded: SyntaxError'],
    ['throwing', 'cannot be loaded: Error: no'],
    ['awaiting', 'cannot be loaded'],
    ['open', 'can be written by anyone (mode 0666), who could run commands as you'],
  ])('are told what is wrong: %s', (name, problem) => {
    expect(outcome(name).error).toContain(problem);
  });
});

interface Outcome {
  readonly made?: readonly string[];
  readonly body?: string;
  readonly error?: string;
}
