import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ownChecksJsonSchema } from '../../src/own-checks/schema.ts';

const main = join(import.meta.dirname, '../../src/cli/main.ts');
const folder = () => mkdtempSync(join(tmpdir(), 'own-checks-cli-'));

function hostward(cwd: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  return { status, stdout, stderr };
}

describe('hostward checks new', () => {
  it('writes a check in YAML that fits the schema and passes its own cases', () => {
    const cwd = folder();
    expect(hostward(cwd, 'checks', 'new', 'site.motd').stdout).toContain('wrote site.motd.yaml');
    const isValid = new Ajv2020.default({ strict: false }).compile(ownChecksJsonSchema() as object);
    isValid(parse(readFileSync(join(cwd, 'site.motd.yaml'), 'utf8')));
    expect(isValid.errors ?? []).toEqual([]);
    const tested = hostward(cwd, 'checks', 'test', 'site.motd.yaml');
    expect(tested.stdout).toMatch(/^ok {6}site\.motd: pass: as distributions have it$/m);
    expect(tested.stdout).toMatch(/^\d+ passed, 0 failed$/m);
    expect(tested.status).toBe(0);
  });

  it('overwrites nothing, and takes only ids', () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'site.motd.yaml'), 'mine');
    expect(hostward(cwd, 'checks', 'new', 'site.motd')).toMatchObject({ status: 2 });
    expect(readFileSync(join(cwd, 'site.motd.yaml'), 'utf8')).toBe('mine');
    expect(hostward(cwd, 'checks', 'new', '../motd').stderr).toContain('is no id of a check');
  });
});

describe('hostward checks test', () => {
  it('says what a case got instead', () => {
    const cwd = folder();
    hostward(cwd, 'checks', 'new', 'site.motd');
    const file = join(cwd, 'site.motd.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('mode: "0644"', 'mode: "0600"'));
    const { status, stdout } = hostward(cwd, 'checks', 'test', file);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^not ok {2}site\.motd: pass: as distributions have it$/m);
  });
});

describe('own checks', () => {
  it('are audited, and named by policies that take them', () => {
    const cwd = folder();
    hostward(cwd, 'checks', 'new', 'site.motd');
    writeFileSync(
      join(cwd, 'site.yaml'),
      'version: 1\nprofile: site\nchecks: [site.motd.yaml]\ninclude: [{ tag: site }]\n',
    );
    const { stdout } = hostward(cwd, 'policy', 'show', '--profile', './site.yaml');
    expect(stdout).toMatch(/^profile +site: 1 checks$/m);
    expect(stdout).toMatch(/^ {2}medium +site\.motd +by site$/m);
    const twice = hostward(cwd, 'plan', '--checks', 'site.motd.yaml', '--profile', './site.yaml');
    expect(twice.stdout).toContain('  /etc/motd\n');
    expect(twice.status).toBe(0);
  });

  it('are shown with their file', () => {
    const cwd = folder();
    hostward(cwd, 'checks', 'new', 'site.motd');
    const { stdout } = hostward(cwd, 'checks', 'show', 'site.motd', '--checks', 'site.motd.yaml');
    expect(stdout).toContain(`of ${join(cwd, 'site.motd.yaml')}`);
  });
});
