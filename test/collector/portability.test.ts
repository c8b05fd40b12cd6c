import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesText, fileText } from '../../src/probes/files/file-text.ts';
import { stat, stats } from '../../src/probes/files/stat.ts';
import { sysctl } from '../../src/probes/sysctl/sysctl.ts';
import { runFacts, SHELLS } from '../support/run-script.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-portability-'));
  writeFileSync(join(folder, 'plain.conf'), 'one\ntwo: 2\n');
  writeFileSync(join(folder, 'no-newline'), 'last line');
  writeFileSync(join(folder, 'empty'), '');
  writeFileSync(join(folder, 'binary'), Buffer.from([0, 255, 10, 254, 0, 10]));
  writeFileSync(join(folder, 'forging'), `${join(folder, 'plain.conf')}:forged\n`);
  writeFileSync(join(folder, 'long'), 'x\n'.repeat(6000));
  mkdirSync(join(folder, 'folder'));
  mkdirSync(join(folder, 'many'));
  writeFileSync(join(folder, 'many', 'b.conf'), 'b\n');
  writeFileSync(join(folder, 'many', 'a.conf'), 'a:1\n');
  symlinkSync('/nowhere', join(folder, 'dangling'));
  spawnSync('mkfifo', [join(folder, 'fifo')]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(SHELLS.map((shell) => [shell.join(' '), shell] as const))('%s', (_, shell) => {
  const at = (name: string) => join(folder, name);
  const text = (name: string) => {
    const seen = runFacts([fileText(at(name)), fileText(at('plain.conf'))], shell);
    return seen.observe(fileText(at(name)));
  };

  it('reads a file as it is', () => {
    expect(text('plain.conf')).toEqual({ state: 'value', value: 'one\ntwo: 2\n' });
    expect(text('no-newline')).toEqual({ state: 'value', value: 'last line\n' });
    expect(text('empty')).toEqual({ state: 'value', value: '' });
  });

  it('keeps the bytes of a file that is no text', () => {
    const seen = runFacts([fileText(at('binary'))], shell);
    expect(seen.records[`text:${at('binary')}`]?.stdout).toEqual({
      base64: Buffer.from([0, 255, 10, 254, 0, 10]).toString('base64'),
    });
  });

  it('tells what is not there, not readable as a file, and too long', () => {
    expect(text('missing')).toMatchObject({ state: 'absent' });
    expect(text('dangling')).toMatchObject({ state: 'absent' });
    expect(text('folder')).toMatchObject({ state: 'failed' });
    expect(text('fifo')).toMatchObject({ state: 'failed' });
    expect(text('long')).toMatchObject({ state: 'failed', reason: expect.stringContaining('cut') });
  });

  it('lets no content pass for another file', () => {
    const seen = runFacts([fileText(at('forging')), fileText(at('plain.conf'))], shell);
    expect(seen.observe(fileText(at('plain.conf')))).toMatchObject({ value: 'one\ntwo: 2\n' });
    expect(seen.observe(fileText(at('forging')))).toMatchObject({
      value: `${at('plain.conf')}:forged\n`,
    });
  });

  it('finds files by a pattern', () => {
    const facts = [filesText(at('many/*.conf')), filesText(at('folder/*.conf'))] as const;
    const seen = runFacts(facts, shell);
    expect(seen.observe(facts[0])).toEqual({
      state: 'value',
      value: [
        { path: at('many/a.conf'), content: 'a:1\n' },
        { path: at('many/b.conf'), content: 'b\n' },
      ],
    });
    expect(seen.observe(facts[1])).toEqual({ state: 'value', value: [] });
  });

  it('tells type, mode and owner of paths', () => {
    const facts = [stat(at('folder')), stat(at('missing')), stats(at('many/*'))] as const;
    const seen = runFacts(facts, shell);
    expect(seen.observe(facts[0])).toMatchObject({
      value: { type: 'directory', uid: process.getuid?.() },
    });
    expect(seen.observe(facts[1])).toMatchObject({ state: 'absent' });
    expect(seen.observe(facts[2])).toMatchObject({
      value: [{ path: at('many/a.conf') }, { path: at('many/b.conf') }],
    });
  });

  it('reads a kernel parameter whole', () => {
    const seen = runFacts([sysctl('kernel.pid_max'), sysctl('no.such.key')], shell);
    expect(seen.observe(sysctl('kernel.pid_max'))).toMatchObject({
      value: expect.stringMatching(/^\d{4,}$/),
    });
    expect(seen.observe(sysctl('no.such.key'))).toMatchObject({ state: 'absent' });
  });

  it('is not led astray by the environment of the login', () => {
    const bin = at('bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'grep'), '#!/bin/sh\necho evil\n', { mode: 0o755 });
    const env = {
      PATH: `${bin}:${process.env['PATH']}`,
      ENV: at('plain.conf'),
      LC_ALL: 'de_DE',
      GREP_OPTIONS: '-v',
      'BASH_FUNC_grep%%': '() { echo evil; }',
    };
    const seen = runFacts([fileText(at('plain.conf'))], shell, env);
    expect(seen.observe(fileText(at('plain.conf')))).toMatchObject({ value: 'one\ntwo: 2\n' });
  });
});
