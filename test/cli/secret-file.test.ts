import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSecretFile } from '../../src/cli/secret-file.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-secret-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string, mode = 0o600): string {
  const path = join(folder, 'secret');
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

it.each([
  ['pw\n', 'pw'],
  ['pw\r\n', 'pw'],
  [' p w ', ' p w '],
])('reads %j', (text, secret) => {
  expect(readSecretFile(file(text))).toBe(secret);
});

it.each([
  ['open to others', 'pw\n', 0o640],
  ['holds no password', '\n', 0o600],
  ['holds no password', 'pw\nmore\n', 0o600],
])('refuses a file that is or %s, and shows nothing of it', (words, text, mode) => {
  const read = () => readSecretFile(file(text, mode));
  expect(read).toThrow(words);
  expect(read).not.toThrow('pw');
});

it('says which file is not there', () => {
  expect(() => readSecretFile(join(folder, 'none'))).toThrow('no such file');
});
