import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../../model/errors.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { openDocument } from '../../yaml/document.ts';
import { type FileRole, readTextFile } from '../../yaml/text-file.ts';
import { readAnsibleJson } from '../ansible/dynamic.ts';
import { readAnsibleIni } from '../ansible/ini.ts';
import type { AnsibleInventory } from '../ansible/model.ts';
import { translateAnsible } from '../ansible/translate.ts';
import { readVariableFiles } from '../ansible/vars-files.ts';
import { readAnsibleYaml } from '../ansible/yaml.ts';
import type { InventoryContext } from '../draft.ts';
import { type ParsedInventory, readInventory } from '../parse.ts';
import { detectFormat } from './detect.ts';
import { readList } from './list.ts';
import type { InventoryFormat } from './names.ts';
import { readSshConfigHosts } from './ssh-config-hosts.ts';

/** An inventory as it came, in whatever format. */
export interface Source {
  readonly format: InventoryFormat;
  readonly text: string;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly hash: string;
  /** For messages. */
  readonly name: string;
  /** Relative paths start in its folder; for standard input, in the working directory. */
  readonly path: string;
}

const READ_AS: FileRole = {
  what: 'inventory',
  danger: 'who could choose where root logs in',
};
const SSH_CONFIG = 'ssh_config:';
const PROGRAM_MS = 60_000;
const PROGRAM_BYTES = 64 * 1024 * 1024;

/**
 * @param word a file, `-` for standard input, or `ssh_config:FILE`.
 * @throws UsageError when it cannot be read.
 */
export function openSource(word: string, wanted: InventoryFormat | undefined): Source {
  if (word === '-') {
    const { text, hash } = readTextFile('/dev/stdin', READ_AS);
    const name = 'standard input';
    return { format: wanted ?? detectFormat(text, name), text, hash, name, path: 'stdin' };
  }
  const isSshConfig = word.startsWith(SSH_CONFIG);
  const path = isSshConfig ? word.slice(SSH_CONFIG.length) : word;
  const name = visibleLine(path);
  if (!isSshConfig && (wanted === undefined || wanted === 'ansible-json') && isProgram(path)) {
    const text = run(path, name);
    const hash = createHash('sha256').update(text).digest('hex');
    return { format: 'ansible-json', text, hash, name: `${name} --list`, path };
  }
  const { text, hash } = readTextFile(path, READ_AS);
  const format = wanted ?? (isSshConfig ? 'ssh-config' : detectFormat(text, name));
  return { format, text, hash, name, path };
}

/** @throws UsageError with every problem. */
export function readSource(
  { format, text, name, path }: Source,
  context: InventoryContext,
): ParsedInventory {
  const ansible = (inventory: AnsibleInventory) => {
    readVariableFiles(context.inventoryDirectory, inventory);
    return readInventory(translateAnsible(inventory, name), context);
  };
  switch (format) {
    case 'hostward':
      return readInventory(openDocument(text, name), context);
    case 'ansible-ini':
      return ansible(readAnsibleIni(text, name));
    case 'ansible-yaml':
      return ansible(readAnsibleYaml(text, name));
    case 'ansible-json':
      return ansible(readAnsibleJson(text, name));
    case 'list':
      return readInventory(readList(text, name), context);
    case 'ssh-config':
      return readInventory(
        readSshConfigHosts(text, name, {
          path: resolve(path),
          homeDirectory: context.homeDirectory,
        }),
        context,
      );
  }
}

/** Executable, and begins as programs do: an inventory with a wrong mode is not run. */
function isProgram(path: string): boolean {
  try {
    const stats = statSync(path);
    if (!stats.isFile() || (stats.mode & 0o111) === 0) return false;
    const start = Buffer.alloc(4);
    const descriptor = openSync(path, 'r');
    try {
      readSync(descriptor, start, 0, 4, 0);
    } finally {
      closeSync(descriptor);
    }
    return start.toString('latin1', 0, 2) === '#!' || start.toString('latin1') === '\x7fELF';
  } catch {
    return false;
  }
}

function run(path: string, name: string): string {
  if ((statSync(path).mode & 0o002) !== 0) {
    throw new UsageError(
      `inventory program ${name} can be written by anyone, who could run commands as you; run: chmod o-w ${name}`,
    );
  }
  try {
    return execFileSync(resolve(path), ['--list'], {
      cwd: dirname(resolve(path)),
      encoding: 'utf8',
      timeout: PROGRAM_MS,
      maxBuffer: PROGRAM_BYTES,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  } catch (cause) {
    const why = cause instanceof Error ? visibleLine(cause.message, 300) : 'it failed';
    throw new UsageError(`inventory program ${name} --list: ${why}`, { cause });
  }
}
