import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder with the files given, gone after the test. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'hostward-policy-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o600);
  }
  return folder;
}

/** What a user is told, a line each, without the folder. */
export function problemsOf(act: () => unknown, folder: string): readonly string[] {
  try {
    act();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.message.replaceAll(`${folder}/`, '').split('\n');
  }
  return [];
}
